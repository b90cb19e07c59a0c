package dev.pawl.gate;

/// Whether a candidate is worse on sealed tasks than it was reported to be on those that the search
/// saw, by more than a gap: learned by heart, lucky, or cheating. A [Bet] on reported score minus
/// sealed score.
public final class SealedGap {

  private final double reported;
  private final double level;
  private final double logTarget;
  private final Bet bet;

  /// @param reported the score from 0 to 1 that the candidate was known for when it was frozen
  /// @param gapMax how much worse is no surprise
  /// @param level the chance of a false alarm, ever
  public SealedGap(double reported, double gapMax, double level) {
    if (!(reported >= 0 && reported <= 1)
        || !(gapMax >= 0 && gapMax < 1)
        || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "reported %s, gap %s, level %s; the first must be from 0 to 1, the second below 1, the third between"
              .formatted(reported, gapMax, level));
    }
    this.reported = reported;
    this.level = level;
    logTarget = Bet.logTarget(level);
    bet = new Bet(gapMax);
  }

  /// Takes the score from 0 to 1 on the next sealed task.
  public Alarm observe(double sealedScore) {
    bet.observe(reported - sealedScore);
    return alarm();
  }

  /// The alarm; its mean is the gap.
  public Alarm alarm() {
    double mean = bet.count() == 0 ? 0 : bet.sum() / bet.count();
    return new Alarm(bet.count(), mean, bet.logPeak(), level, bet.reached(logTarget));
  }
}
