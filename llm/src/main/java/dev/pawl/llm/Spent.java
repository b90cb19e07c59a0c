package dev.pawl.llm;

/// What exchanges cost. Dollars are counted in billionths, so that a token of the cheapest model is
/// a whole number of them.
///
/// @param requests sent to a server, those that failed included
/// @param assumed how many of them did not say what they cost, and were charged the most that they
///   can have cost
public record Spent(
    long requests, long inputTokens, long outputTokens, long nanoDollars, long assumed) {

  /// Nothing.
  public static final Spent NONE = new Spent(0, 0, 0, 0, 0);

  public Spent {
    if (requests < 0 || inputTokens < 0 || outputTokens < 0 || nanoDollars < 0 || assumed < 0) {
      throw new IllegalArgumentException(
          "spent %d requests, %d and %d tokens, %d nanodollars; none may be negative"
              .formatted(requests, inputTokens, outputTokens, nanoDollars));
    }
  }

  /// Both together; what does not fit into a `long` stays at its largest.
  public Spent plus(Spent other) {
    return new Spent(
        saturated(requests, other.requests),
        saturated(inputTokens, other.inputTokens),
        saturated(outputTokens, other.outputTokens),
        saturated(nanoDollars, other.nanoDollars),
        saturated(assumed, other.assumed));
  }

  /// Input and output together.
  public long tokens() {
    return saturated(inputTokens, outputTokens);
  }

  /// In dollars, for people.
  public double dollars() {
    return nanoDollars / 1e9;
  }

  private static long saturated(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
