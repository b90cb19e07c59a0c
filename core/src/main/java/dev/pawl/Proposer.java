package dev.pawl;

import java.util.List;

/// Writes a new candidate from parents. A pure function of its arguments, called from many threads.
public interface Proposer {

  /// The name in journal and reports, such as `mutate-field`.
  String name();

  /// How many parents it wants: 0 to write from nothing, 1 to mutate, 2 to cross.
  int parents();

  /// A new candidate, or why there is none.
  ///
  /// @param parents as many as [#parents()], drawn from the archive
  Proposal propose(List<Elite> parents, Draw draw);

  /// The most that one proposal can cost. It is reserved before and settled after.
  default Cost costMax() {
    return Cost.NONE;
  }

  /// What a proposer answers.
  sealed interface Proposal {

    /// What it cost.
    Cost cost();

    /// A candidate.
    record Wrote(Candidate candidate, Cost cost) implements Proposal {

      /// At no cost.
      public Wrote(Candidate candidate) {
        this(candidate, Cost.NONE);
      }
    }

    /// No candidate, and why.
    record Declined(String reason, Cost cost) implements Proposal {

      /// At no cost.
      public Declined(String reason) {
        this(reason, Cost.NONE);
      }
    }
  }
}
