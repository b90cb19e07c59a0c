package dev.pawl.labs.squared.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BattlesTest {

  private static final int LENGTH = 33;
  private static final Arms ARMS = new Arms(1);
  private static final Battles BATTLES = new Battles(ARMS, LENGTH, 1);

  @Test
  void reward_ofWarriors_isManyValuesAndTheSameAgain() {
    Set<Double> rewards = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      int[] warrior = ARMS.sample(Draw.of(2, i, "warrior"), LENGTH);
      double reward = BATTLES.reward(warrior);
      assertThat(reward).isBetween(0.0, 1.0).isEqualTo(BATTLES.reward(warrior));
      rewards.add(reward);
    }

    assertThat(rewards).hasSizeGreaterThan(4);
  }

  @Test
  void pair_theFirst_foughtBetterAgainstTheSameOpponents() {
    for (int i = 0; i < 50; i++) {
      int[][] pair = BATTLES.pair(Draw.of(1, i, "pair"), LENGTH);

      assertThat(BATTLES.reward(pair[0])).isGreaterThan(BATTLES.reward(pair[1]));
      assertThat(pair[0][0]).isEqualTo(pair[1][0]);
      assertThat(BATTLES.pair(Draw.of(1, i, "pair"), LENGTH)).isDeepEqualTo(pair);
    }
  }

  @Test
  void battles_ofTheSameSeed_areTheSame() {
    Battles again = new Battles(new Arms(1), LENGTH, 1);

    assertThat(again.best(2, LENGTH)).isEqualTo(BATTLES.best(2, LENGTH));
    assertThat(new Battles(new Arms(2), LENGTH, 2).best(2, LENGTH))
        .isNotEqualTo(BATTLES.best(2, LENGTH));
  }

  /// Fresh warriors of the source, the best of every eight: a policy whose divergence is known (ln
  /// 8 - 7/8, an upper bound where there are ties; Beirami et al. 2024).
  @Test
  void best_withTheDivergenceOfTheBestOfEight_isNoWorseThanTheseAre() {
    double sum = 0;
    int groups = 300;
    for (int i = 0; i < groups; i++) {
      double best = 0;
      for (int j = 0; j < 8; j++) {
        best = Math.max(best, BATTLES.reward(ARMS.sample(Draw.of(3, 8L * i + j, "fresh"), LENGTH)));
      }
      sum += best / groups;
    }

    assertThat(BATTLES.best(Math.log(8) - 7 / 8.0, LENGTH)).isGreaterThan(sum - 0.03);
    assertThat(BATTLES.best(0, LENGTH)).isLessThan(sum - 0.05);
  }

  @Test
  void tilted_byNothing_isTheSourceItself() {
    double mean = 0;
    for (int i = 0; i < 1000; i++) {
      mean += BATTLES.reward(ARMS.sample(Draw.of(4, i, "fresh"), LENGTH)) / 1000;
    }

    assertThat(BATTLES.tilted(0)[0]).isCloseTo(mean, within(0.05));
    assertThat(BATTLES.tilted(0)[1]).isCloseTo(0, within(1e-9));
  }

  @Test
  void nats_ofASequence_areThoseOfItsStepsAfterTheFirst() {
    int[] tokens = ARMS.sample(Draw.of(1, 1, "sequence"), LENGTH);
    double chance = 0;
    for (int token = 0; token < ARMS.vocabulary(); token++) {
      int[] other = Arrays.copyOf(tokens, 2);
      other[1] = token;
      chance += Math.exp(-ARMS.nats(other));
    }

    assertThat(tokens[0]).isZero();
    assertThat(chance).isCloseTo(1, within(1e-9));
  }

  @Test
  void battles_tooLong_areRefused() {
    assertThatThrownBy(() -> new Battles(ARMS, 65, 1)).hasMessageContaining("the most is 64");
    assertThatThrownBy(() -> BATTLES.best(1, 20)).hasMessageContaining("these have 33");
  }
}
