package dev.pawl.labs.programs.model;

import dev.pawl.Draw;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.model.Past.Ranked;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/// The texts of a lesson: gaps in programs that were tried, each marked with how good the program
/// was, the better ones more often. Half of the gaps are what distinguishes a program from its
/// parent, so that edits are learned and not only programs; the others lie anywhere.
///
/// One program in sixteen, by its id and so for ever, is held out. Its parents and children may not
/// be: the loss on it is that of near relatives.
final class Curriculum {

  /// By class.
  private static final double[] WEIGHTS = {4, 2, 1, 0.5, 0.25};

  private static final int HELD_OUT_ONE_IN = 16;
  private static final int HELD_OUT_TEXTS = 64;
  private static final double CHANGES = 0.5;
  private static final int TRIES = 8;

  private final Surface surface;
  private final Prompts prompts;
  private final List<Ranked> shown = new ArrayList<>();
  private final List<Ranked> heldOut = new ArrayList<>();
  private double weight;

  Curriculum(List<Ranked> past, Surface surface, Prompts prompts) {
    this.surface = surface;
    this.prompts = prompts;
    for (Ranked each : past) {
      if (Math.floorMod(each.program().id().a(), HELD_OUT_ONE_IN) == 0) {
        heldOut.add(each);
      } else {
        shown.add(each);
        weight += WEIGHTS[each.quality()];
      }
    }
  }

  /// Texts whose training takes about so many FLOPs; none if there is nothing to learn from.
  ///
  /// @param cost the FLOPs of training on a text with so many tokens
  List<Example> lessons(long flops, IntToLongFunction cost, Draw draw) {
    List<Example> lessons = new ArrayList<>();
    long left = flops;
    int missed = 0;
    while (!shown.isEmpty() && left > 0 && missed < TRIES * (lessons.size() + TRIES)) {
      Draw own = draw.purpose("lesson " + (lessons.size() + missed));
      Optional<Example> text = text(drawn(own), true, own);
      if (text.isPresent()) {
        lessons.add(text.get());
        left -= cost.applyAsLong(text.get().tokens().size());
      } else {
        missed++;
      }
    }
    return lessons;
  }

  /// What losses are measured on: only what stands in gaps counts.
  Texts heldOut(Draw draw) {
    List<Example> texts = new ArrayList<>();
    for (int i = 0; i < HELD_OUT_TEXTS && !heldOut.isEmpty(); i++) {
      text(heldOut.get(i % heldOut.size()), false, draw.purpose("held out " + i))
          .ifPresent(texts::add);
    }
    return new Texts(texts);
  }

  private Ranked drawn(Draw draw) {
    double left = draw.nextDouble() * weight;
    for (Ranked each : shown) {
      left -= WEIGHTS[each.quality()];
      if (left < 0) {
        return each;
      }
    }
    return shown.getLast();
  }

  private Optional<Example> text(Ranked ranked, boolean wholly, Draw draw) {
    Optional<Gap> changed =
        draw.nextDouble() < CHANGES
            ? ranked.parent().flatMap(parent -> Gap.between(parent, ranked.program()))
            : Optional.empty();
    return changed
        .or(() -> Gap.of(surface, ranked.program(), draw))
        .flatMap(gap -> prompts.answered(ranked.program(), gap, ranked.quality(), wholly));
  }
}
