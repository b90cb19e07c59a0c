package dev.pawl.labs.programs.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.labs.programs.writer.Arm.Inspiration;
import dev.pawl.labs.programs.writer.Arm.ParentRule;
import dev.pawl.labs.programs.writer.Bandit.Choice;
import dev.pawl.labs.programs.writer.Hindsight.Estimate;
import dev.pawl.labs.programs.writer.Hindsight.Logged;
import dev.pawl.llm.Decided;
import dev.pawl.llm.ModelSpec;
import dev.pawl.llm.Prices;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BanditTest {

  private static final List<ModelSpec> MODELS = List.of(model("weak"), model("strong"));
  private static final List<Arm> ARMS =
      Arm.all(
          MODELS, List.of(Kind.DIFF, Kind.REWRITE, Kind.CROSS), List.of("default", "different"));

  private static ModelSpec model(String name) {
    return ModelSpec.parse(
        "openai-compatible:" + name + "@http://127.0.0.1:1/v1", Prices.shipped());
  }

  private static BitSet all() {
    BitSet all = new BitSet();
    all.set(0, ARMS.size());
    return all;
  }

  private static Bandit bandit(Rule rule, double... costs) {
    return new Bandit(ARMS, costs.length == 0 ? new double[ARMS.size()] : costs, rule, 2, 400);
  }

  /// A world in which the strong model helps always, and a rewrite only when the search is stuck.
  private static double chanceOfReward(Arm arm, List<Double> context) {
    double chance = 0.05;
    chance += arm.model().name().equals("strong") ? 0.15 : 0;
    chance += arm.parent() == ParentRule.BEST ? 0.05 : 0;
    chance += arm.inspiration() == Inspiration.TOP ? 0.05 : 0;
    chance += arm.kind() == Kind.DIFF ? 0.2 * (1 - context.getFirst()) : 0;
    chance += arm.kind() == Kind.REWRITE ? 0.2 * context.getFirst() : 0;
    return chance;
  }

  private static List<Double> context(int ticket) {
    return List.of((ticket / 50) % 2 == 0 ? 0.0 : 0.8, 0.3);
  }

  /// What was logged in so many tickets, and the mean of the chances of reward that were chosen.
  private static List<Logged> play(Bandit bandit, int tickets, long seed, double[] mean) {
    List<Logged> log = new ArrayList<>();
    for (int t = 0; t < tickets; t++) {
      Draw draw = Draw.of(seed, t, "play");
      Choice choice = bandit.choose(draw.purpose("choose"), context(t), all());
      Arm arm = ARMS.get(choice.arm());
      double chance = chanceOfReward(arm, context(t));
      double reward = draw.purpose("reward").nextDouble() < chance ? 1 : 0;
      bandit.learn(choice.arm(), context(t), reward);
      log.add(new Logged(new Decided(t, arm.name(), choice.chance(), context(t), "" + t), reward));
      mean[0] += chance / tickets;
    }
    return log;
  }

  private static double mean(Rule rule) {
    double[] mean = new double[1];
    for (int seed = 0; seed < 6; seed++) {
      play(bandit(rule), 600, seed, mean);
    }
    return mean[0] / 6;
  }

  @Test
  void weigh_aModel_multipliesTheChancesOfItsWaysAndTheyAddUpToOne() {
    for (String name : List.of("gap", "ucb", "thompson", "uniform")) {
      Bandit bandit = bandit(Rule.of(name));
      play(bandit, 200, 1, new double[1]);
      double[] before = bandit.chances(context(0), all());

      bandit.weigh(MODELS.getFirst().label(), 0);
      double[] after = bandit.chances(context(0), all());

      double strong = 0;
      double sum = 0;
      for (int arm = 0; arm < after.length; arm++) {
        boolean isStrong = ARMS.get(arm).model().name().equals("strong");
        strong += isStrong ? before[arm] : 0;
        sum += after[arm];
        assertThat(after[arm] > 0).isEqualTo(isStrong);
      }
      assertThat(sum).isCloseTo(1, Offset.offset(1e-9));
      for (int arm = 0; arm < after.length; arm++) {
        if (after[arm] > 0) {
          assertThat(after[arm]).isCloseTo(before[arm] / strong, Offset.offset(1e-9));
        }
      }
    }
  }

  @Test
  void rules_thatLearn_earnMoreThanChanceInAWorldWithContext() {
    double uniform = mean(new Rule.Uniform());
    Map<String, Double> gained = new TreeMap<>();
    for (String name : List.of("gap", "ucb", "thompson")) {
      gained.put(name, mean(Rule.of(name)) / uniform);
    }
    // The best arm at each moment would have 1.94 times what chance has.
    assertThat(gained).allSatisfy((_, times) -> assertThat(times).isGreaterThan(1.3));
  }

  @Test
  void chances_addUpToOne_andNoneIsBelowTheFloor() {
    for (String name : List.of("uniform", "gap", "ucb", "thompson")) {
      Bandit bandit = bandit(Rule.of(name));
      play(bandit, 100, 3, new double[1]);
      BitSet able = new BitSet();
      able.set(3, 17);
      double[] chances = bandit.chances(context(0), able);
      double sum = 0;
      for (int arm = 0; arm < chances.length; arm++) {
        sum += chances[arm];
        assertThat(chances[arm] > 0).as(name).isEqualTo(able.get(arm));
        if (able.get(arm)) {
          assertThat(chances[arm]).isGreaterThanOrEqualTo(Bandit.FLOOR / 14 - 1e-12);
        }
      }
      assertThat(sum).isCloseTo(1, Offset.offset(1e-9));
    }
  }

  @Test
  void choose_asOftenAsItsChanceSays() {
    Bandit bandit = bandit(Rule.of("gap"));
    play(bandit, 200, 5, new double[1]);
    double[] chances = bandit.chances(context(0), all());
    int[] counts = new int[ARMS.size()];
    for (int i = 0; i < 20_000; i++) {
      Choice choice = bandit.choose(Draw.of(9, i, "x"), context(0), all());
      counts[choice.arm()]++;
      assertThat(choice.chance()).isEqualTo(chances[choice.arm()]);
    }
    for (int arm = 0; arm < counts.length; arm++) {
      double error = Math.sqrt(chances[arm] * (1 - chances[arm]) / 20_000);
      assertThat(counts[arm] / 20_000.0).isCloseTo(chances[arm], Offset.offset(5 * error));
    }
  }

  @Test
  void costs_makeTheCheaperOfEqualsTheLikelier() {
    double[] costs = new double[ARMS.size()];
    for (int arm = 0; arm < costs.length; arm++) {
      costs[arm] = ARMS.get(arm).model().name().equals("strong") ? 0.3 : 0;
    }
    for (String name : List.of("gap", "ucb", "thompson")) {
      Bandit bandit = bandit(Rule.of(name), costs);
      play(bandit, 400, 1, new double[1]);
      double[] chances = bandit.chances(context(0), all());
      double weak = 0;
      for (int arm = 0; arm < costs.length; arm++) {
        weak += ARMS.get(arm).model().name().equals("weak") ? chances[arm] : 0;
      }
      assertThat(weak).as(name).isGreaterThan(0.6);
    }
  }

  @Test
  void ridge_coefficients_solveTheNormalEquations() {
    Ridge ridge = new Ridge(2, Double.POSITIVE_INFINITY);
    ridge.add(new int[] {0, 1}, new double[] {1, 2}, 3);
    ridge.add(new int[] {0}, new double[] {1}, 1);
    // (XᵀX + I) b = Xᵀy: [[3, 2], [2, 5]] b = [4, 6], so b = [8/11, 10/11].
    Ridge.Fit fit = ridge.fit();
    assertThat(fit.coefficients()[0]).isCloseTo(8.0 / 11, Offset.offset(1e-12));
    assertThat(fit.coefficients()[1]).isCloseTo(10.0 / 11, Offset.offset(1e-12));
    // xᵀ A⁻¹ x for x = [1, 0] is 5/11.
    assertThat(fit.error(new int[] {0}, new double[] {1}))
        .isCloseTo(Math.sqrt(5.0 / 11), Offset.offset(1e-12));
    assertThat(fit.error(new int[] {1}, new double[] {1}))
        .isCloseTo(Math.sqrt(3.0 / 11), Offset.offset(1e-12));
    ridge.forget(1);
    assertThat(ridge.fit().coefficients()[1]).isZero();
  }

  @Test
  void hindsight_ofAnotherRule_isWhatThatRuleEarns() {
    List<Logged> log = play(bandit(new Rule.Uniform()), 6_000, 11, new double[1]);
    assertThat(Hindsight.logged(log).effective()).isCloseTo(6_000, Offset.offset(1e-6));
    for (String name : List.of("gap", "thompson")) {
      Estimate estimate = Hindsight.of(bandit(Rule.of(name)), ARMS, log);
      double[] earned = new double[1];
      play(bandit(Rule.of(name)), 6_000, 12, earned);
      assertThat(estimate.mean())
          .as(name)
          .isCloseTo(earned[0], Offset.offset(4 * estimate.error() + 0.02))
          .isGreaterThan(Hindsight.logged(log).mean() + 0.05);
    }
  }
}
