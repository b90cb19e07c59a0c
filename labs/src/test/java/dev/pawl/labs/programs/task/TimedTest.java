package dev.pawl.labs.programs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.task.Assay.Result;
import dev.pawl.study.StudyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that are timed beside their seed, in the real jail. What is expected are differences of
/// sixteen times in CPU, which no other load brings about.
class TimedTest {

  private static final String TASK =
      """
      run: sh main.sh
      timed: {millis: 60, pairs: 3, size: 16_000_000}
      """;

  private static final String PROGRAM =
      """
      most=$(($2 * 16))
      i=0
      while [ $i -lt $most ]; do i=$((i + 1)); done
      echo "$1 $most"
      """;

  @TempDir Path folder;

  @BeforeEach
  void needsJail() {
    Tasks.needsJail();
  }

  private Result put(String task, Function<String, String> change) {
    Task read = Tasks.read(folder, Map.of("task.yaml", task, "program/main.sh", PROGRAM));
    try (Assay assay = read.assay()) {
      return assay.put(Candidate.of("main.sh", change.apply(PROGRAM)), Tasks.trial());
    }
  }

  @Test
  void put_aSixteenthOfTheWork_isWorthMore_inEachPair() {
    Result result = put(TASK, text -> text.replace("i + 1", "i + 16"));

    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Judged.class,
            judged -> {
              assertThat(judged.worth().value()).isBetween(1.0, Timed.LOG2_MAX);
              assertThat(judged.worth().tasks()).hasSize(3).allMatch(gain -> gain > 0);
              assertThat(judged.worth().feedback()).contains("times as fast as the seed");
            });
  }

  @Test
  void put_sixteenTimesTheWork_isGivenUpAfterTwoPairs() {
    Result result = put(TASK, text -> text.replace("-lt $most", "-lt $((most * 16))"));

    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Stopped.class,
            stopped -> {
              assertThat(stopped.soFar().value()).isLessThan(-1);
              assertThat(stopped.soFar().tasks()).hasSize(2);
            });
  }

  @Test
  void put_quickButWrong_isWorthNothing() {
    Result result = put(TASK, _ -> "echo $1 1\n");

    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Ended.class,
            ended ->
                assertThat(ended.outcome())
                    .isInstanceOf(Outcome.Crashed.class)
                    .asString()
                    .contains("it printed", "and the seed"));
  }

  @Test
  void put_aSeedThatDoesTooLittle_isTheFaultOfTheTask() {
    assertThatThrownBy(() -> put(TASK.replace("16_000_000", "1"), Function.identity()))
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("timed.millis");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sorting-java", "hashmap-java"})
  void put_theSeedOfATaskThatShips_isJudged(String name) throws IOException {
    Path shipped = Path.of("../studies/tasks", name);
    Map<String, String> files = new HashMap<>();
    try (Stream<Path> programs = Files.list(shipped.resolve("program"))) {
      for (Path each : programs.toList()) {
        files.put(shipped.relativize(each).toString(), Files.readString(each));
      }
    }
    String task = Files.readString(shipped.resolve("task.yaml"));
    files.put(
        "task.yaml", task.replace("millis: 300", "millis: 20").replace("pairs: 6", "pairs: 2"));
    Task read = Tasks.read(folder, files);
    try (Assay assay = read.assay()) {
      assertThat(assay.put(read.seed(), Tasks.trial())).isInstanceOf(Result.Judged.class);
    }
  }

  @Test
  void read_anEvaluatorBesideTimed_isAMistake() {
    assertThatThrownBy(
            () -> put(TASK + "evaluator: {python: a.py}\ngoal: minimise\n", Function.identity()))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("evaluator")
        .hasMessageContaining("goal");
  }
}
