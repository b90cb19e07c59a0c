package dev.pawl.labs.programs.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.labs.programs.task.Task;
import dev.pawl.labs.programs.task.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringTest {

  private static final Draw DRAW = Draw.of(3, 1, "test");

  @TempDir Path folder;

  private Scoring scoring(String yaml) {
    Task task =
        Tasks.read(
            folder,
            Map.of(
                "program/a.txt",
                "x = 10\n",
                "task.yaml",
                "evaluator: {class: dev.pawl.labs.programs.evolution.Target, options: {noise: 10}}\n"
                    + yaml));
    return new Scoring(task, 5);
  }

  private static Outcome score(Scoring scoring, int x, Draw draw) {
    return scoring.score(Candidate.of("a.txt", "x = %d\n".formatted(x)), draw);
  }

  private static Score finished(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Finished.class);
    return ((Outcome.Finished) outcome).score();
  }

  @Test
  void score_sharedSeeds_areTheSameForEveryCandidateAndDraw() {
    Scoring scoring = scoring("stages: {main: {trials: 3}}\n");

    Score one = finished(score(scoring, 40, DRAW));
    Score other = finished(score(scoring, 45, Draw.of(9, 9, "other")));

    for (int i = 0; i < 3; i++) {
      assertThat(other.tasks().get(i) - one.tasks().get(i)).isCloseTo(5, within());
    }
    assertThat(one.tasks()).doesNotHaveDuplicates();
  }

  @Test
  void score_freshSeeds_dependOnTheDrawAlone() {
    Scoring scoring = scoring("seeds: fresh\n");

    assertThat(score(scoring, 40, DRAW)).isEqualTo(score(scoring, 40, Draw.of(3, 1, "test")));
    assertThat(score(scoring, 40, DRAW)).isNotEqualTo(score(scoring, 40, Draw.of(3, 2, "test")));
  }

  @Test
  void score_across_isMeanMedianOrTheWorst() {
    List<Double> trials =
        finished(score(scoring("stages: {main: {trials: 3}}\n"), 40, DRAW)).tasks();
    List<Double> sorted = trials.stream().sorted().toList();

    assertThat(finished(score(scoring("stages: {main: {trials: 3}}\n"), 40, DRAW)).value())
        .isCloseTo(trials.stream().mapToDouble(d -> d).average().orElseThrow(), within());
    assertThat(
            finished(score(scoring("across: median\nstages: {main: {trials: 3}}\n"), 40, DRAW))
                .value())
        .isEqualTo(sorted.get(1));
    assertThat(
            finished(score(scoring("across: min\nstages: {main: {trials: 3}}\n"), 40, DRAW))
                .value())
        .isEqualTo(sorted.get(0));
  }

  @Test
  void score_minimise_turnsValuesAndThresholds() {
    Scoring scoring =
        scoring("goal: minimise\nstages: {poor: {threshold: 490}, main: {threshold: 985}}\n");

    assertThat(finished(score(scoring, 90, DRAW)).value()).isBetween(-965.0, -955.0);
    assertThat(score(scoring, 50, DRAW))
        .isInstanceOfSatisfying(
            Outcome.Eliminated.class,
            e ->
                assertThat(e.reason())
                    .matches("stage poor: 4\\d\\d\\.\\d+ misses the threshold 490.0"));
  }

  @Test
  void score_cascade_stopsAtTheFirstThresholdThatIsMissed() {
    Scoring scoring = scoring("stages: {poor: {threshold: 480}, main: {trials: 2}}\n");

    assertThat(score(scoring, 500, DRAW))
        .isInstanceOfSatisfying(
            Outcome.Eliminated.class, e -> assertThat(e.soFar().value()).isLessThan(480));
    assertThat(finished(score(scoring, 50, DRAW)).value()).isGreaterThan(990);
    assertThat(finished(score(scoring, 50, DRAW)).tasks()).hasSize(2);
  }

  @Test
  void score_whoCannotBeatTheIncumbentsAnyMore_isNotPutToFurtherTrials() {
    String yaml = "bounds: {min: -2000, max: 1000}\nstages: {main: {trials: 6}}\n";
    Scoring scoring = scoring(yaml);
    Candidate poor = Candidate.of("a.txt", "x = 500\n");
    Score whole = finished(scoring.score(poor, DRAW));
    double toBeat = whole.value() + 100;

    assertThat(scoring.score(poor, DRAW, _ -> toBeat))
        .isInstanceOfSatisfying(
            Outcome.Eliminated.class,
            stopped -> {
              List<Double> seen = stopped.soFar().tasks();
              assertThat(seen).isEqualTo(whole.tasks().subList(0, seen.size())).hasSize(5);
              assertThat(stopped.reason()).isEqualTo("stage main: hopeless after 5 of 6 trials");
            });
    assertThat(finished(scoring.score(poor, DRAW, _ -> whole.value() - 1e-9))).isEqualTo(whole);
    assertThat(
            finished(
                scoring(yaml + "traits: {x: {min: 0, max: 1000, bins: 2}}\n")
                    .score(poor, DRAW, _ -> toBeat)))
        .as("the trait may change")
        .extracting(Score::tasks)
        .isEqualTo(whole.tasks());
  }

  @Test
  void select_drawsOtherTrialsThanTheSearch() {
    Scoring scoring = scoring("stages: {main: {trials: 4}}\n");
    Candidate candidate = Candidate.of("a.txt", "x = 40\n");

    List<Double> search = finished(scoring.score(candidate, DRAW)).tasks();
    List<Double> select = scoring.select(candidate, 4).orElseThrow();

    assertThat(select).doesNotContainAnyElementsOf(search).hasSize(4);
    assertThat(scoring.select(candidate, 4)).contains(select);
  }

  @Test
  void race_theBetterHalfOfEachHeatGoesOn_onTheSameNewTrials() {
    Scoring scoring = scoring("stages: {main: {trials: 4}}\n");
    List<Candidate> leaders =
        Stream.of("x = 30\n", "x = 49\n", "no number\n", "x = 45\n")
            .map(text -> Candidate.of("a.txt", text))
            .toList();

    List<Measurement> race;
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      race = new Race(4, 2).run(scoring, 1, leaders, workers);
    }

    assertThat(race).extracting(m -> m.results().size()).containsExactly(2, 6, 0, 6);
    for (int trial = 0; trial < 6; trial++) {
      assertThat(race.get(1).results().get(trial) - race.get(3).results().get(trial))
          .isCloseTo(4, within());
    }
    assertThat(race.get(1).results())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(finished(scoring.score(leaders.get(1), DRAW)).tasks());
  }

  @Test
  void score_traits_areTheTasks_automaticOnesMeasuredOnTheFiles() {
    Scoring scoring = scoring("traits: {length: {}, distance: {}, x: {min: 0, max: 100}}\n");

    Score score = finished(score(scoring, 400, DRAW));

    assertThat(score.traits()).containsExactly(8.0, 1.0, 400.0);
    assertThat(finished(score(scoring, 10, DRAW)).traits()).containsExactly(7.0, 0.0, 10.0);
  }

  @Test
  void score_pareto_comparesTheObjectives() {
    Scoring scoring =
        scoring("objectives: {combine: pareto, of: {near: {}, small: {goal: minimise}}}\n");

    Score score = finished(score(scoring, 40, DRAW));

    assertThat(score.traits()).containsExactly(score.value(), -40.0);
  }

  @Test
  void score_whatIsNoCandidate_isRefusedAndNotRun() {
    Scoring scoring = scoring("characters-max: 20\nedit: [a.txt]\n");

    assertThat(scoring.score(Candidate.of("a.txt", "x = 1 ".repeat(9)), DRAW))
        .isEqualTo(new Outcome.Refused("has 54 characters; the most is 20"));
    assertThat(scoring.score(Candidate.of(Map.of("a.txt", "x = 1\n", "b.txt", "")), DRAW))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(scoring.score(Candidate.of("a.txt", "y = 1\n"), DRAW))
        .isEqualTo(new Outcome.Crashed("invalid: there is no x"));
  }

  @Test
  void score_valueOutOfTheTasksBounds_isTheEvaluatorsFault() {
    assertThat(score(scoring("bounds: {min: 0, max: 10}\n"), 40, DRAW))
        .isInstanceOfSatisfying(
            Outcome.Crashed.class,
            c -> assertThat(c.reason()).startsWith("evaluator: ").contains("from 0.0 to 10.0"));
    assertThat(score(scoring("traits: {depth: {min: 0, max: 9}}\n"), 40, DRAW))
        .isInstanceOfSatisfying(
            Outcome.Crashed.class,
            c -> assertThat(c.reason()).contains("the task also names 'depth'"));
  }

  @Test
  void score_answersLearnedByHeart_winTheSearchAndNothingElse() {
    Task task =
        Tasks.read(
            folder,
            Map.of(
                "program/a.txt",
                "?\n",
                "task.yaml",
                "evaluator: {class: dev.pawl.labs.programs.evolution.Riddle}\n"));
    Scoring scoring = new Scoring(task, 5);

    Score honest = finished(scoring.score(Candidate.of("a.txt", "?\n"), DRAW));
    Candidate cheat = Candidate.of("a.txt", honest.feedback());

    assertThat(honest.value()).isZero();
    assertThat(finished(scoring.score(cheat, DRAW)).value()).isEqualTo(1);
    assertThat(scoring.select(cheat, 8).orElseThrow()).hasSize(8).containsOnly(0.0);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-9);
  }
}
