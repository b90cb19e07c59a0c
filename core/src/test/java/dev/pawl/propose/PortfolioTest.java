package dev.pawl.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.propose.Portfolio.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortfolioTest {

  private static final int MANY = 1_000;
  private static final List<Proposer> THREE =
      List.of(new Named("fresh", 0), new Named("mutate", 1), new Named("cross", 2));

  static List<Choice> choices() {
    return List.of(
        new Choice.Uniform(),
        new Choice.Frozen(Map.of("fresh", 1.0, "mutate", 2.0, "cross", 5.0)),
        Choice.adaptive(),
        new Choice.Adaptive(0.1, 50, 1),
        Choice.thompson());
  }

  static List<Choice> learners() {
    return List.of(Choice.adaptive(), new Choice.Adaptive(0.02, 200, 1), Choice.thompson());
  }

  @ParameterizedTest
  @MethodSource("choices")
  void choose_sameHistory_sameChoices(Choice choice) {
    assertThat(simulate(choice, 500, 0.3, 0.1, 0.05))
        .isEqualTo(simulate(choice, 500, 0.3, 0.1, 0.05));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void weigh_withZero_isChosenOnlyWhereNobodyElseCanWork(Choice choice) {
    Portfolio portfolio = new Portfolio(THREE, choice);
    portfolio.weigh(Map.of("mutate", 0.0));
    assertThat(portfolio.chances(MANY).get("mutate")).isZero();
    portfolio.weigh(Map.of("fresh", 0.0, "cross", 0.0));
    assertThat(portfolio.chances(MANY)).isEqualTo(new Portfolio(THREE, choice).chances(MANY));
    portfolio.weigh(Map.of("fresh", 1.0, "mutate", 1.0, "cross", 1.0));
    assertThat(portfolio.chances(MANY)).isEqualTo(new Portfolio(THREE, choice).chances(MANY));
  }

  @Test
  void weigh_withThree_triplesTheChanceAgainstTheOthers() {
    Portfolio portfolio = new Portfolio(THREE, new Choice.Uniform());
    portfolio.weigh(Map.of("cross", 3.0));
    assertThat(portfolio.chances(MANY).get("cross")).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void weigh_aNameThatIsNot_isRefusedWithTheNames() {
    assertThatThrownBy(() -> new Portfolio(THREE, Choice.adaptive()).weigh(Map.of("nobody", 1.0)))
        .hasMessageContaining("nobody")
        .hasMessageContaining("mutate");
  }

  @ParameterizedTest
  @MethodSource("choices")
  void choose_twice_changesNothing(Choice choice) {
    Portfolio asked = new Portfolio(THREE, choice);
    Portfolio quiet = new Portfolio(THREE, choice);
    for (int ticket = 0; ticket < 300; ticket++) {
      asked.choose(Draw.of(9, ticket, "noise"), MANY);
      String name = asked.choose(draw(ticket), MANY).name();
      assertThat(quiet.choose(draw(ticket), MANY).name()).isEqualTo(name);
      asked.learn(name, ticket % 4 == 0);
      quiet.learn(name, ticket % 4 == 0);
    }
  }

  @ParameterizedTest
  @MethodSource("choices")
  void choose_fewElites_leavesOutWhoNeedsMore(Choice choice) {
    Portfolio portfolio = new Portfolio(THREE, choice);
    for (int ticket = 0; ticket < 200; ticket++) {
      assertThat(portfolio.choose(draw(ticket), 0).name()).isEqualTo("fresh");
      assertThat(portfolio.choose(draw(ticket), 1).name()).isNotEqualTo("cross");
    }
    assertThat(portfolio.chances(1).get("cross")).isZero();
    assertThat(total(portfolio.chances(1))).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void choose_manyTimes_followsChances(Choice choice) {
    Portfolio portfolio = new Portfolio(THREE, choice);
    for (int i = 0; i < 100; i++) {
      portfolio.learn("fresh", i % 10 == 0);
      portfolio.learn("mutate", i % 5 == 0);
      portfolio.learn("cross", i % 7 == 0);
    }
    Map<String, Double> chances = portfolio.chances(MANY);
    Map<String, Integer> chosen = new java.util.HashMap<>();
    for (int ticket = 0; ticket < 20_000; ticket++) {
      chosen.merge(portfolio.choose(draw(ticket), MANY).name(), 1, Integer::sum);
    }
    chances.forEach((name, chance) ->
        assertThat(chosen.getOrDefault(name, 0) / 20_000.0).isCloseTo(chance, within(0.03)));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void choose_oneSucceedsMoreOften_getsMostTickets(Choice choice) {
    int[] tickets = simulate(choice, 5_000, 0.02, 0.02, 0.2);
    assertThat(tickets[2]).isGreaterThan(3_300);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void choose_successIsRare_stillFindsTheBetter(Choice choice) {
    int[] tickets = simulate(choice, 500_000, 0.0002, 0.0002, 0.002);
    assertThat(tickets[2]).isGreaterThan(300_000);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void choose_betterOneChanges_follows(Choice choice) {
    Portfolio portfolio = new Portfolio(THREE, choice);
    run(portfolio, 0, 20_000, 0.1, 0.01, 0.01);
    int[] after = run(portfolio, 20_000, 40_000, 0.01, 0.1, 0.01);
    assertThat(after[1]).isGreaterThan(10_000);
  }

  @Test
  void choose_twelveOperatorsAndFewerAndFewerSuccesses_getsTheShareThatChoiceClaims() {
    assertThat(share(new Choice.Uniform())).isCloseTo(0.40, within(0.05));
    assertThat(share(new Choice.Adaptive(Choice.FLOOR, Choice.MEMORY_SUCCESSES, 1)))
        .isCloseTo(0.52, within(0.05));
    assertThat(share(Choice.adaptive())).isCloseTo(0.75, within(0.05));
    assertThat(share(Choice.thompson())).isCloseTo(0.76, within(0.05));
  }

  /// Expected successes as a share of those of the best operator, in ten searches of 10,000
  /// tickets. Operators differ by log-normal factors; the success of all falls a hundredfold.
  private static double share(Choice choice) {
    List<Proposer> operators = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      operators.add(new Named("operator " + i, 1));
    }
    double got = 0;
    double possible = 0;
    for (int search = 0; search < 10; search++) {
      Draw factors = Draw.of(search, 0, "factors");
      double[] factor = new double[12];
      double best = 0;
      for (int i = 0; i < 12; i++) {
        factor[i] = Math.exp(factors.nextGaussian());
        best = Math.max(best, factor[i]);
      }
      Portfolio portfolio = new Portfolio(operators, choice);
      for (int ticket = 0; ticket < 10_000; ticket++) {
        double common = 0.05 * Math.pow(0.01, ticket / 10_000.0);
        Proposer chosen = portfolio.choose(Draw.of(search, ticket, "choose"), MANY);
        double rate = common * factor[operators.indexOf(chosen)];
        portfolio.learn(chosen.name(), Draw.of(search, ticket, "success").nextDouble() < rate);
        got += rate;
        possible += common * best;
      }
    }
    return got / possible;
  }

  @ParameterizedTest
  @MethodSource("learners")
  void choose_nothingSucceeds_staysNearlyEven(Choice choice) {
    int[] tickets = simulate(choice, 30_000, 0, 0, 0);
    for (int count : tickets) {
      assertThat(count).isBetween(8_000, 12_000);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 1.0 / 3})
  void choose_hopelessProposer_keepsItsFloor(double floor) {
    for (Choice choice :
        List.of(new Choice.Adaptive(floor, 100, 4), new Choice.Thompson(floor, 100))) {
      Portfolio portfolio = new Portfolio(THREE, choice);
      run(portfolio, 0, 5_000, 0, 0.5, 0.5);
      int[] tickets = run(portfolio, 5_000, 25_000, 0, 0.5, 0.5);
      assertThat(tickets[0] / 20_000.0).isGreaterThan(floor * 0.85);
      if (choice instanceof Choice.Adaptive) {
        assertThat(portfolio.chances(MANY).get("fresh")).isGreaterThanOrEqualTo(floor - 1e-12);
      }
    }
  }

  @Test
  void choose_frozen_neverChanges() {
    Map<String, Double> weights = Map.of("fresh", 1.0, "mutate", 2.0, "cross", 5.0);
    Portfolio portfolio = new Portfolio(THREE, new Choice.Frozen(weights));
    Map<String, Double> before = portfolio.chances(MANY);
    run(portfolio, 0, 1_000, 1, 0, 0);
    assertThat(portfolio.chances(MANY)).isEqualTo(before);
    assertThat(before).containsEntry("fresh", 0.125).containsEntry("cross", 0.625);
  }

  @ParameterizedTest
  @MethodSource("choices")
  void freeze_afterLearning_givesChancesOfThen(Choice choice) {
    Portfolio portfolio = new Portfolio(THREE, choice);
    run(portfolio, 0, 2_000, 0.3, 0.1, 0.1);
    Map<String, Double> then = portfolio.chances(MANY);
    Portfolio frozen = new Portfolio(THREE, portfolio.freeze());
    run(frozen, 0, 1_000, 0, 0, 1);
    frozen
        .chances(MANY)
        .forEach((name, chance) ->
            assertThat(chance).isCloseTo(then.getOrDefault(name, -1.0), within(1e-12)));
  }

  @Test
  void choose_frozenAtZero_neverProposes() {
    Portfolio portfolio =
        new Portfolio(THREE, new Choice.Frozen(Map.of("fresh", 0.0, "mutate", 1.0, "cross", 1.0)));
    for (int ticket = 0; ticket < 200; ticket++) {
      assertThat(portfolio.choose(draw(ticket), MANY).name()).isNotEqualTo("fresh");
    }
    assertThatThrownBy(() -> portfolio.choose(draw(0), 0)).hasMessageContaining("0 elites");
  }

  @Test
  void adaptive_powerOne_isProbabilityMatching() {
    Portfolio portfolio = new Portfolio(THREE, new Choice.Adaptive(0.05, 1e9, 1));
    for (int i = 0; i < 1_000; i++) {
      portfolio.learn("fresh", i % 10 == 0);
      portfolio.learn("mutate", i % 5 == 0);
      portfolio.learn("cross", i % 2 == 0);
    }
    double r = (800 + 1) / 3002.0;
    double[] q = {
      102 / (1_000 + 2 / r), 202 / (1_000 + 2 / r), 502 / (1_000 + 2 / r),
    };
    double expected = 0.05 + (1 - 3 * 0.05) * q[1] / (q[0] + q[1] + q[2]);
    assertThat(portfolio.chances(MANY).get("mutate")).isCloseTo(expected, within(1e-6));
  }

  @Test
  void counts_afterLearning_areWholeNumbersPerProposer() {
    Portfolio portfolio = new Portfolio(THREE, Choice.adaptive());
    portfolio.learn("mutate", true);
    portfolio.learn("mutate", false);
    portfolio.learn("cross", true);
    portfolio.choose(draw(0), MANY);
    assertThat(portfolio.counts())
        .containsExactly(
            new Count("fresh", 0, 0), new Count("mutate", 2, 1), new Count("cross", 1, 1));
  }

  @Test
  void portfolio_wrongArguments_saysWhatIsWrong() {
    assertThatThrownBy(() -> new Portfolio(List.of(), Choice.adaptive()))
        .hasMessageContaining("at least one");
    assertThatThrownBy(
            () -> new Portfolio(List.of(THREE.getFirst(), THREE.getFirst()), Choice.adaptive()))
        .hasMessageContaining("'fresh'");
    assertThatThrownBy(() -> new Portfolio(THREE, new Choice.Frozen(Map.of("fresh", 1.0))))
        .hasMessageContaining("cross");
    assertThatThrownBy(() -> new Portfolio(THREE, new Choice.Adaptive(0.5, 100, 1)))
        .hasMessageContaining("more than 1");
    assertThatThrownBy(() -> new Choice.Frozen(Map.of("a", Double.NaN)))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> new Choice.Frozen(Map.of("a", 0.0))).hasMessageContaining("positive");
    assertThatThrownBy(() -> new Choice.Thompson(0.1, 1)).hasMessageContaining("at least 2");
    assertThatThrownBy(() -> new Portfolio(THREE, Choice.adaptive()).learn("other", true))
        .hasMessageContaining("'other'");
  }

  @Test
  void beta_manyDraws_hasMeanAndVariance() {
    for (double[] shape : new double[][] {{2, 5}, {0.5, 0.5}, {30, 900}}) {
      double a = shape[0];
      double b = shape[1];
      Draw draw = Draw.of(4, 0, "beta");
      int n = 100_000;
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double x = Beta.draw(a, b, draw);
        sum += x;
        squares += x * x;
      }
      double mean = a / (a + b);
      double variance = a * b / ((a + b) * (a + b) * (a + b + 1));
      assertThat(sum / n).isCloseTo(mean, within(5 * Math.sqrt(variance / n)));
      assertThat(squares / n - (sum / n) * (sum / n)).isCloseTo(variance, within(variance * 0.03));
    }
  }

  private static int[] simulate(Choice choice, int tickets, double... rates) {
    return run(new Portfolio(THREE, choice), 0, tickets, rates);
  }

  /// Tickets of each proposer when proposer i succeeds with probability `rates[i]`.
  private static int[] run(Portfolio portfolio, int from, int to, double... rates) {
    List<String> names = new ArrayList<>();
    THREE.forEach(proposer -> names.add(proposer.name()));
    int[] tickets = new int[rates.length];
    for (int ticket = from; ticket < to; ticket++) {
      String name = portfolio.choose(draw(ticket), MANY).name();
      int chosen = names.indexOf(name);
      tickets[chosen]++;
      portfolio.learn(name, Draw.of(5, ticket, "success").nextDouble() < rates[chosen]);
    }
    return tickets;
  }

  private static Draw draw(long ticket) {
    return Draw.of(11, ticket, "choose");
  }

  private static double total(Map<String, Double> chances) {
    return chances.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private record Named(String name, int parents) implements Proposer {
    @Override
    public Proposal propose(List<Elite> parents, Draw draw) {
      return new Proposal.Declined("only a name");
    }
  }
}
