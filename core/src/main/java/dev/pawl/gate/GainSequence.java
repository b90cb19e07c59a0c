package dev.pawl.gate;

import java.util.Arrays;

/// A confidence sequence for the mean of differences from −1 to 1: an interval after each value, of
/// which *all* contain the true mean, but for a chance of `level` at each end.
///
/// For each m of a grid a [Bet] is laid against "the mean is at most m"; m is out for good when the
/// wealth reaches 1/level. The low end is the greatest m up to which all are out. It is above the
/// true mean only if the first grid point at or above the true mean is out, and against that one
/// point Ville's inequality holds; so the grid costs width and no validity. The high end is the low
/// end of the negated values. Cost: one pass over the points not yet out per value.
final class GainSequence {

  private final double level;
  private final End low;
  private final End high;
  private int count;
  private double sum;

  GainSequence(double level) {
    this(level, 1_000);
  }

  /// @param points of the grid from −1 to 1
  GainSequence(double level, int points) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "the error probability of an interval is %s; it must be above 0 and below 1"
              .formatted(level));
    }
    this.level = level;
    low = new End(level, points);
    high = new End(level, points);
  }

  void observe(double difference) {
    if (!(difference >= -1 && difference <= 1)) {
      throw new IllegalArgumentException(
          "a difference is %s; it must be from -1 to 1".formatted(difference));
    }
    low.observe(difference);
    high.observe(-difference);
    count++;
    sum += difference;
  }

  Gain gain() {
    return new Gain(count, count == 0 ? 0 : sum / count, low.bound(), -high.bound(), level);
  }

  private static final class End {
    private final double[] means;
    private final double[] wealth;
    private final double target;
    private int first;
    private int count;
    private double sum;
    private double squares = 0.25;

    End(double level, int points) {
      target = 1 / level;
      means = new double[points - 1];
      for (int i = 0; i < means.length; i++) {
        means[i] = 2.0 * (i + 1) / points - 1;
      }
      wealth = new double[means.length];
      Arrays.fill(wealth, 1);
    }

    void observe(double value) {
      double mean = sum / (count + 1);
      double variance = squares / (count + 1);
      for (int i = first; i < means.length && means[i] < mean; i++) {
        if (wealth[i] < target) {
          double bound = means[i];
          wealth[i] *= 1 + Bet.stake(mean, variance, bound, Bet.cap(bound)) * (value - bound);
        }
      }
      while (first < means.length && wealth[first] >= target) {
        first++;
      }
      count++;
      sum += value;
      double deviation = value - sum / (count + 1);
      squares += deviation * deviation;
    }

    double bound() {
      return first == 0 ? -1 : means[first - 1];
    }
  }
}
