package dev.pawl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Bounds;
import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.gate.Guard.Better;
import dev.pawl.gate.Guard.Measured;
import dev.pawl.gate.Guard.Scale;
import dev.pawl.gate.Observation.Canary;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Observation.Side;
import dev.pawl.gate.Verdict.Promoted;
import dev.pawl.gate.Verdict.Reason;
import dev.pawl.gate.Verdict.Refused;
import dev.pawl.gate.Verdict.Undecided;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {

  private static final Hash CHAMPION = Hash.of("champion");
  private static final Hash CANDIDATE = Hash.of("candidate");
  private static final Guard SIZE =
      new Guard("size", Measured.ONCE, Better.LESS, new Scale.Relative(), 0.1);
  private static final Guard COST =
      new Guard("cost", Measured.EACH_TASK, Better.LESS, new Scale.Relative(), 0.5);
  private static final Guard SAFETY =
      new Guard(
          "safety", Measured.EACH_TASK, Better.MORE, new Scale.Absolute(new Bounds(0, 10)), 2);

  private static final GatePlan PLAIN =
      new GatePlan(0.05, new Spending.Equal(1), 0, 20, 100, List.of());
  private static final GatePlan GUARDED =
      new GatePlan(0.05, new Spending.Equal(1), 0, 20, 100, List.of(SIZE, COST, SAFETY));

  @Test
  void observe_candidateWinsEveryTask_isPromotedAtTheFirstTaskWithEvidence() {
    // 1.5^7 = 17.1 and 1.5^8 = 25.6: wealth 20 needs eight stakes, and the first task has none
    Trial trial = new Trial(PLAIN, attempt());
    for (int task = 1; task <= 8; task++) {
      assertThat(trial.observe(pair(task, 0, 1))).isInstanceOf(Undecided.class);
    }
    assertThat(trial.observe(pair(9, 0, 1)))
        .isInstanceOfSatisfying(
            Promoted.class, promoted -> assertThat(promoted.evidence().tasks()).isEqualTo(9));
  }

  @Test
  void observe_sameScores_isFutileAtTheDeclaredTask() {
    Refused refused = (Refused) play(PLAIN, task -> pair(task, 1, 1));
    assertThat(refused.reason()).isEqualTo(Reason.FUTILE);
    assertThat(refused.evidence().tasks()).isEqualTo(20);
  }

  @Test
  void observe_gainTooSmallToShow_isNotShownAtTheMostTasks() {
    Refused refused = (Refused) play(PLAIN, task -> pair(task, 0.5, 0.501));
    assertThat(refused.reason()).isEqualTo(Reason.NOT_SHOWN);
    assertThat(refused.evidence().tasks()).isEqualTo(100);
  }

  @Test
  void observe_gainNoGreaterThanTheLeast_isNotShown() {
    GatePlan plan = new GatePlan(0.05, new Spending.Equal(1), 0.2, 20, 400, List.of());
    assertThat(play(plan, task -> pair(task, 0.3, 0.5)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_SHOWN));
    assertThat(play(plan, task -> pair(task, 0.3, 0.7))).isInstanceOf(Promoted.class);
  }

  @Test
  void trial_candidateIsTheChampion_isRefusedBeforeTheFirstTask() {
    Trial trial = new Trial(PLAIN, Attempt.of(1, CHAMPION, CHAMPION));
    assertRefused(trial.verdict(), Reason.SAME_AS_CHAMPION, "");
  }

  @Test
  void trial_attemptBeyondThoseDeclared_isRefusedBeforeTheFirstTask() {
    Trial trial = new Trial(PLAIN, Attempt.of(2, CHAMPION, CANDIDATE));
    assertRefused(trial.verdict(), Reason.ALPHA_SPENT, "");
  }

  @Test
  void trial_laterAttempt_needsMoreEvidence() {
    GatePlan plan = new GatePlan(0.05, new Spending.Endless(), 0, 20, 100, List.of());
    int first = play(plan, Attempt.of(1, CHAMPION, CANDIDATE), t -> pair(t, 0, 1)).tasks();
    int tenth = play(plan, Attempt.of(10, CHAMPION, CANDIDATE), t -> pair(t, 0, 1)).tasks();
    // wealth 32.9 and 3,290 by factors of 1.5, the first task without stake
    assertThat(first).isEqualTo(10);
    assertThat(tenth).isEqualTo(21);
  }

  @Test
  void observe_canarySprung_isRefusedWhateverTheEvidence() {
    Trial trial = new Trial(PLAIN, attempt());
    trial.observe(pair(1, 0, 1));
    assertThat(trial.observe(new Canary("impossible-3", false))).isInstanceOf(Undecided.class);
    assertRefused(
        trial.observe(new Canary("impossible-4", true)), Reason.CANARY_SPRUNG, "impossible-4");
  }

  @Test
  void observe_championHasNoScore_countsAsItsBest() {
    Verdict verdict =
        play(PLAIN, task -> new Pair(task, new Side.Missing("crashed"), Side.of(0.9)));
    assertRefused(verdict, Reason.FUTILE, "");
    assertThat(verdict.evidence().championMissing()).isEqualTo(20);
    assertThat(verdict.evidence().differenceMean()).isBetween(-0.1000001, -0.0999999);
  }

  @Test
  void observe_candidateHasNoScore_countsAsItsWorst() {
    Verdict verdict =
        play(PLAIN, task -> new Pair(task, Side.of(0.25), new Side.Missing("timed out")));
    assertRefused(verdict, Reason.FUTILE, "");
    assertThat(verdict.evidence().candidateMissing()).isEqualTo(20);
    assertThat(verdict.evidence().differenceMean()).isEqualTo(-0.25);
  }

  @Test
  void trial_sizeBeyondTheMargin_isRefusedBeforeTheFirstTask() {
    assertRefused(new Trial(GUARDED, sized(1_000, 1_101)).verdict(), Reason.GUARD_WORSE, "size");
    assertThat(new Trial(GUARDED, sized(1_000, 1_100)).verdict()).isInstanceOf(Undecided.class);
  }

  @Test
  void observe_gainAndGuardsHold_isPromotedOnlyWhenAllAreShown() {
    Verdict verdict = play(GUARDED, sized(10, 10), task -> guarded(task, 100, 8)).verdict();
    assertThat(verdict).isInstanceOf(Promoted.class);
    assertThat(verdict.evidence().guards()).allMatch(Evidence.OfGuard::shown);
    // equal values gain (1 + .2 / (2 · .8)) = 1.125 a task: wealth 20 after 26 of them
    assertThat(verdict.evidence().tasks()).isBetween(26, 30);
  }

  @Test
  void observe_costBeyondTheMargin_isGivenUpThoughTheGainIsShown() {
    Verdict verdict = play(GUARDED, sized(10, 10), task -> guarded(task, 200, 8)).verdict();
    assertRefused(verdict, Reason.GUARD_WORSE, "cost");
    assertThat(verdict.evidence().tasks()).isEqualTo(20);
    assertThat(verdict.evidence().logPeak()).isGreaterThan(Math.log(20));
  }

  @Test
  void observe_guardWithinTheMarginButBarely_isNotShown() {
    Verdict verdict = play(GUARDED, sized(10, 10), task -> guarded(task, 100, 6.1)).verdict();
    assertRefused(verdict, Reason.GUARD_NOT_SHOWN, "safety");
    assertThat(verdict.evidence().tasks()).isEqualTo(100);
  }

  @Test
  void observe_sideMissing_isWorstOnEveryGuard() {
    Verdict verdict =
        play(
                GUARDED,
                sized(10, 10),
                task ->
                    task % 2 == 0
                        ? new Pair(task, new Side.Missing("lost"), new Side.Missing("lost"))
                        : guarded(task, 100, 8))
            .verdict();
    assertRefused(verdict, Reason.GUARD_WORSE, "cost");
  }

  @Test
  void observe_resultLeftOutOrRepeated_isRefused() {
    Trial trial = new Trial(PLAIN, attempt());
    trial.observe(pair(1, 0, 1));
    assertThatThrownBy(() -> trial.observe(pair(3, 0, 1))).hasMessageContaining("next is task 2");
    assertThatThrownBy(() -> trial.observe(pair(1, 0, 1))).hasMessageContaining("next is task 2");
    assertThat(trial.observe(pair(2, 0, 1)).evidence().tasks()).isEqualTo(2);
  }

  @Test
  void observe_guardsOfAnotherPlan_isRefused() {
    assertThatThrownBy(() -> new Trial(GUARDED, sized(1, 1)).observe(pair(1, 0, 1)))
        .hasMessageContaining("has 0 values of guards; the plan has 2");
    assertThatThrownBy(() -> new Trial(GUARDED, attempt()))
        .hasMessageContaining("has 0 values of guards; the plan has 1");
  }

  @Test
  void observe_afterTheDecision_isRefused() {
    Trial trial = new Trial(PLAIN, Attempt.of(1, CHAMPION, CHAMPION));
    assertThatThrownBy(() -> trial.observe(pair(1, 0, 1))).hasMessageContaining("is decided");
  }

  @Test
  void decide_randomRecords_equalsTheTrialAtEveryPrefix() {
    for (int run = 0; run < 200; run++) {
      Draw draw = Streams.draw("prefix", run);
      Trial trial = new Trial(PLAIN, attempt());
      List<Observation> record = new ArrayList<>();
      while (trial.verdict() instanceof Undecided) {
        record.add(
            draw.nextInt(200) == 0
                ? new Canary("trap", true)
                : pair(count(record) + 1, draw.nextDouble(0.8), draw.nextDouble()));
        Verdict live = trial.observe(record.getLast());
        assertThat(Gate.decide(PLAIN, attempt(), record)).isEqualTo(live);
      }
      record.add(pair(count(record) + 1, 0, 1));
      assertThatThrownBy(() -> Gate.decide(PLAIN, attempt(), record))
          .hasMessageContaining("was decided before the last");
    }
  }

  private static int count(List<Observation> record) {
    return (int) record.stream().filter(Pair.class::isInstance).count();
  }

  private interface Tasks {
    Pair pair(int task);
  }

  private record Played(Verdict verdict) {
    int tasks() {
      return verdict.evidence().tasks();
    }
  }

  private static Verdict play(GatePlan plan, Tasks tasks) {
    return play(plan, attempt(), tasks).verdict();
  }

  private static Played play(GatePlan plan, Attempt attempt, Tasks tasks) {
    Trial trial = new Trial(plan, attempt);
    for (int task = 1; trial.verdict() instanceof Undecided; task++) {
      trial.observe(tasks.pair(task));
    }
    return new Played(trial.verdict());
  }

  private static Attempt attempt() {
    return Attempt.of(1, CHAMPION, CANDIDATE);
  }

  private static Attempt sized(double champion, double candidate) {
    return new Attempt(1, CHAMPION, CANDIDATE, List.of(champion), List.of(candidate));
  }

  private static Pair pair(int task, double champion, double candidate) {
    return new Pair(task, Side.of(champion), Side.of(candidate));
  }

  /// A won task; the champion costs 100 and has safety 8.
  private static Pair guarded(int task, double cost, double safety) {
    return new Pair(
        task, new Side.Scored(0, List.of(100.0, 8.0)), new Side.Scored(1, List.of(cost, safety)));
  }

  private static void assertRefused(Verdict verdict, Reason reason, String about) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.about()).isEqualTo(about);
            });
  }
}
