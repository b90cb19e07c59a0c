package dev.pawl.propose;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// How a [Portfolio] divides tickets among its proposers.
public sealed interface Choice {

  /// The floor of [#adaptive()] and [#thompson()]: a dozen proposers give up an eighth of all
  /// tickets so that none is ever given up.
  double FLOOR = 0.01;

  /// The memory of [#adaptive()] and [#thompson()]. Less is noise: with 50, a dozen proposers are
  /// judged by four successes each. More is slow to follow a change.
  double MEMORY_SUCCESSES = 400;

  /// Every proposer has the same chance.
  record Uniform() implements Choice {}

  /// Every proposer has a fixed chance: its share of all weights. Nothing is learned.
  ///
  /// @param weights by name of proposer; every proposer needs one, 0 for one that never proposes
  record Frozen(Map<String, Double> weights) implements Choice {
    public Frozen {
      weights = Collections.unmodifiableMap(new TreeMap<>(weights));
      double sum = 0;
      for (double weight : weights.values()) {
        if (!(Double.isFinite(weight) && weight >= 0)) {
          throw new IllegalArgumentException(
              "frozen weights are %s; each must be finite and not negative".formatted(weights));
        }
        sum += weight;
      }
      if (!(Double.isFinite(sum) && sum > 0)) {
        throw new IllegalArgumentException(
            "frozen weights %s add up to %s; the sum must be positive".formatted(weights, sum));
      }
    }
  }

  /// Probability matching: chance ∝ (recent success rate)^power, above a floor. See [Portfolio].
  ///
  /// @param floor the least chance of a proposer that may propose; at most 1 / proposers
  /// @param memorySuccesses how many successes of all proposers together are remembered
  /// @param power 1 matches, more prefers the better
  record Adaptive(double floor, double memorySuccesses, double power) implements Choice {
    public Adaptive {
      check(floor, memorySuccesses);
      if (!(power >= 0 && power <= 16)) {
        throw new IllegalArgumentException("power is %s; it must be 0 to 16".formatted(power));
      }
    }
  }

  /// Thompson sampling: the best of one draw from each proposer's posterior, above a floor. See
  /// [Portfolio].
  ///
  /// @param floor the least chance of a proposer that may propose; at most 1 / proposers
  /// @param memorySuccesses how many successes of all proposers together are remembered
  record Thompson(double floor, double memorySuccesses) implements Choice {
    public Thompson {
      check(floor, memorySuccesses);
    }
  }

  /// [Adaptive] with constants that suit a dozen operators. The power is 4 because matching alone
  /// leaves much of the budget to the worse: of the successes that the best of 12 simulated
  /// operators would have had, a uniform choice got 40 %, power 1 52 %, power 4 75 %, and
  /// [#thompson()] 76 %.
  static Adaptive adaptive() {
    return new Adaptive(FLOOR, MEMORY_SUCCESSES, 4);
  }

  /// [Thompson] with constants that suit a dozen operators.
  static Thompson thompson() {
    return new Thompson(FLOOR, MEMORY_SUCCESSES);
  }

  private static void check(double floor, double memorySuccesses) {
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor is %s; it must be 0 to 1".formatted(floor));
    }
    if (!(memorySuccesses >= 2 && Double.isFinite(memorySuccesses))) {
      throw new IllegalArgumentException(
          "memory is %s successes; it must be at least 2".formatted(memorySuccesses));
    }
  }
}
