package dev.pawl.labs.programs.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Outcome;
import dev.pawl.labs.programs.task.Assay.Result;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Java candidates, compiled and run in the real jail, with an evaluator in Java.
class JavaProgramTest {

  private static final String EVALUATOR =
      """
      import dev.pawl.Candidate;
      import dev.pawl.jail.Ran;
      import dev.pawl.labs.programs.*;
      import java.util.List;

      public class Judge implements Evaluator {
        public List<Case> cases(Trial trial) {
          return List.of(Case.reading("a", "20", "40"), Case.reading("b", "21", "42"));
        }

        public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
          double right = 0;
          for (int i = 0; i < cases.size(); i++) {
            if (runs.get(i).stdout().text().strip().equals(cases.get(i).hidden())) {
              right += 0.5;
            }
          }
          return new Verdict.Worth(right, "");
        }
      }
      """;

  private static final String PROGRAM =
      """
      public class Main {
        public static void main(String[] args) throws Exception {
          int n = new java.util.Scanner(System.in).nextInt();
          System.out.println(n * 2);
        }
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void needsJail() {
    Tasks.needsJail();
  }

  private Task task(String java) {
    return Tasks.read(
        folder,
        Map.of(
            "task.yaml", "java: %s\nevaluator: {java: Judge.java}\n".formatted(java),
            "Judge.java", EVALUATOR,
            "program/Main.java", PROGRAM));
  }

  @Test
  void put_compiledOnce_runOnEachCase() {
    Task task = task("{main: Main}");
    try (Assay assay = task.assay()) {
      Result right = assay.put(task.seed(), Tasks.trial());
      Result wrong = Tasks.put(task, "Main.java", PROGRAM.replace("n * 2", "n + 20"));
      Result broken = Tasks.put(task, "Main.java", PROGRAM.replace("n * 2", "m"));

      assertThat(right)
          .isInstanceOfSatisfying(Result.Judged.class, j -> assertThat(j.worth().value()).isOne());
      assertThat(wrong)
          .isInstanceOfSatisfying(
              Result.Judged.class, j -> assertThat(j.worth().value()).isEqualTo(0.5));
      assertThat(broken)
          .isInstanceOfSatisfying(
              Result.Ended.class,
              e -> assertThat(e.outcome().toString()).contains("does not compile", "Main.java:4"));
    }
  }

  @Test
  void put_metered_countsStepsAndHoldsTheirLimit() {
    Task task = task("{main: Main, steps: 200_000}");
    String busy =
        PROGRAM.replace(
            "System.out", "int s = 0;\n for (int i = 0; i < N; i++) s += i;\n System.out");
    try (Assay assay = task.assay()) {
      double few = steps(assay.put(task.seed(), Tasks.trial()));
      double many = steps(Tasks.put(task, "Main.java", busy.replace("N", "1000")));
      Result endless = Tasks.put(task, "Main.java", busy.replace("i < N", "n > 0"));

      assertThat(many).isBetween(few + 2_000, few + 20_000);
      assertThat(steps(Tasks.put(task, "Main.java", busy.replace("N", "1000")))).isEqualTo(many);
      assertThat(endless).isEqualTo(new Result.Ended(new Outcome.OverLimit("200000 steps")));
    }
  }

  private static double steps(Result result) {
    assertThat(result).isInstanceOf(Result.Judged.class);
    Double steps = ((Result.Judged) result).worth().objectives().get("steps");
    assertThat(steps).isNotNull();
    return steps == null ? 0 : steps;
  }
}
