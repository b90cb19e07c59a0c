package dev.pawl.gate;

import dev.pawl.Bounds;

/// A quantity that an improvement must not pay with: the candidate has to be shown no worse than
/// the champion by more than a margin.
///
/// @param measured whether it is one number of a candidate (its size) or one of each task (its
///   cost)
/// @param margin how much worse is still allowed: of a relative scale the share (0.1 allows a tenth
///   more of what should be little), of an absolute one in the unit of the quantity
public record Guard(String name, Measured measured, Better better, Scale scale, double margin) {

  /// When the quantity is known.
  public enum Measured {
    /// Before the first task and exactly: compared, not tested.
    ONCE,
    /// On each task anew: tested by a [Bet].
    EACH_TASK
  }

  /// Which way is better.
  public enum Better {
    LESS,
    MORE
  }

  /// How two values are compared; the difference always lies from −1 to 1.
  public sealed interface Scale {

    /// By the difference over the sum, for quantities from 0 without a known maximum. The mean over
    /// tasks gives every task the same weight, however large its quantity is.
    record Relative() implements Scale {}

    /// By the difference over the width of the bounds; values outside count as the nearest bound.
    record Absolute(Bounds bounds) implements Scale {}
  }

  public Guard {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a guard needs a name; found '%s'".formatted(name));
    }
    double scaled = scaledMargin(scale, margin);
    if (!(scaled > 0 && scaled < 1)) {
      throw new IllegalArgumentException(
          "the margin of guard %s is %s on %s; it must be positive, and smaller than the scale:"
                  .formatted(name, margin, scale)
              + " that something is not worse at all cannot be shown");
    }
  }

  /// How much better than the champion's value the candidate's is, from −1 to 1.
  double difference(double champion, double candidate) {
    double more =
        switch (scale) {
          case Scale.Relative() -> relative(nonNegative(champion), nonNegative(candidate));
          case Scale.Absolute(Bounds bounds) ->
              (clamp(candidate, bounds) - clamp(champion, bounds)) / (bounds.max() - bounds.min());
        };
    double signed = better == Better.MORE ? more : -more;
    return Math.clamp(signed, -1, 1);
  }

  /// The margin on the scale of [#difference].
  double scaledMargin() {
    return scaledMargin(scale, margin);
  }

  /// Whether two exact values differ by no more than the margin.
  boolean allows(double champion, double candidate) {
    return difference(champion, candidate) >= -scaledMargin() * (1 + 1e-12);
  }

  private static double scaledMargin(Scale scale, double margin) {
    return switch (scale) {
      case Scale.Relative() -> margin / (2 + margin);
      case Scale.Absolute(Bounds bounds) -> margin / (bounds.max() - bounds.min());
    };
  }

  private static double relative(double champion, double candidate) {
    double sum = champion / 2 + candidate / 2;
    return sum == 0 ? 0 : (candidate / 2 - champion / 2) / sum;
  }

  private double nonNegative(double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s is %s; on a relative scale it must be finite and not negative"
              .formatted(name, value));
    }
    return value;
  }

  private double clamp(double value, Bounds bounds) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("%s is NaN".formatted(name));
    }
    return Math.clamp(value, bounds.min(), bounds.max());
  }
}
