package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Evaluation;
import dev.pawl.journal.Timing;
import org.jspecify.annotations.Nullable;

/// What came of a ticket.
sealed interface Result {

  /// What it cost.
  Cost cost();

  /// There was no candidate, and why.
  record Declined(String reason, Cost cost) implements Result {}

  /// A candidate was proposed and evaluated.
  ///
  /// @param evaluation its cost is that of proposing and scoring together
  record Evaluated(Candidate candidate, Evaluation evaluation) implements Result {

    @Override
    public Cost cost() {
      return evaluation.cost();
    }
  }

  /// A result and how long it took.
  ///
  /// @param timing null if the result was read from the journal
  record Timed(Result result, @Nullable Timing timing) {

    long cpuNanos() {
      return timing == null ? 0 : timing.cpuNanos();
    }
  }
}
