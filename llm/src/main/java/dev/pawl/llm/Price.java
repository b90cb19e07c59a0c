package dev.pawl.llm;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What a token costs, in billionths of a dollar. A dollar per million tokens is 1,000 of them.
public record Price(long inputNanoDollars, long outputNanoDollars) {

  /// A model on a machine of one's own.
  public static final Price FREE = new Price(0, 0);

  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  /// @param input in dollars per million tokens, such as `0.25`
  /// @param output in dollars per million tokens
  /// @throws IllegalArgumentException if one is no number from 0 to a million
  public static Price ofMillion(String input, String output) {
    return new Price(nano(input), nano(output));
  }

  /// What so many tokens cost; the largest `long` where it would be more.
  public long nanoDollars(long inputTokens, long outputTokens) {
    long in = times(inputTokens, inputNanoDollars);
    long out = times(outputTokens, outputNanoDollars);
    return in > Long.MAX_VALUE - out ? Long.MAX_VALUE : in + out;
  }

  /// In dollars per million tokens, such as `0.25/2`.
  @Override
  public String toString() {
    return dollars(inputNanoDollars) + "/" + dollars(outputNanoDollars);
  }

  private static String dollars(long nanoDollars) {
    return BigDecimal.valueOf(nanoDollars, 3).stripTrailingZeros().toPlainString();
  }

  private static long times(long tokens, long nanoDollars) {
    return nanoDollars != 0 && tokens > Long.MAX_VALUE / nanoDollars
        ? Long.MAX_VALUE
        : tokens * nanoDollars;
  }

  private static long nano(String dollarsPerMillion) {
    try {
      BigDecimal dollars = new BigDecimal(dollarsPerMillion);
      if (dollars.signum() >= 0 && dollars.compareTo(MOST) <= 0) {
        return dollars.movePointRight(3).setScale(0, RoundingMode.UP).longValueExact();
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "'%s' is no price; it must be dollars per million tokens, from 0 to 1000000"
            .formatted(dollarsPerMillion));
  }
}
