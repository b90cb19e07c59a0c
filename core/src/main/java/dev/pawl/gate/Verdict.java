package dev.pawl.gate;

/// What a gate says of an attempt. Promoted and refused are final.
public sealed interface Verdict {

  Evidence evidence();

  /// The gain over the champion is greater than the plan's least, and every guard holds, with the
  /// error probability of the attempt.
  record Promoted(Evidence evidence) implements Verdict {}

  /// Not promoted, and will not be by this attempt.
  ///
  /// @param about the guard or canary that it is about; empty for others
  record Refused(Reason reason, String about, Evidence evidence) implements Verdict {}

  /// More tasks are needed.
  record Undecided(Evidence evidence) implements Verdict {}

  /// Why an attempt is refused.
  enum Reason {
    /// The candidate is the champion.
    SAME_AS_CHAMPION,
    /// The hold-out has no error probability left: it needs a new one.
    ALPHA_SPENT,
    /// A guard is worse by more than its margin: exactly, or by the mean when it was given up.
    GUARD_WORSE,
    /// The gain was shown, but not that a guard is no worse, within the most tasks.
    GUARD_NOT_SHOWN,
    /// No gain so far at a number of tasks from which on that is given up.
    FUTILE,
    /// The most tasks without the evidence.
    NOT_SHOWN,
    /// It solved what cannot be solved, or read what it should not have.
    CANARY_SPRUNG
  }
}
