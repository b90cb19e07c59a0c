package dev.pawl.cli.report;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The champion's main line: its first parent, that one's first parent, and so on.
///
/// @param champion text of the champion; empty if the journal does not hold it
/// @param steps newest first
/// @param length of the whole line; there may be fewer steps
record Lineage(Hash id, Optional<Candidate> champion, List<Step> steps, int length) {

  private static final int STEPS_MAX = 300;

  /// One candidate of the line, and what its proposer changed.
  ///
  /// @param others parents beside the first
  /// @param diff against the first parent; empty if there is none, or a text is missing
  record Step(Ancestor ancestor, List<Hash> others, Optional<Diff> diff) {}

  static Optional<Lineage> of(Run run, Journal journal) {
    return run.champion().map(id -> of(id, run, journal));
  }

  private static Lineage of(Hash id, Run run, Journal journal) {
    List<Ancestor> line = line(id, run);
    List<Step> steps = new ArrayList<>();
    Optional<Candidate> champion = text(id, journal);
    Optional<Candidate> text = champion;
    for (Ancestor ancestor : line.subList(0, Math.min(STEPS_MAX, line.size()))) {
      List<Hash> parents = ancestor.parents();
      Optional<Candidate> before =
          parents.isEmpty() ? Optional.empty() : text(parents.getFirst(), journal);
      Candidate after = text.orElse(null);
      Optional<Diff> diff =
          before.isEmpty() || after == null
              ? Optional.empty()
              : Optional.of(Diff.of(before.get(), after));
      List<Hash> others = parents.isEmpty() ? List.of() : parents.subList(1, parents.size());
      steps.add(new Step(ancestor, others, diff));
      text = before;
    }
    return new Lineage(id, champion, steps, line.size());
  }

  private static List<Ancestor> line(Hash id, Run run) {
    List<Ancestor> line = new ArrayList<>();
    @Nullable Ancestor next = run.ancestors().get(id);
    while (next != null) {
      line.add(next);
      Ancestor parent =
          next.parents().isEmpty() ? null : run.ancestors().get(next.parents().getFirst());
      // A parent is older than its child; anything else is no journal that an engine wrote, and
      // could go in circles.
      next = parent != null && parent.ticket() < next.ticket() ? parent : null;
    }
    return line;
  }

  private static Optional<Candidate> text(Hash id, Journal journal) {
    try {
      return journal.blob(id).map(Candidate::ofCanonical);
    } catch (RuntimeException e) {
      return Optional.empty(); // a damaged blob: `pawl verify` names it
    }
  }
}
