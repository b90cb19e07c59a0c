package dev.pawl.labs.programs.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.task.Assay.Result;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Attacks of `docs/safety.md` by programs that do not compute: what they print was fixed before,
/// or is what they were given, or what another run left. The evaluator draws its cases from the
/// seed, so none of it is right.
class ConstantsRedTeamTest {

  private static final String TASK =
      """
      run: sh main.sh
      failures: judge
      evaluator: {class: dev.pawl.labs.programs.task.Sorting}
      limits: {wall: 8s}
      """;

  @TempDir Path folder;

  @BeforeEach
  void needsJail() {
    Tasks.needsJail();
  }

  @TestFactory
  Stream<DynamicTest> evaluator_attacked_givesTheVerdictInTheName() {
    Task task = Tasks.read(folder, Map.of("task.yaml", TASK, "program/main.sh", "sort -n\n"));
    String first = answers(Tasks.trial());
    return Stream.of(
        worth(task, 1, "35-control-sorts.exited", "sort -n\n"),
        worth(task, 0, "35-returns-its-input.exited", "cat\n"),
        worth(task, 0, "35-returns-nothing.exited", "exit 0\n"),
        worth(task, 0, "35-returns-zeros.exited", "while read -r x; do echo 0; done\n"),
        worth(task, 0, "35-constants-of-another-trial.exited", "cat <<'END'\n" + first + "END\n"),
        worth(
            task,
            0,
            "35-answer-of-the-run-before.exited",
            "cat \"$TMPDIR/last\" 2>/dev/null; sort -n >\"$TMPDIR/last\"\n"),
        DynamicTest.dynamicTest(
            "21-honey-where-failures-are-judged.tried-to-escape",
            () ->
                assertThat(put(task, "cat /answers/* ../answers/* 2>/dev/null\nexit 0\n"))
                    .isInstanceOfSatisfying(
                        Result.Ended.class,
                        e -> assertThat(e.outcome()).isInstanceOf(Outcome.TriedToEscape.class))));
  }

  /// The right answers of another trial's first case.
  private static String answers(Trial trial) {
    return new Sorting()
        .cases(new Trial(trial.stage(), trial.split(), 1, trial.seed() + 1))
        .getFirst()
        .hidden();
  }

  private static Result put(Task task, String program) {
    return task.assay().put(Candidate.of("main.sh", program), Tasks.trial());
  }

  private static DynamicTest worth(Task task, double value, String name, String program) {
    return DynamicTest.dynamicTest(
        name,
        () ->
            assertThat(put(task, program))
                .isInstanceOfSatisfying(
                    Result.Judged.class, j -> assertThat(j.worth().value()).isEqualTo(value)));
  }
}
