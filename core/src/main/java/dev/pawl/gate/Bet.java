package dev.pawl.gate;

/// Evidence that the mean of values from −1 to 1 is greater than `bound`, which may be looked at
/// after every value.
///
/// A gambler starts with 1 and stakes a share λ of it on each value d: W becomes W·(1 + λ(d −
/// bound)). While the mean, given the past, is at most `bound`, no rule of staking makes W grow in
/// expectation, so by Ville's inequality the chance that W *ever* reaches 1/α is at most α. That
/// holds for any stopping and any peeking, and without any assumption on how values are distributed
/// or depend on each other.
///
/// The stake is an approximation of Kelly's (aGRAPA), from what was seen *before* d: μ is the mean
/// with one more value 0, σ² the mean square deviation from the running mean with one more of 1/4,
/// and λ = (μ − bound) / (σ² + (μ − bound)²), at least 0 and at most c/(1 + bound) with c = 1/2, so
/// that a loss takes at most half of W. Waudby-Smith and Ramdas, "Estimating means of bounded
/// random variables by betting", JRSS B 86(1), 2024. The wealth is kept as its logarithm by
/// [StrictMath]: it cannot overflow, and every machine computes the same.
final class Bet {

  private static final double STAKE_MAX = 0.5;

  private final double bound;
  private final double cap;
  private int count;
  private double sum;
  private double squares = 0.25;
  private double logWealth;
  private double logPeak;

  Bet(double bound) {
    if (!(bound > -1 && bound < 1)) {
      throw new IllegalArgumentException(
          "the bound of a bet is %s; it must be above -1 and below 1".formatted(bound));
    }
    this.bound = bound;
    this.cap = cap(bound);
  }

  /// Takes the next value; the stake was fixed before it.
  void observe(double value) {
    if (!(value >= -1 && value <= 1)) {
      throw new IllegalArgumentException(
          "a difference is %s; it must be from -1 to 1: scale scores to [0, 1] first"
              .formatted(value));
    }
    double stake = stake(mean(), squares / (count + 1), bound, cap);
    if (stake > 0) {
      logWealth += StrictMath.log1p(stake * (value - bound));
      logPeak = Math.max(logPeak, logWealth);
    }
    count++;
    sum += value;
    double deviation = value - mean();
    squares += deviation * deviation;
  }

  static double stake(double mean, double variance, double bound, double cap) {
    double edge = mean - bound;
    return Math.clamp(edge / (variance + edge * edge), 0, cap);
  }

  static double cap(double bound) {
    return STAKE_MAX / (1 + bound);
  }

  /// The logarithm of 1/`level`, the wealth that is evidence at that level; infinite for 0.
  static double logTarget(double level) {
    return -StrictMath.log(level);
  }

  /// Whether the wealth has ever reached what is evidence at a level, given by [#logTarget].
  boolean reached(double logTarget) {
    return logPeak >= logTarget;
  }

  int count() {
    return count;
  }

  double sum() {
    return sum;
  }

  /// The mean, with one more value 0: what the gambler believes.
  double mean() {
    return sum / (count + 1);
  }

  /// The natural logarithm of the wealth now: an e-value at any stopping time.
  double logWealth() {
    return logWealth;
  }

  /// The natural logarithm of the greatest wealth so far; *not* an e-value, but what Ville's
  /// inequality is about.
  double logPeak() {
    return logPeak;
  }
}
