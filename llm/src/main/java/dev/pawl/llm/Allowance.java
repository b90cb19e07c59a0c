package dev.pawl.llm;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What a run may spend on models.
///
/// @param nanoDollars billionths of a dollar
/// @param tokens input and output together
/// @param inFlight requests at the same time
public record Allowance(long nanoDollars, long tokens, int inFlight) {

  /// The most requests at the same time.
  public static final int IN_FLIGHT_MAX = 256;

  public Allowance {
    if (nanoDollars < 0 || tokens < 0 || inFlight < 1 || inFlight > IN_FLIGHT_MAX) {
      throw new IllegalArgumentException(
          "an allowance of %d nanodollars, %d tokens and %d in flight; none may be negative, and in flight must be 1 to %d"
              .formatted(nanoDollars, tokens, inFlight, IN_FLIGHT_MAX));
    }
  }

  /// Dollars without a limit on tokens.
  public static Allowance ofDollars(double dollars, int inFlight) {
    long nano =
        BigDecimal.valueOf(dollars)
            .movePointRight(9)
            .setScale(0, RoundingMode.DOWN)
            .longValueExact();
    return new Allowance(nano, Long.MAX_VALUE, inFlight);
  }
}
