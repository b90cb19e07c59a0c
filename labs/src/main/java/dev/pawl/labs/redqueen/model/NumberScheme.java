package dev.pawl.labs.redqueen.model;

/// How operands become tokens. Which one a model learns best from is measured by the benchmark
/// `NumberSchemes`.
public enum NumberScheme {
  /// Decimal digits, after a minus sign if need be: `-`, `2`, `6`, `6`, `7`.
  DIGITS,
  /// Two tokens, in a base near the root of the core size: high, low.
  HIGH_LOW,
  /// One token for a number up to 50 either way, digits for others.
  SMALL_DIGITS,
  /// One token for a number up to 50 either way, high and low for others.
  SMALL_HIGH_LOW,
  /// As [#SMALL_HIGH_LOW], but one token for a number that is one of the last eight different ones
  /// beyond 50 in the same text, or the negative of one: the constants of a loop agree.
  RECENT;

  /// The code for numbers from just above minus one half of the core size to one half.
  NumberCode code(int coreSize) {
    NumberCode digits = new NumberCode.Digits(String.valueOf(coreSize / 2).length());
    NumberCode highLow = NumberCode.HighLow.of(coreSize);
    int small = Math.min(Recent.NEAR_MAX, coreSize / 2);
    return switch (this) {
      case DIGITS -> digits;
      case HIGH_LOW -> highLow;
      case SMALL_DIGITS -> new NumberCode.Small(small, digits);
      case SMALL_HIGH_LOW -> new NumberCode.Small(small, highLow);
      case RECENT -> new NumberCode.Same(new NumberCode.Small(small, highLow));
    };
  }
}
