package dev.pawl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import org.junit.jupiter.api.Test;

class BetTest {

  @Test
  void observe_firstValue_isNotBetOn() {
    Bet bet = new Bet(0);
    bet.observe(1);
    assertThat(bet.logWealth()).isZero(); // nothing was known when it was staked on
  }

  @Test
  void observe_winThenWin_growsByTheStakeOfTheFormula() {
    Bet bet = new Bet(0);
    bet.observe(1);
    bet.observe(1);
    // after one win: mean 1/2, variance (1/4 + (1 - 1/2)^2) / 2 = 1/4, stake (1/2) / (1/4 + 1/4) =
    // 1,
    // and no more than 1/2
    assertThat(bet.logWealth()).isEqualTo(Math.log(1.5), within(1e-15));
  }

  @Test
  void observe_randomValues_equalsTheFormulaWrittenOut() {
    for (double bound : new double[] {0, 0.05, -0.1, 0.6}) {
      Draw draw = Streams.draw("formula", (int) (100 * bound));
      double[] values = draw.doubles(300, -0.4, 0.8).toArray();
      Bet bet = new Bet(bound);
      for (double value : values) {
        bet.observe(value);
      }
      assertThat(Math.exp(bet.logWealth()))
          .isCloseTo(wealth(values, bound), within(1e-9 * wealth(values, bound)));
    }
  }

  /// Section "paired betting e-process" of the reference, term by term, with every sum anew.
  private static double wealth(double[] d, double delta) {
    double wealth = 1;
    for (int n = 1; n <= d.length; n++) {
      double mean = mean(d, n - 1);
      double squares = 0.25;
      for (int j = 1; j < n; j++) {
        squares += Math.pow(d[j - 1] - mean(d, j), 2);
      }
      double variance = squares / n;
      double kelly = (mean - delta) / (variance + Math.pow(mean - delta, 2));
      wealth *= 1 + Math.min(Math.max(kelly, 0), 0.5 / (1 + delta)) * (d[n - 1] - delta);
    }
    return wealth;
  }

  private static double mean(double[] d, int n) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += d[j];
    }
    return sum / (n + 1);
  }

  /// No simulation: all 3^12 sequences of win, draw and loss with their probabilities.
  @Test
  void wealth_everySequenceOfAFairGame_isOneInExpectationAndSeldomEverGreat() {
    Sum sum = new Sum();
    sequences(new double[12], 0, 1, 0.3, 0.3, 0, sum);
    assertThat(sum.probability).isEqualTo(1, within(1e-10));
    assertThat(sum.wealth).isEqualTo(1, within(1e-10));
    assertThat(sum.reachedFour).isBetween(0.01, 0.25);
    assertThat(sum.reachedTen).isBetween(0.0001, 0.1);
  }

  /// With a bound of 1/5, win .4 and loss .2 is the fair game.
  @Test
  void wealth_everySequenceOfAGameAtTheBound_isOneInExpectation() {
    Sum sum = new Sum();
    sequences(new double[10], 0, 1, 0.4, 0.2, 0.2, sum);
    assertThat(sum.wealth).isEqualTo(1, within(1e-10));
    assertThat(sum.reachedFour).isBetween(0.01, 0.25);
  }

  @Test
  void wealth_gameBelowTheBound_isLessThanOneInExpectation() {
    Sum sum = new Sum();
    sequences(new double[10], 0, 1, 0.3, 0.3, 0.2, sum);
    assertThat(sum.wealth).isLessThan(0.99);
  }

  private static final class Sum {
    double probability;
    double wealth;
    double reachedFour;
    double reachedTen;
  }

  private static void sequences(
      double[] d, int n, double probability, double win, double loss, double bound, Sum sum) {
    if (n == d.length) {
      Bet bet = new Bet(bound);
      for (double value : d) {
        bet.observe(value);
      }
      sum.probability += probability;
      sum.wealth += probability * Math.exp(bet.logWealth());
      sum.reachedFour += bet.reached(Bet.logTarget(1 / 4.0)) ? probability : 0;
      sum.reachedTen += bet.reached(Bet.logTarget(1 / 10.0)) ? probability : 0;
      return;
    }
    d[n] = 1;
    sequences(d, n + 1, probability * win, win, loss, bound, sum);
    d[n] = -1;
    sequences(d, n + 1, probability * loss, win, loss, bound, sum);
    d[n] = 0;
    sequences(d, n + 1, probability * (1 - win - loss), win, loss, bound, sum);
  }

  @Test
  void observe_hundredThousandWins_staysFinite() {
    Bet bet = new Bet(0);
    for (int i = 0; i < 100_000; i++) {
      bet.observe(1);
    }
    assertThat(bet.logWealth()).isFinite().isGreaterThan(40_000);
  }

  @Test
  void reached_wealthFellAgain_stillHolds() {
    Bet bet = new Bet(0);
    for (int i = 0; i < 30; i++) {
      bet.observe(1);
    }
    for (int i = 0; i < 200; i++) {
      bet.observe(-1);
    }
    assertThat(bet.reached(Bet.logTarget(0.05))).isTrue();
    assertThat(bet.logWealth()).isLessThan(bet.logPeak());
  }

  @Test
  void reached_levelZero_isNever() {
    Bet bet = new Bet(0);
    for (int i = 0; i < 10_000; i++) {
      bet.observe(1);
    }
    assertThat(bet.reached(Bet.logTarget(0))).isFalse();
  }

  @Test
  void observe_outsideOrNaN_isRefused() {
    for (double value : new double[] {1.01, -1.01, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Bet(0).observe(value)).hasMessageContaining("from -1 to 1");
    }
    for (double bound : new double[] {1, -1, Double.NaN}) {
      assertThatThrownBy(() -> new Bet(bound)).hasMessageContaining("above -1 and below 1");
    }
  }
}
