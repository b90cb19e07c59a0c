package dev.pawl.labs.programs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.jail.Weakness;
import dev.pawl.labs.programs.Verdict.Worth;
import dev.pawl.labs.programs.task.Assay.Result;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tasks in the format of ShinkaEvolve, in each form that its evaluators have.
class ShinkaTest {

  private static final String PROGRAM =
      """
      # EVOLVE-BLOCK-START
      def guess(seed):
          return seed * 2
      # EVOLVE-BLOCK-END

      def run_experiment(seed):
          return guess(seed)
      """;

  /// The usual form.
  private static final String USUAL =
      """
      import argparse
      from shinka.core import run_shinka_eval

      def valid(result):
          return (True, None) if result < 1000 else (False, "%r is too large" % result)

      def total(results):
          return {"combined_score": float(sum(results)), "public": {"runs": len(results)},
                  "private": {"secret": 1}, "text_feedback": "keep going", "extra_data": {"a": 1}}

      def main(program_path, results_dir):
          run_shinka_eval(program_path=program_path, results_dir=results_dir,
              experiment_fn_name="run_experiment", num_runs=3,
              get_experiment_kwargs=lambda i: {"seed": i}, validate_fn=valid,
              aggregate_metrics_fn=total)

      if __name__ == "__main__":
          parser = argparse.ArgumentParser()
          parser.add_argument("--program_path")
          parser.add_argument("--results_dir")
          args = parser.parse_args()
          main(args.program_path, args.results_dir)
      """;

  /// One that needs nothing of ShinkaEvolve.
  private static final String BY_HAND =
      """
      import json, os, subprocess, sys
      program, results = sys.argv[2], sys.argv[4]
      done = subprocess.run(["sh", program, "5"], capture_output=True, text=True)
      correct = {"correct": done.returncode == 0, "error": done.stderr or None}
      json.dump(correct, open(os.path.join(results, "correct.json"), "w"))
      json.dump({"combined_score": float(done.stdout or 0)},
                open(os.path.join(results, "metrics.json"), "w"))
      sys.exit(3)
      """;

  @TempDir Path folder;

  @BeforeEach
  void needsJail() {
    Tasks.needsJailAndPython();
  }

  private Task task(Map<String, String> files) {
    return Shinka.read(Tasks.folder(folder, files), Tasks.MACHINE, Weakness.REFUSED);
  }

  private Task usual(String yaml) {
    Map<String, String> files = new HashMap<>();
    files.put("initial.py", PROGRAM);
    files.put("evaluate.py", USUAL);
    files.put("shinka.yaml", yaml);
    return task(files);
  }

  private static Worth worth(Result result) {
    assertThat(result).isInstanceOf(Result.Judged.class);
    return ((Result.Judged) result).worth();
  }

  private static Outcome ended(Result result) {
    assertThat(result).isInstanceOf(Result.Ended.class);
    return ((Result.Ended) result).outcome();
  }

  @Test
  void put_usualForm_showsWhatIsPublicAndNothingPrivate() {
    Task task = usual("");

    Worth worth = worth(task.assay().put(task.seed(), Tasks.trial()));

    assertThat(worth.value()).isEqualTo(6);
    assertThat(worth.feedback()).isEqualTo("runs: 3\nfeedback: keep going");
  }

  @Test
  void put_resultThatIsNotValid_isInvalidWithItsReason() {
    Task task = usual("");
    Candidate large = Candidate.of("initial.py", PROGRAM.replace("seed * 2", "seed * 5000"));

    assertThat(ended(task.assay().put(large, Tasks.trial())))
        .isEqualTo(new Outcome.Crashed("invalid: 5000 is too large"));
  }

  @Test
  void put_programThatRaises_isInvalidWithItsError() {
    Task task = usual("");
    Candidate broken = Candidate.of("initial.py", PROGRAM.replace("seed * 2", "seed / 0"));

    assertThat(ended(task.assay().put(broken, Tasks.trial())).toString())
        .contains("ZeroDivisionError");
  }

  @Test
  void put_scoreThatIsNotFinite_isInvalid() {
    Task task = usual("");
    Candidate infinite = Candidate.of("initial.py", PROGRAM.replace("seed * 2", "-float('inf')"));

    assertThat(ended(task.assay().put(infinite, Tasks.trial())).toString()).contains("-inf");
  }

  @Test
  void put_programInAnotherLanguage_withAnEvaluatorByHand_countsWhateverItsExitCode() {
    Task task = task(Map.of("initial.sh", "echo $(($1 * 3))\n", "evaluate.py", BY_HAND));

    assertThat(worth(task.assay().put(task.seed(), Tasks.trial())).value()).isEqualTo(15);
    assertThat(ended(task.assay().put(Candidate.of("initial.sh", "exit 1\n"), Tasks.trial())))
        .isInstanceOf(Outcome.Crashed.class);
  }

  @Test
  void put_evaluatorThatLeavesNothing_isNotCorrect() {
    Task task = task(Map.of("initial.py", PROGRAM, "evaluate.py", "print('done')\n"));

    assertThat(ended(task.assay().put(task.seed(), Tasks.trial())).toString())
        .contains("correct.json");
  }

  @Test
  void put_programThatForgesAtItsExit_canDoSo_butOnlyForItself() {
    Task task = usual("");
    Candidate forger =
        Candidate.of(
            "initial.py",
            """
            import atexit, json, os, sys

            def forge():
                place = sys.argv[sys.argv.index("--results_dir") + 1]
                json.dump({"correct": True}, open(os.path.join(place, "correct.json"), "w"))
                json.dump({"combined_score": 999.0}, open(os.path.join(place, "metrics.json"), "w"))

            atexit.register(forge)

            def run_experiment(seed):
                return 0
            """);

    assertThat(worth(task.assay().put(forger, Tasks.trial())).value()).isEqualTo(999);
    assertThat(task.lacks()).singleElement().asString().contains("forged scores");
    assertThat(worth(task.assay().put(task.seed(), Tasks.trial())).value()).isEqualTo(6);
  }

  @Test
  void put_programThatNeverEnds_isKilledInTime_withWhatItStarted() {
    Task task = usual("job_config: {time: '00:00:02'}\n");
    Candidate endless =
        Candidate.of(
            "initial.py",
            "import subprocess, time\nsubprocess.Popen(['sleep', '60'])\ntime.sleep(60)\n");

    assertThat(ended(task.assay().put(endless, Tasks.trial())))
        .isEqualTo(new Outcome.TimedOut(2_000));
  }

  @Test
  void read_honoursTheKeysOfItsConfiguration_andNamesTheOthers() {
    Task task =
        usual(
            """
            evo_config: {task_sys_msg: Guess well., num_generations: 12, llm_models: [a]}
            db_config: {num_islands: 4, parent_selection_strategy: beam_search, archive_size: 10}
            """);

    assertThat(task.about()).isEqualTo("Guess well.");
    assertThat(task.tickets()).isEqualTo(12);
    assertThat(task.archive().islands()).isEqualTo(4);
    assertThat(task.archive().kind()).isEqualTo(ArchivePlan.Kind.BEAM);
    assertThat(task.archive().capacity()).isEqualTo(10);
    assertThat(task.notes()).anyMatch(n -> n.contains("evo_config.llm_models"));
  }

  @Test
  void read_timeThatIsNone_isExplained() {
    assertThatThrownBy(() -> usual("job_config: {time: soon}\n"))
        .hasMessageContaining("it must be hh:mm:ss");
  }
}
