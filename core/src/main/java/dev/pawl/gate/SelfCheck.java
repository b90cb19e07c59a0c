package dev.pawl.gate;

import dev.pawl.gate.Observation.Pair;

/// The champion put before the gate as if it were a candidate (an A/A test). Both sides are the
/// same program, so neither may win: evidence for either side says that the harness favours one, by
/// order, caching, seeds or load, and that no promotion can be believed.
///
/// One [Bet] on each side, and the mean of both wealths, which is again a fair game. It spends
/// nothing of a hold-out's alpha, because nothing can be promoted by it.
public final class SelfCheck {

  private final double level;
  private final double logTarget;
  private final Bet second = new Bet(0);
  private final Bet first = new Bet(0);
  private double logPeak;

  /// @param level the chance of a false alarm, ever
  public SelfCheck(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "the level of an alarm is %s; it must be above 0 and below 1".formatted(level));
    }
    this.level = level;
    logTarget = Bet.logTarget(level);
  }

  /// Takes a pair in which both sides were the champion. A missing score is no evidence for either
  /// side unless only one is missing: then that side counts as 0.
  public Alarm observe(Pair pair) {
    double difference = score(pair.candidate()) - score(pair.champion());
    second.observe(difference);
    first.observe(-difference);
    logPeak = Math.max(logPeak, logMean(second.logWealth(), first.logWealth()));
    return alarm();
  }

  public Alarm alarm() {
    double mean = second.count() == 0 ? 0 : second.sum() / second.count();
    return new Alarm(second.count(), mean, logPeak, level, logPeak >= logTarget);
  }

  private static double score(Observation.Side side) {
    return side instanceof Observation.Side.Scored scored ? scored.score() : 0;
  }

  private static double logMean(double a, double b) {
    double greater = Math.max(a, b);
    return greater
        + StrictMath.log((StrictMath.exp(a - greater) + StrictMath.exp(b - greater)) / 2);
  }
}
