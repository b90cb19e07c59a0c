package dev.pawl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Observation.Side;
import dev.pawl.gate.Streams.Law;
import dev.pawl.gate.Verdict.Promoted;
import dev.pawl.gate.Verdict.Undecided;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the gate promises and what it finds, in streams of which the truth is known.
class GateSimulationTest {

  private static final int STREAMS = 10_000;
  private static final Hash CHAMPION = Hash.of("champion");
  private static final Hash CANDIDATE = Hash.of("candidate");

  /// Peeking after every task, never giving up.
  @ParameterizedTest
  @CsvSource({
    "0.05, 0.15, 0.15, 2000",
    "0.01, 0.30, 0.30, 1000",
    "0.05, 0.02, 0.02, 1000",
  })
  void observe_noGain_isPromotedNoMoreOftenThanAlpha(
      double alpha, double win, double loss, int tasks) {
    String name = "null %s %s %s".formatted(alpha, win, loss);
    long promoted = promoted(name, plan(alpha, tasks, tasks + 1), Streams.games(win, loss));
    assertThat(Streams.most(promoted, STREAMS)).isLessThanOrEqualTo(alpha);
    assertThat(promoted).isPositive(); // or the streams would show nothing
  }

  /// A null that chooses its law from what came before: ahead it wins small often and loses great
  /// seldom, behind it plays high until the gambler stakes again.
  @Test
  void observe_noGainAndLawChosenByThePast_isPromotedNoMoreOftenThanAlpha() {
    Law sly =
        (draw, count, sum) ->
            sum > 0 ? (draw.nextDouble() < 1 / 3.0 ? -1 : 0.5) : (draw.nextBoolean() ? 1 : -1);
    long promoted = promoted("sly null", plan(0.05, 1_000, 1_001), sly);
    assertThat(Streams.most(promoted, STREAMS)).isLessThanOrEqualTo(0.05);
    assertThat(promoted).isGreaterThan(100);
  }

  /// What these streams do to a test that is not made for peeking: z at 5 percent, looked at after
  /// every task from the 20th on. So the streams can fool a gate.
  @Test
  void zTest_noGainAndPeeking_isFooledMuchMoreOftenThanAlpha() {
    long fooled =
        IntStream.range(0, 1_000)
            .parallel()
            .filter(i -> zTestPromotes(Streams.draw("z", i), Streams.games(0.15, 0.15)))
            .count();
    assertThat(fooled).isBetween(250L, 450L);
  }

  private static boolean zTestPromotes(Draw draw, Law law) {
    double sum = 0;
    double squares = 0;
    for (int n = 1; n <= 2_000; n++) {
      double value = law.next(draw, n - 1, sum);
      sum += value;
      squares += value * value;
      double deviation = Math.sqrt(squares - sum * sum / n);
      if (n >= 20 && deviation > 0 && sum > 1.645 * deviation) {
        return true;
      }
    }
    return false;
  }

  /// Many small gains and rare great losses; the mean is exactly the least gain.
  @Test
  void observe_gainExactlyTheLeastAndSkewed_isPromotedNoMoreOftenThanAlpha() {
    Law skewed = (draw, count, sum) -> draw.nextDouble() < 0.1 ? -0.85 : 0.15;
    GatePlan plan = new GatePlan(0.05, new Spending.Equal(1), 0.05, 1_001, 1_000, List.of());
    assertThat(Streams.most(promoted("skewed null", plan, skewed), STREAMS))
        .isLessThanOrEqualTo(0.05);
  }

  /// The prototype's table: promoted within 1,000 tasks, and tasks on average of those promoted.
  @ParameterizedTest
  @CsvSource({
    "0.05, 0.20, 0.10, 0.998, 239",
    "0.01, 0.20, 0.10, 0.991, 337",
    "0.05, 0.25, 0.05, 1.000, 57",
    "0.01, 0.25, 0.05, 1.000, 81",
  })
  void observe_realGain_isPromotedAsTabled(
      double alpha, double win, double loss, double power, double tasksMean) {
    int streams = 2_000;
    GatePlan plan = plan(alpha, 1_000, 1_001);
    int[] tasks =
        IntStream.range(0, streams)
            .parallel()
            .map(i -> tasksToPromotion("gain", i, plan, Streams.games(win, loss)))
            .filter(n -> n > 0)
            .toArray();
    assertThat((double) tasks.length / streams).isEqualTo(power, within(0.008));
    assertThat(Arrays.stream(tasks).average().orElseThrow())
        .isEqualTo(tasksMean, within(0.04 * tasksMean));
  }

  /// The reference's table for a bank of 2,000 tasks: the median task at which a gain is shown, at
  /// alpha .05, .01 and .05/80; for 5 points also the share that is shown at all.
  @ParameterizedTest
  @CsvSource({
    "0.25, 0.05, 52, 71, 117, 1, 1, 1",
    "0.20, 0.10, 199, 307, 492, 1, 1, 1",
    "0.175, 0.125, 810, 1050, 1409, 0.88, 0.72, 0.42",
  })
  void reached_realGain_takesTheTabledTasks(
      double win, double loss, int at05, int at01, int at80, double p05, double p01, double p80) {
    int streams = 1_500;
    double[] targets = {Bet.logTarget(0.05), Bet.logTarget(0.01), Bet.logTarget(0.05 / 80)};
    int[][] tasks =
        IntStream.range(0, streams)
            .parallel()
            .mapToObj(i -> crossings(Streams.draw("median", i), Streams.games(win, loss), targets))
            .toArray(int[][]::new);
    int[] medians = {at05, at01, at80};
    double[] powers = {p05, p01, p80};
    for (int level = 0; level < 3; level++) {
      int column = level;
      int[] shown =
          Arrays.stream(tasks).mapToInt(n -> n[column]).filter(n -> n > 0).sorted().toArray();
      assertThat(shown[shown.length / 2])
          .isCloseTo(medians[level], within((int) (0.12 * medians[level])));
      assertThat((double) shown.length / streams).isEqualTo(powers[level], within(0.05));
    }
  }

