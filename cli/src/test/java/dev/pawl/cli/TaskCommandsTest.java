package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.jail.Weakness;
import dev.pawl.labs.programs.task.Machine;
import dev.pawl.labs.programs.task.MachineFault;
import dev.pawl.labs.programs.task.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tasks from the command line, as docs/tasks.md says.
class TaskCommandsTest {

  /// Data, judged in this process: such a task needs no jail.
  private static final String EVALUATOR =
      """
      import dev.pawl.Candidate;
      import dev.pawl.jail.Ran;
      import dev.pawl.labs.programs.*;
      import java.util.List;

      public class Length implements Evaluator {
        public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
          return new Verdict.Worth(-Math.abs(candidate.text().length() - 30), "");
        }
      }
      """;

  @TempDir Path folder;

  private Path task() throws IOException {
    Path task = folder.resolve("task");
    Files.createDirectories(task.resolve("program"));
    Files.writeString(task.resolve("task.yaml"), "evaluator: {java: Length.java}\ntickets: 60\n");
    Files.writeString(task.resolve("Length.java"), EVALUATOR);
    Files.writeString(task.resolve("program/text.txt"), "one two three\n");
    return task;
  }

  private static void needsJail() {
    try {
      new Workshop(Machine.ofThisProcess(), Weakness.REFUSED, Optional.empty()).python();
    } catch (MachineFault e) {
      assumeTrue(false, "programs cannot run here: " + e.getMessage());
    }
  }

  /// Whether programs in Python can be run in a jail here.
  static boolean programsRun() {
    try {
      new Workshop(Machine.ofThisProcess(), Weakness.REFUSED, Optional.empty()).python();
      return true;
    } catch (MachineFault e) {
      return false;
    }
  }

  @Test
  void run_task_leavesTheChampionsFiles_andReruns() throws IOException {
    Path run = folder.resolve("run");

    Terminal answer = Terminal.type("run", task().toString(), "--out=" + run);

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("finished after 60 tickets").doesNotContain("battle");
    assertThat(Files.readString(run.resolve("champion/text.txt")).length()).isBetween(28, 32);
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("The task", "scored only what came back");
    assertThat(Terminal.type("rerun", run.toString()).exitCode()).isZero();
    assertThat(Terminal.type("show", run.toString(), "champion").out())
        .contains("measured      select gain");
  }

  @Test
  void resume_taskThatWasChanged_isRefused() throws IOException {
    Path task = task();
    Path run = folder.resolve("run");
    Terminal.type("run", task.toString(), "--out=" + run, "--evaluations=20");
    Files.writeString(task.resolve("program/text.txt"), "other\n");

    Terminal answer = Terminal.type("resume", run.toString());

    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.err()).contains("its files were changed since the run began");
  }

  @Test
  void run_taskWhoseSeedCannotBeScored_isRefusedAndLeavesNoRun() throws IOException {
    Path task = task();
    Files.writeString(
        task.resolve("task.yaml"),
        "evaluator: {java: Length.java}\nstages: {main: {threshold: 5}}\n");

    Terminal answer = Terminal.type("run", task.toString(), "--runs=" + folder.resolve("runs"));

    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.err()).contains("the seed does not get through all stages", "threshold");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void run_folderThatIsNoTask_saysHowToMakeOne() {
    assertThat(Terminal.type("run", folder.toString()).err())
        .contains("is no task: it has no task.yaml; `pawl new NAME` makes one");
  }

  @Test
  void check_task_saysWhatWasTried() throws IOException {
    Terminal answer = Terminal.type("check", task().toString(), "--json");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.json().get("sound").booleanValue()).isTrue();
    assertThat(answer.out()).contains("the seed scores -16.0", "the same to the last digit");
  }

  @Test
  void check_taskThatIsWrong_saysSoWithExitCodeOne() throws IOException {
    Path task = task();
    Files.writeString(
        task.resolve("Length.java"), EVALUATOR.replace("-Math.abs", "0.0 / 0 * -Math.abs"));

    Terminal answer = Terminal.type("check", task.toString());

    assertThat(answer.exitCode()).isEqualTo(Exit.NO);
    assertThat(answer.out()).contains("WRONG", "gave value NaN", "cannot be run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "java", "any"})
  void new_task_passesItsCheck(String language) {
    needsJail();
    String task = folder.resolve("fresh").toString();

    assertThat(Terminal.type("new", task, "--language=" + language).exitCode()).isZero();
    Terminal answer = Terminal.type("check", task);

    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out()).contains("an emptied program is worth less");
    assertThat(Terminal.type("new", task).err()).contains("exists already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sorting", "primes"})
  void check_tasksThatShip_canBeRun(String name) {
    needsJail();
    Terminal answer = Terminal.type("check", Path.of("../studies/tasks", name).toString());

    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
  }

  @Test
  void run_openEvolveAndShinka_unchanged() throws IOException {
    needsJail();
    Path peer = Files.createDirectories(folder.resolve("peer"));
    String program = "# EVOLVE-BLOCK-START\nx = 3\n# EVOLVE-BLOCK-END\ndef f(): return x\n";
    Files.writeString(peer.resolve("initial_program.py"), program);
    Files.writeString(
        peer.resolve("evaluator.py"),
        """
        import importlib.util
        def evaluate(program_path):
            s = importlib.util.spec_from_file_location("program", program_path)
            m = importlib.util.module_from_spec(s); s.loader.exec_module(m)
            return {"combined_score": -abs(m.f() - 5.0)}
        """);
    Path shinka = Files.createDirectories(folder.resolve("shinka"));
    Files.writeString(shinka.resolve("initial.py"), program);
    Files.writeString(
        shinka.resolve("evaluate.py"),
        """
        import sys
        from shinka.core import run_shinka_eval
        run_shinka_eval(program_path=sys.argv[2], results_dir=sys.argv[4], experiment_fn_name="f",
            num_runs=1, get_experiment_kwargs=lambda i: {},
            aggregate_metrics_fn=lambda rs: {"combined_score": -abs(rs[0] - 5.0)})
        """);

    for (String option : new String[] {"--openevolve=" + peer, "--shinka=" + shinka}) {
      Path run = folder.resolve("run-" + option.charAt(2));
      Terminal answer = Terminal.type("run", option, "--out=" + run, "--evaluations=6");

      assertThat(answer.exitCode()).as(answer.err()).isZero();
      assertThat(answer.err()).contains("this task lacks a guard against forged scores");
      assertThat(answer.out()).contains("budget spent: 6 evaluations");
    }
  }
}
