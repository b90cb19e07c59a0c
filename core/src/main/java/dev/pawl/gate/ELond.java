package dev.pawl.gate;

/// Which of a stream of claims to make so that the expected share of false ones among those made
/// (the false discovery rate) is at most alpha, however they depend on each other: e-LOND (Xu and
/// Ramdas, "Online multiple testing with e-values", AISTATS 2024). Claim t is made if its e-value
/// reaches 1/(α·γ_t·(R + 1)), where R is how many were made before and γ_t = 6/(π²t²).
///
/// For what a dashboard calls improved. To promote a champion is another matter: there the chance
/// of any error is what is bounded ([GatePlan]).
public final class ELond {

  private static final Spending SHARES = new Spending.Endless();

  private final double alpha;
  private int asked;
  private int made;

  public ELond(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "the false discovery rate is %s; it must be above 0 and below 1".formatted(alpha));
    }
    this.alpha = alpha;
  }

  /// The level of the next claim: known before its evidence, so that one may stop as soon as an
  /// e-process reaches 1/level.
  public double level() {
    return alpha * SHARES.share(asked + 1) * (made + 1);
  }

  /// Whether the next claim is made.
  ///
  /// @param logEvidence natural logarithm of its e-value: [Evidence#logWealth], never the peak,
  ///   which is no e-value
  public boolean claims(double logEvidence) {
    if (Double.isNaN(logEvidence)) {
      throw new IllegalArgumentException("the evidence of claim %d is NaN".formatted(asked + 1));
    }
    boolean claims = logEvidence >= -StrictMath.log(level());
    asked++;
    made += claims ? 1 : 0;
    return claims;
  }

  /// How many claims were made.
  public int made() {
    return made;
  }
}
