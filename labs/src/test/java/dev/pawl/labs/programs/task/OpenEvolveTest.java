package dev.pawl.labs.programs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.jail.Weakness;
import dev.pawl.labs.programs.Verdict.Worth;
import dev.pawl.labs.programs.task.Assay.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tasks in the format of OpenEvolve, in each form that its evaluators have.
class OpenEvolveTest {

  private static final String PROGRAM =
      """
      # EVOLVE-BLOCK-START
      def f(x):
          return x
      # EVOLVE-BLOCK-END
      """;

  private static final String LOAD =
      """
      import importlib.util

      def load(path):
          spec = importlib.util.spec_from_file_location("program", path)
          module = importlib.util.module_from_spec(spec)
          spec.loader.exec_module(module)
          return module
      """;

  @TempDir Path folder;

  @BeforeEach
  void needsJail() {
    Tasks.needsJailAndPython();
  }

  private Task task(String evaluator, String config, Map<String, String> more) {
    Map<String, String> files = new HashMap<>(more);
    files.put("initial_program.py", PROGRAM);
    files.put("evaluator.py", LOAD + evaluator);
    files.put("config.yaml", config);
    return OpenEvolve.read(Tasks.folder(folder, files), Tasks.MACHINE, Weakness.REFUSED);
  }

  private Task task(String evaluator) {
    return task(evaluator, "max_iterations: 7\n", Map.of());
  }

  private static Worth worth(Result result) {
    assertThat(result).isInstanceOf(Result.Judged.class);
    return ((Result.Judged) result).worth();
  }

  private static Worth ofSeed(Task task) {
    return worth(task.assay().put(task.seed(), Tasks.trial()));
  }

  private static Outcome ended(Result result) {
    assertThat(result).isInstanceOf(Result.Ended.class);
    return ((Result.Ended) result).outcome();
  }

  @Test
  void put_dictionaryWithCombinedScore_isThatScore() {
    Task task =
        task(
            """
            def evaluate(program_path):
                return {"combined_score": float(load(program_path).f(3)), "speed": 0.125}
            """);

    Worth worth = ofSeed(task);

    assertThat(worth.value()).isEqualTo(3);
    assertThat(worth.traits()).containsEntry("speed", 0.125);
    assertThat(worth.feedback()).isEqualTo("speed: 0.125");
  }

  @Test
  void put_dictionaryWithoutCombinedScore_isTheMeanOfItsNumbers() {
    Task task =
        task(
            """
            def evaluate(program_path):
                return {"a": 1.0, "b": 2, "ok": True, "error": 100.0, "name": "text"}
            """);

    assertThat(ofSeed(task).value()).isEqualTo(1.5);
  }

  @Test
  void put_evaluationResult_showsItsArtifacts() {
    Task task =
        task(
            """
            from openevolve.evaluation_result import EvaluationResult

            def evaluate(program_path):
                return EvaluationResult(metrics={"combined_score": 0.5},
                                        artifacts={"trace": "slow in line 3", "raw": b"bytes"})
            """);

    assertThat(ofSeed(task).feedback()).contains("trace: slow in line 3", "raw: bytes");
  }

  @Test
  void put_artifactsInTheDictionary_areShownToo() {
    Task task =
        task(
            """
            async def evaluate(program_path):
                return {"combined_score": 0.5, "artifacts": {"hint": "try harder"}}
            """);

    assertThat(ofSeed(task).feedback()).isEqualTo("hint: try harder");
  }

  @Test
  void put_cascade_stopsWhereAThresholdIsMissed() {
    String evaluator =
        """
        def evaluate(program_path):
            raise RuntimeError("not in a cascade")

        def evaluate_stage1(program_path):
            return {"combined_score": float(load(program_path).f(0.6)), "first": 1.0}

        def evaluate_stage2(program_path):
            return {"combined_score": 0.9, "second": 1.0}
        """;
    Task passes = task(evaluator, "evaluator: {cascade_thresholds: [0.5, 0.7]}\n", Map.of());
    Task stops = task(evaluator, "evaluator: {cascade_thresholds: [0.7]}\n", Map.of());
    Task direct = task(evaluator, "evaluator: {cascade_evaluation: false}\n", Map.of());

    assertThat(ofSeed(passes).value()).isEqualTo(0.9);
    assertThat(ofSeed(passes).traits()).containsKeys("first", "second");
    assertThat(ofSeed(stops).value()).isEqualTo(0.6);
    assertThat(ofSeed(stops).feedback()).contains("stopped after stage 1");
    assertThat(ended(direct.assay().put(direct.seed(), Tasks.trial())).toString())
        .contains("not in a cascade");
  }

