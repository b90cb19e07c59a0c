package dev.pawl.labs.programs.writer;

import dev.pawl.Draw;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Decides whom to ask, and how: one contextual bandit over all that can be chosen. Part of the
/// fold: [#learn], [#forget] and [#weigh] are the only changes. Used by one thread.
///
/// **Idea.** With five choices to make there are hundreds of ways to ask and only some hundred
/// tickets to try them. So a reward is estimated as a sum of what each choice adds, and of how the
/// kind of patch suits the moment ([Features]), by a regression that forgets ([Ridge]).
///
/// **Cost.** What counts is the reward less what the asking costs in dollars, divided by what a
/// reward of 1 is worth in dollars. Costs come from the price list and the size of the program, not
/// from the bill: the bill is not part of the journal.
///
/// **Chances.** A [Rule] makes chances of the estimates; a share [#FLOOR] of every chance is spread
/// evenly, so that none is 0. The chance of the chosen arm is logged, which is what it takes to
/// judge another rule by the same run ([Hindsight]).
final class Bandit {

  /// The share of the choices that is made evenly.
  static final double FLOOR = 0.05;

  private static final int THOMPSON_DRAWS = 256;

  private final List<Arm> arms;
  private final double[] costs;
  private final Rule rule;
  private final Features features;
  private final Ridge ridge;
  private final double[] weights;

  /// @param costs of each arm, in rewards
  /// @param contextSize how many numbers a context has
  /// @param memory about how many rewards are remembered
  Bandit(List<Arm> arms, double[] costs, Rule rule, int contextSize, double memory) {
    this.arms = List.copyOf(arms);
    this.costs = costs.clone();
    this.rule = rule;
    this.features = new Features(arms, contextSize);
    this.ridge = new Ridge(features.size(), memory);
    this.weights = new double[arms.size()];
    Arrays.fill(weights, 1);
  }

  /// What was chosen.
  ///
  /// @param chance with which it was
  record Choice(int arm, double chance) {}

  /// Chooses one of `able`, of which there is at least one.
  Choice choose(Draw draw, List<Double> context, BitSet able) {
    double[] chances = chances(context, able);
    double left = draw.nextDouble();
    int chosen = able.nextSetBit(0);
    for (int arm = chosen; arm >= 0; arm = able.nextSetBit(arm + 1)) {
      chosen = arm;
      left -= chances[arm];
      if (left < 0) {
        break;
      }
    }
    return new Choice(chosen, chances[chosen]);
  }

  /// Takes note of a reward from 0 to 1.
  void learn(int arm, List<Double> context, double reward) {
    ridge.add(features.features(arm), features.values(context), reward);
  }

  /// Multiplies the chance of every arm that asks the model with this label.
  void weigh(String model, double weight) {
    for (int arm = 0; arm < weights.length; arm++) {
      if (arms.get(arm).model().label().equals(model)) {
        weights[arm] = weight;
      }
    }
  }

  /// Knows nothing of a system prompt any more, because it is another one now.
  void forget(String system) {
    ridge.forget(features.ofSystem(system));
  }

  /// What is expected of each arm, costs not counted.
  double[] estimates(List<Double> context) {
    Ridge.Fit fit = ridge.fit();
    double[] values = features.values(context);
    double[] estimates = new double[arms.size()];
    for (int arm = 0; arm < estimates.length; arm++) {
      estimates[arm] = fit.mean(features.features(arm), values);
    }
    return estimates;
  }

  /// The chance of each arm; 0 for one that is not able.
  double[] chances(List<Double> context, BitSet able) {
    double[] chances =
        switch (rule) {
          case Rule.Uniform() -> new double[arms.size()];
          case Rule.Gap(double gain) -> gap(gain, context, able);
          case Rule.Ucb(double width) -> ucb(width, context, able);
          case Rule.Thompson(double spread) -> thompson(spread, context, able);
        };
    double floor = rule instanceof Rule.Uniform ? 1 : FLOOR;
    int count = able.cardinality();
    for (int arm = 0; arm < chances.length; arm++) {
      chances[arm] = able.get(arm) ? (1 - floor) * chances[arm] + floor / count : 0;
    }
    return weighed(chances);
  }

  /// As people weigh it; where nobody of weight is able, as it is.
  private double[] weighed(double[] chances) {
    double sum = 0;
    for (int arm = 0; arm < chances.length; arm++) {
      sum += weights[arm] * chances[arm];
    }
    boolean isWeighed = Arrays.stream(weights).anyMatch(weight -> weight != 1);
    if (sum > 0 && isWeighed) {
      for (int arm = 0; arm < chances.length; arm++) {
        chances[arm] *= weights[arm] / sum;
      }
    }
    return chances;
  }

  private double[] gap(double gain, List<Double> context, BitSet able) {
    double[] worth = estimates(context);
    for (int arm = 0; arm < worth.length; arm++) {
      worth[arm] -= costs[arm];
    }
    int best = best(worth, able);
    int count = able.cardinality();
    double sharpness = gain * Math.sqrt(ridge.seen() / features.size());
    double[] chances = new double[worth.length];
    double others = 0;
    for (int arm = able.nextSetBit(0); arm >= 0; arm = able.nextSetBit(arm + 1)) {
      if (arm != best) {
        chances[arm] = 1 / (count * (1 + sharpness * (worth[best] - worth[arm])));
        others += chances[arm];
      }
    }
    chances[best] = 1 - others;
    return chances;
  }

  private double[] ucb(double width, List<Double> context, BitSet able) {
    Ridge.Fit fit = ridge.fit();
    double[] values = features.values(context);
    double[] worth = new double[arms.size()];
    for (int arm = able.nextSetBit(0); arm >= 0; arm = able.nextSetBit(arm + 1)) {
      int[] of = features.features(arm);
      worth[arm] = fit.mean(of, values) + width * fit.error(of, values) - costs[arm];
    }
    double[] chances = new double[arms.size()];
    chances[best(worth, able)] = 1;
    return chances;
  }

  /// The draws are always the same ones, so that the chances are a function of what was learned.
  private double[] thompson(double spread, List<Double> context, BitSet able) {
    Ridge.Fit fit = ridge.fit();
    double[] values = features.values(context);
    double[] chances = new double[arms.size()];
    double[] worth = new double[arms.size()];
    for (int i = 0; i < THOMPSON_DRAWS; i++) {
      double[] drawn = fit.drawn(spread, normals(Draw.of(0, i, "posterior")));
      for (int arm = able.nextSetBit(0); arm >= 0; arm = able.nextSetBit(arm + 1)) {
        worth[arm] = Ridge.dot(drawn, features.features(arm), values) - costs[arm];
      }
      chances[best(worth, able)] += 1.0 / THOMPSON_DRAWS;
    }
    return chances;
  }

  private double[] normals(Draw draw) {
    double[] normals = new double[features.size()];
    Arrays.setAll(
        normals,
        _ ->
            StrictMath.sqrt(-2 * StrictMath.log(1 - draw.nextDouble()))
                * StrictMath.cos(2 * StrictMath.PI * draw.nextDouble()));
    return normals;
  }

  private static int best(double[] worth, BitSet able) {
    int best = able.nextSetBit(0);
    for (int arm = best; arm >= 0; arm = able.nextSetBit(arm + 1)) {
      best = worth[arm] > worth[best] ? arm : best;
    }
    return best;
  }
}
