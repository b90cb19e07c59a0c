package dev.pawl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ELondTest {

  private static final double SHARE = 6 / (Math.PI * Math.PI);

  @Test
  void level_claimsMade_growsWithThemAndShrinksWithThoseAsked() {
    ELond claims = new ELond(0.1);
    assertThat(claims.level()).isEqualTo(0.1 * SHARE, within(1e-15));
    assertThat(claims.claims(Math.log(1 / (0.1 * SHARE)) + 1e-9)).isTrue();
    assertThat(claims.level()).isEqualTo(0.1 * SHARE * 2 / 4, within(1e-15));
    assertThat(claims.claims(0)).isFalse();
    assertThat(claims.level()).isEqualTo(0.1 * SHARE * 2 / 9, within(1e-15));
    assertThat(claims.made()).isEqualTo(1);
  }

  @Test
  void claims_evidenceJustShort_isNotMade() {
    assertThat(new ELond(0.1).claims(Math.log(1 / (0.1 * SHARE)) - 1e-9)).isFalse();
  }

  /// E-values as bad as they can be: all or nothing, exactly at the level where they would count,
  /// so that the bound is nearly used up; and with certain discoveries among them.
  @Test
  void claims_sharpestFalseEvidence_keepsTheFalseDiscoveryRate() {
    double[] rates = rates("sharp", false);
    assertThat(mean(rates)).isLessThan(0.2 + 3.09 * deviation(rates)).isGreaterThan(0.02);
  }

  /// All false claims share one piece of chance.
  @Test
  void claims_falseEvidenceAllTheSame_keepsTheFalseDiscoveryRate() {
    double[] rates = rates("same", true);
    assertThat(mean(rates)).isLessThan(0.2 + 3.09 * deviation(rates)).isGreaterThan(0.001);
  }

  /// The share of false claims among those made, of each of 10,000 runs of 60 claims at 20 percent.
  private static double[] rates(String name, boolean dependent) {
    return IntStream.range(0, 10_000)
        .parallel()
        .mapToDouble(run -> {
          Draw draw = Streams.draw(name, run);
          ELond claims = new ELond(0.2);
          double shared = draw.nextDouble();
          int wrong = 0;
          for (int t = 0; t < 60; t++) {
            boolean real = draw.nextDouble() < 0.1;
            double chance = dependent ? shared : draw.nextDouble();
            double level = claims.level();
            double nothing = Double.NEGATIVE_INFINITY;
            double sharp = chance < level ? -Math.log(level) + 1e-12 : nothing;
            wrong += claims.claims(real ? 50 : sharp) && !real ? 1 : 0;
          }
          return claims.made() == 0 ? 0 : (double) wrong / claims.made();
        })
        .toArray();
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double squares = java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares) / values.length;
  }

  /// The reference's stream: 80 candidates, one in ten better by 10 points, 500 tasks each at most,
  /// given up from 60 on; rate .018 at alpha .1, power .38.
  @Test
  void claims_streamOfBets_isAsTabled() {
    int runs = 1_000;
    int[][] counts =
        IntStream.range(0, runs).parallel().mapToObj(ELondTest::stream).toArray(int[][]::new);
    double rate = 0;
    long found = 0;
    long real = 0;
    for (int[] count : counts) {
      rate += count[0] + count[1] == 0 ? 0 : (double) count[0] / (count[0] + count[1]) / runs;
      found += count[1];
      real += count[2];
    }
    assertThat(rate).isLessThan(0.1).isEqualTo(0.018, within(0.012));
    assertThat((double) found / real).isEqualTo(0.38, within(0.04));
  }

  /// Wrong claims, right ones, and real gains.
  private static int[] stream(int run) {
    Draw draw = Streams.draw("e-lond", run);
    ELond claims = new ELond(0.1);
    int[] counts = new int[3];
    for (int t = 0; t < 80; t++) {
      boolean real = draw.nextDouble() < 0.1;
      Streams.Law law = real ? Streams.games(0.2, 0.1) : Streams.games(0.15, 0.15);
      Bet bet = new Bet(0);
      double target = Bet.logTarget(claims.level());
      while (bet.logWealth() < target
          && bet.count() < 500
          && !(bet.count() >= 60 && bet.mean() <= 0)) {
        bet.observe(law.next(draw, bet.count(), bet.sum()));
      }
      boolean claimed = claims.claims(bet.logWealth());
      counts[0] += claimed && !real ? 1 : 0;
      counts[1] += claimed && real ? 1 : 0;
      counts[2] += real ? 1 : 0;
    }
    return counts;
  }

  @Test
  void claims_evidenceNaNOrRateOutside_isRefused() {
    assertThatThrownBy(() -> new ELond(0.1).claims(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new ELond(0)).hasMessageContaining("above 0 and below 1");
  }
}
