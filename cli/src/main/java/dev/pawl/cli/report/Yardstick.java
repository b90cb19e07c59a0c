package dev.pawl.cli.report;

import dev.pawl.cli.report.Run.Measure;

/// What runs of different studies are compared on.
sealed interface Yardstick {

  /// The best value that the search saw so far.
  record Best() implements Yardstick {}

  /// What champions were measured at last.
  record Measured(Measure measure) implements Yardstick {}

  /// What it is called.
  default String title() {
    return switch (this) {
      case Best _ -> "best value so far";
      case Measured(var measure) -> "%s on %s".formatted(measure.name(), measure.split());
    };
  }

  /// Whether it is a share of something, to be written as a percentage.
  default boolean isFraction() {
    return this instanceof Measured(var measure) && Measures.isFraction(measure);
  }

  /// A value of it.
  default String words(double value) {
    return isFraction() ? Say.percent(value) : Say.value(value);
  }

  /// A difference of two values of it; those of shares are in points.
  default String signed(double difference) {
    if (isFraction()) {
      return Say.signed(100 * difference, 1);
    }
    double size = Math.abs(difference);
    int decimals = size >= 100 ? 1 : size >= 1 || size == 0 ? 3 : 4;
    return Say.signed(difference, decimals);
  }
}
