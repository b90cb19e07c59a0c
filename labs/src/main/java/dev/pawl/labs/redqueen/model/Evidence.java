package dev.pawl.labs.redqueen.model;

import dev.pawl.Draw;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Writer.Written;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a version does when it is asked, before it may propose.
///
/// @param lossBefore on held-out texts, of the version before
/// @param lossAfter of this one
/// @param samples written from nothing
/// @param edits tries to write a part of a known warrior anew
/// @param copies how many of these tries gave the warrior again
/// @param tooLong the part of the warriors that it was trained on that the context cannot hold
/// @param known the texts of the warriors that it was trained on
/// @param flops spent on it
record Evidence(
    double lossBefore,
    double lossAfter,
    List<Written> samples,
    int edits,
    int copies,
    double tooLong,
    Set<String> known,
    Settings settings,
    long flops) {

  private static final int SAMPLES = 64;
  private static final int EDITS = 24;

  /// Asks `writer`.
  ///
  /// @param trained the warriors that it was trained on, the latest last
  /// @param tooLong the part of them that the context cannot hold
  static Evidence of(
      Writer writer,
      List<Warrior> trained,
      double tooLong,
      double lossBefore,
      double lossAfter,
      Settings settings,
      Draw draw) {
    List<Written> samples = writer.write(SAMPLES, draw);
    long flops = samples.stream().mapToLong(Written::flops).sum();
    int tries = 0;
    int copies = 0;
    for (int i = 0; i < Math.min(EDITS, trained.size()); i++) {
      Written edit = writer.edit(trained.get(trained.size() - 1 - i), draw.purpose("edit " + i));
      copies += edit.copies();
      tries += edit.copies() + (edit.warrior().isPresent() ? 1 : 0);
      flops += edit.flops();
    }
    Set<String> known = new HashSet<>();
    trained.forEach(warrior -> known.add(RedcodeText.write(warrior, settings)));
    return new Evidence(
        lossBefore, lossAfter, samples, tries, copies, tooLong, known, settings, flops);
  }

  /// The texts of the samples.
  List<String> texts() {
    return warriors().stream().map(warrior -> RedcodeText.write(warrior, settings)).toList();
  }

  List<Warrior> warriors() {
    List<Warrior> warriors = new ArrayList<>();
    samples.forEach(sample -> sample.warrior().ifPresent(warriors::add));
    return warriors;
  }
}