  @Test
  void put_evaluatorThatStartsTheProgram_withFilesBesideIt_works() {
    Task task =
        task(
            """
            import os, subprocess, sys
            from numbers_to_try import NUMBERS

            def evaluate(program_path):
                here = os.path.dirname(os.path.abspath(__file__))
                text = open(os.path.join(here, "data", "factor.txt")).read()
                code = open(program_path).read() + "\\nprint(sum(f(n) for n in %r))" % NUMBERS
                open("scratch.py", "w").write(code)
                done = subprocess.run([sys.executable, "scratch.py"], capture_output=True, text=True)
                return {"combined_score": float(done.stdout) * float(text)}
            """,
            "", Map.of("numbers_to_try.py", "NUMBERS = [1, 2]\n", "data/factor.txt", "10"));

    assertThat(ofSeed(task).value()).isEqualTo(30);
  }

  @Test
  void put_evaluatorThatRaises_isACrashThatSaysSo() {
    Task task = task("def evaluate(program_path):\n    return load(program_path).g(1)\n");

    assertThat(ended(task.assay().put(task.seed(), Tasks.trial())).toString())
        .contains("the evaluator failed", "AttributeError");
  }

  @Test
  void put_programThatNeverEnds_isKilledInTime() {
    Task task =
        task(
            "def evaluate(program_path):\n    return {'a': load(program_path).f(1)}\n",
            "evaluator: {timeout: 1.5}\n",
            Map.of());
    Candidate endless = Candidate.of("initial_program.py", "while True: pass\n");

    assertThat(ended(task.assay().put(endless, Tasks.trial())))
        .isEqualTo(new Outcome.TimedOut(1_500));
  }

  @Test
  void put_programThatForgesItsScore_canDoSo_butOnlyForItself() {
    Task task =
        task(
            "def evaluate(program_path):\n    return {'combined_score': load(program_path).f(1)}\n");
    Candidate forger =
        Candidate.of(
            "initial_program.py",
            """
            import json, os
            with open(os.path.join(os.environ["OUT"], "answer.json"), "w") as out:
                json.dump({"metrics": {"combined_score": 999.0}}, out)
            for place in ("task/evaluator.py", "pawl_openevolve.py"):
                try:
                    open(os.path.join("/candidate", place), "a").write("broken")
                    raise RuntimeError("wrote " + place)
                except OSError:
                    pass
            os._exit(0)
            """);

    assertThat(worth(task.assay().put(forger, Tasks.trial())).value()).isEqualTo(999);
    assertThat(task.lacks()).singleElement().asString().contains("forged scores");
    assertThat(ofSeed(task).value()).isEqualTo(1);
  }

  @Test
  void read_honoursTheKeysOfItsConfiguration_andNamesTheOthers() {
    Task task =
        task(
            "def evaluate(program_path):\n    return {'a': 1}\n",
            """
            max_iterations: 42
            max_code_length: 99
            language: python
            llm: {primary_model: some-model, temperature: 0.7}
            prompt: {system_message: "Make f larger.", num_top_programs: 3}
            database:
              num_islands: 3
              migration_interval: 20
              feature_dimensions: [complexity, speed]
              feature_bins: {complexity: 5, speed: 4}
            """,
            Map.of());

    assertThat(task.tickets()).isEqualTo(42);
    assertThat(task.charactersMax()).isEqualTo(99);
    assertThat(task.about()).isEqualTo("Make f larger.");
    assertThat(task.archive().islands()).isEqualTo(3);
    assertThat(task.archive().every()).isEqualTo(20);
    assertThat(task.traits())
        .extracting(t -> t.axis().name())
        .containsExactly("complexity", "speed");
    assertThat(task.traits().get(1).axis().edges()).containsExactly(0.25, 0.5, 0.75);
    assertThat(task.notes())
        .anyMatch(n -> n.contains("without effect here: llm, prompt.num_top_programs"));
    assertThat(task.surface().violation(Candidate.of("initial_program.py", "f = 1\n"))).isPresent();
  }

  @Test
  void read_folderThatIsNoSuchTask_saysWhatIsMissing() throws Exception {
    Files.writeString(folder.resolve("initial_program.py"), PROGRAM);

    assertThatThrownBy(() -> OpenEvolve.read(folder, Tasks.MACHINE, Weakness.REFUSED))
        .hasMessageContaining("has no evaluator.py");
  }
}
