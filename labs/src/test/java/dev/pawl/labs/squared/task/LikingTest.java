package dev.pawl.labs.squared.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LikingTest {

  private static final Markov CHAIN = new Markov(1, 4, 3);
  private static final Liking LIKING = new Liking(CHAIN, 5);
  private static final int LENGTH = 5;

  /// Every sequence of four tokens, one after the other: an oracle without recursion.
  private static double[] enumerated(double tilt) {
    int all = (int) Math.pow(4, LENGTH);
    double reward = 0;
    double nats = 0;
    for (int first = 0; first < 4; first++) {
      double mass = 0;
      double rewarded = 0;
      double logs = 0;
      for (int i = 0; i < all; i++) {
        int[] tokens = new int[LENGTH];
        for (int j = 0, rest = i; j < LENGTH; j++, rest /= 4) {
          tokens[j] = rest % 4;
        }
        if (tokens[0] == first) {
          double gain = tilt * LIKING.reward(tokens) * (LENGTH - 1);
          double weight = Math.exp(gain - CHAIN.nats(tokens));
          mass += weight;
          rewarded += weight * LIKING.reward(tokens);
          logs += weight * gain;
        }
      }
      reward += rewarded / mass / 4;
      nats += (logs / mass - Math.log(mass)) / 4;
    }
    return new double[] {reward, nats};
  }

  @Test
  void tilted_chain_isWhatEnumerationGives() {
    for (double tilt : new double[] {0, 0.5, 2}) {
      double[] exact = LIKING.tilted(tilt, LENGTH);
      double[] slow = enumerated(tilt);

      assertThat(exact[0]).isCloseTo(slow[0], within(1e-9));
      assertThat(exact[1]).isCloseTo(slow[1], within(1e-9));
    }
  }

  @Test
  void best_moreDivergence_isMoreRewardUpToAll() {
    double[] plain = LIKING.tilted(0, LENGTH);

    assertThat(LIKING.best(1e-9, LENGTH)).isCloseTo(plain[0], within(1e-3));
    assertThat(LIKING.best(0.5, LENGTH)).isGreaterThan(plain[0] + 0.05);
    assertThat(LIKING.best(1000, LENGTH)).isCloseTo(1, within(1e-3));
  }

  /// Tilted without end, all tokens are liked, and the divergence is what that costs: minus the
  /// logarithm of its chance in the chain. Sums of that tilt do not fit in a number.
  @Test
  void tilted_longAndWithoutEnd_isTheChanceThatAllAreLiked() {
    int length = 64;
    double nats = 0;
    for (int first = 0; first < 4; first++) {
      double[] at = new double[4];
      at[first] = 1;
      for (int i = 1; i < length; i++) {
        double[] next = new double[4];
        for (int before = 0; before < 4; before++) {
          for (int token = 0; token < 4; token++) {
            boolean isLiked = LIKING.reward(new int[] {0, token}) == 1;
            next[token] += isLiked ? at[before] * CHAIN.chance(before, token) : 0;
          }
        }
        at = next;
      }
      nats -= Math.log(Arrays.stream(at).sum()) / 4;
    }

    double[] tilted = LIKING.tilted(60, length);

    assertThat(tilted[0]).isCloseTo(1, within(1e-6));
    assertThat(tilted[1]).isCloseTo(nats, within(1e-6));
    assertThat(LIKING.best(nats, length)).isCloseTo(1, within(1e-6));
    assertThat(LIKING.best(nats / 4, length)).isBetween(LIKING.tilted(0, length)[0], 0.9999);
  }

  @Test
  void pair_beginsAlikeAndTheFirstIsLikedMore() {
    for (int i = 0; i < 50; i++) {
      int[][] pair = LIKING.pair(Draw.of(1, i, "pair"), LENGTH);

      assertThat(pair[0][0]).isEqualTo(pair[1][0]);
      assertThat(LIKING.reward(pair[0])).isGreaterThan(LIKING.reward(pair[1]));
    }
  }
}
