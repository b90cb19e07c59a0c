package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.Hash;
import org.junit.jupiter.api.Test;

class ContestTest {

  private static Contest contest(int attempt) {
    return new Contest(0.1, attempt, 3, 16, Hash.of("champion"), Hash.of("contender"));
  }

  @Test
  void observe_nothingButWins_isWonAsSoonAsHalfStakesHaveMadeEnough() {
    Contest contest = contest(1);
    int pairs = 0;
    while (contest.isOpen()) {
      contest.observe(1);
      pairs++;
    }

    // 1 at first, as nothing is staked before anything was seen; then 3/2 for each win
    assertThat(contest.isWon()).isTrue();
    assertThat(contest.needed()).isCloseTo(Math.PI * Math.PI / 0.6, within(1e-9));
    assertThat(contest.evidence()).isCloseTo(Math.pow(1.5, pairs - 1), within(1e-6));
    assertThat(pairs).isEqualTo(8);
    assertThatThrownBy(() -> contest.observe(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void observe_noGain_isGivenUpEarly() {
    Contest contest = contest(1);
    for (int i = 0; i < 3; i++) {
      assertThat(contest.isOpen()).isTrue();
      contest.observe(-0.1);
    }

    assertThat(contest.isOpen()).isFalse();
    assertThat(contest.isWon()).isFalse();
  }

  @Test
  void needed_laterAttempts_isMore() {
    assertThat(contest(3).needed()).isCloseTo(9 * contest(1).needed(), within(1e-6));
  }

  /// Ville's inequality, with the binomial bound of 2,000 streams.
  @Test
  void observe_fairPairs_areSeldomWon() {
    int won = 0;
    for (int i = 0; i < 2_000; i++) {
      Draw draw = Draw.of(1, i, "fair");
      Contest contest = new Contest(0.1, 1, 1_000, 60, Hash.of("champion"), Hash.of("contender"));
      while (contest.isOpen()) {
        contest.observe(draw.nextBoolean() ? 1 : -1);
      }
      won += contest.isWon() ? 1 : 0;
    }

    assertThat(won / 2_000.0).isLessThan(0.0608 + 4 * Math.sqrt(0.0608 * 0.94 / 2_000));
  }
}