  private static int[] crossings(Draw draw, Law law, double[] targets) {
    int[] tasks = new int[targets.length];
    Bet bet = new Bet(0);
    for (int n = 1; n <= 2_000; n++) {
      bet.observe(law.next(draw, n - 1, bet.sum()));
      for (int i = 0; i < targets.length; i++) {
        if (tasks[i] == 0 && bet.reached(targets[i])) {
          tasks[i] = n;
        }
      }
    }
    return tasks;
  }

  /// A run as the gate will see it: 80 candidates, one in ten truly better by 10 points, alpha .1
  /// spent over the attempts, at most 500 tasks each, given up from 60 on.
  @Test
  void decide_eightyAttemptsOnOneHoldOut_aFalsePromotionIsRarerThanAlphaAndGainsAreFound() {
    int runs = 2_000;
    GatePlan plan = new GatePlan(0.1, new Spending.Endless(), 0, 60, 500, List.of());
    int[][] counts =
        IntStream.range(0, runs)
            .parallel()
            .mapToObj(run -> promotions(run, plan))
            .toArray(int[][]::new);
    long anyFalse = Arrays.stream(counts).filter(c -> c[0] > 0).count();
    long found = Arrays.stream(counts).mapToLong(c -> c[1]).sum();
    long better = Arrays.stream(counts).mapToLong(c -> c[2]).sum();
    assertThat(Streams.most(anyFalse, runs)).isLessThanOrEqualTo(0.1);
    assertThat((double) anyFalse / runs).isEqualTo(0.043, within(0.02));
    assertThat((double) found / better).isEqualTo(0.32, within(0.03));
  }

  /// False promotions, true ones, and how many were better.
  private static int[] promotions(int run, GatePlan plan) {
    Draw draw = Streams.draw("run", run);
    int[] counts = new int[3];
    for (int t = 1; t <= 80; t++) {
      boolean better = draw.nextDouble() < 0.1;
      Law law = better ? Streams.games(0.2, 0.1) : Streams.games(0.15, 0.15);
      boolean promoted = run(new Trial(plan, attempt(t)), draw, law) instanceof Promoted;
      counts[0] += promoted && !better ? 1 : 0;
      counts[1] += promoted && better ? 1 : 0;
      counts[2] += better ? 1 : 0;
    }
    return counts;
  }

  /// A candidate that is better but costs more than the margin allows is a false promotion too.
  @Test
  void observe_gainPaidWithAGuard_isPromotedNoMoreOftenThanAlpha() {
    Guard cost =
        new Guard(
            "cost",
            Guard.Measured.EACH_TASK,
            Guard.Better.LESS,
            new Guard.Scale.Absolute(new dev.pawl.Bounds(0, 1)),
            0.1);
    GatePlan plan = new GatePlan(0.05, new Spending.Equal(1), 0, 401, 400, List.of(cost));
    long promoted =
        IntStream.range(0, STREAMS)
            .parallel()
            .filter(i -> run(new Trial(plan, attempt(1)), "guard", i) instanceof Promoted)
            .count();
    assertThat(Streams.most(promoted, STREAMS)).isLessThanOrEqualTo(0.05);
    assertThat(promoted).isGreaterThan(20); // or the simulation would show nothing
  }

  /// Wins every task, and costs exactly the margin more on average, with a wide spread.
  private static Verdict run(Trial trial, String name, int stream) {
    Draw draw = Streams.draw(name, stream);
    Verdict verdict = trial.verdict();
    for (int task = 1; verdict instanceof Undecided; task++) {
      double more = draw.nextBoolean() ? 0.4 : -0.2;
      verdict =
          trial.observe(
              new Pair(
                  task, new Side.Scored(0, List.of(0.5)), new Side.Scored(1, List.of(0.5 + more))));
    }
    return verdict;
  }

  private static long promoted(String name, GatePlan plan, Law law) {
    return IntStream.range(0, STREAMS)
        .parallel()
        .filter(i -> tasksToPromotion(name, i, plan, law) > 0)
        .count();
  }

  private static int tasksToPromotion(String name, int stream, GatePlan plan, Law law) {
    Verdict verdict = run(new Trial(plan, attempt(1)), Streams.draw(name, stream), law);
    return verdict instanceof Promoted(Evidence evidence) ? evidence.tasks() : 0;
  }

  private static Verdict run(Trial trial, Draw draw, Law law) {
    Verdict verdict = trial.verdict();
    double sum = 0;
    for (int task = 1; verdict instanceof Undecided; task++) {
      double difference = law.next(draw, task - 1, sum);
      sum += difference;
      verdict = trial.observe(pair(task, difference));
    }
    return verdict;
  }

  /// Scores with this difference.
  private static Pair pair(int task, double difference) {
    return new Pair(task, Side.of(Math.max(0, -difference)), Side.of(Math.max(0, difference)));
  }

  private static Attempt attempt(int number) {
    return Attempt.of(number, CHAMPION, CANDIDATE);
  }

  private static GatePlan plan(double alpha, int tasksMax, int futilityTasks) {
    return new GatePlan(alpha, new Spending.Equal(1), 0, futilityTasks, tasksMax, List.of());
  }
}
