package dev.pawl.gate;

import java.util.List;

/// How far an attempt has come.
///
/// @param attempt its number on the hold-out
/// @param level the error probability it may spend; promotion needs wealth 1/level
/// @param tasks pairs observed
/// @param championMissing pairs in which the champion had no score
/// @param candidateMissing pairs in which the candidate had none
/// @param differenceSum the sum of the candidate's score less the champion's
/// @param logWealth natural logarithm of the wealth now: the e-value of the attempt
/// @param logPeak natural logarithm of the greatest wealth so far
/// @param guards of those that are measured on each task
public record Evidence(
    int attempt,
    double level,
    int tasks,
    int championMissing,
    int candidateMissing,
    double differenceSum,
    double logWealth,
    double logPeak,
    List<OfGuard> guards) {

  public Evidence {
    guards = List.copyOf(guards);
  }

  /// The mean difference: an estimate that flatters what was stopped because it looked good. Quote
  /// it with [Gain], or measure anew.
  public double differenceMean() {
    return tasks == 0 ? 0 : differenceSum / tasks;
  }

  /// How far a guard has come.
  ///
  /// @param differenceSum of differences on the guard's scale, positive for better
  /// @param shown whether "no worse by more than the margin" has been shown at the level
  public record OfGuard(
      String name, double differenceSum, double logWealth, double logPeak, boolean shown) {}
}
