package dev.pawl.labs.programs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.task.Assay.Result;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A candidate in the real jail, judged by a Python evaluator in a jail of its own.
class ApartTest {

  private static final String TASK =
      """
      run: python3 main.py
      evaluator:
        python: evaluator.py
      limits: {wall: 8s}
      """;

  /// Doubling: each case hides the right answer, the score is the share of right ones.
  private static final String EVALUATOR =
      """
      import random

      SECRET = 4711

      def cases(seed):
          draw = random.Random(seed)
          numbers = [draw.randrange(10**6) for _ in range(3)]
          return [case(stdin=str(n), hidden=2 * n, name="double %d" % n) for n in numbers]

      def judge(cases, runs):
          right = [run["stdout"].strip() == str(c["hidden"]) for c, run in zip(cases, runs)]
          return {"value": sum(right) / len(right), "tasks": [float(r) for r in right],
                  "feedback": "%d right" % sum(right)}
      """;

  private static final String RIGHT = "print(2 * int(input()))\n";

  @TempDir Path folder;

  @BeforeEach
  void needsJail() {
    Tasks.needsJailAndPython();
  }

  private Task task(String evaluator) {
    return Tasks.read(
        folder, Map.of("task.yaml", TASK, "evaluator.py", evaluator, "program/main.py", RIGHT));
  }

  private static double value(Result result) {
    assertThat(result).isInstanceOf(Result.Judged.class);
    return ((Result.Judged) result).worth().value();
  }

  private static String crash(Result result) {
    assertThat(result).isInstanceOf(Result.Ended.class);
    Outcome outcome = ((Result.Ended) result).outcome();
    assertThat(outcome).isInstanceOf(Outcome.Crashed.class);
    return ((Outcome.Crashed) outcome).reason();
  }

  @Test
  void put_programThatIsRight_isJudgedByWhatCameBack() {
    Result result = Tasks.put(task(EVALUATOR), "main.py", RIGHT);

    assertThat(value(result)).isEqualTo(1);
    assertThat(((Result.Judged) result).worth().tasks()).containsExactly(1.0, 1.0, 1.0);
    assertThat(((Result.Judged) result).worth().feedback()).isEqualTo("3 right");
  }

  @Test
  void put_twice_isTheSame() {
    Task task = task(EVALUATOR);

    assertThat(Tasks.put(task, "main.py", "print(int(input()) & -2)"))
        .isEqualTo(Tasks.put(task, "main.py", "print(int(input()) & -2)"));
  }

  @Test
  void put_programThatPrintsAScore_getsNothingForIt() {
    String cheat = "print('{\"value\": 999, \"tasks\": [1, 1, 1]}')\n";

    assertThat(value(Tasks.put(task(EVALUATOR), "main.py", cheat))).isEqualTo(0);
  }

  @Test
  void put_programThatWritesScoresAtItsExit_getsNothingForIt() {
    String cheat =
        """
        import atexit, json, os

        def forge():
            for name in ("metrics.json", "correct.json", "answer.json", "score"):
                for place in (os.environ["OUT"], os.environ["TMPDIR"]):
                    with open(os.path.join(place, name), "w") as out:
                        json.dump({"combined_score": 999.0, "value": 999, "correct": True}, out)

        atexit.register(forge)
        """;

    assertThat(value(Tasks.put(task(EVALUATOR), "main.py", cheat))).isEqualTo(0);
  }

  @Test
  void put_programThatLooksForTheEvaluator_findsNoneOfItsFiles() {
    String cheat =
        """
        import os
        for root, folders, files in os.walk("/"):
            if root == "/":
                for system in ("proc", "sys", "usr", "lib", "lib32", "lib64", "bin", "sbin", "dev"):
                    if system in folders:
                        folders.remove(system)
            for name in files:
                try:
                    text = open(os.path.join(root, name)).read()
                except Exception:
                    continue
                if "SECRET = " + "4711" in text:
                    raise SystemExit("found " + os.path.join(root, name))
        """;

    assertThat(value(Tasks.put(task(EVALUATOR), "main.py", cheat))).isEqualTo(0);
  }

  @Test
  void put_programThatNeverEnds_timesOut() {
    Task task =
        Tasks.read(
            folder,
            Map.of(
                "task.yaml", TASK.replace("wall: 8s", "wall: 500ms"),
                "evaluator.py", EVALUATOR,
                "program/main.py", RIGHT));

    Result result = Tasks.put(task, "main.py", "while True: pass\n");

    assertThat(result).isEqualTo(new Result.Ended(new Outcome.TimedOut(500)));
  }

  @Test
  void put_programThatBreaks_saysWhere() {
    String reason = crash(Tasks.put(task(EVALUATOR), "main.py", "print(1 / 0)\n"));

    assertThat(reason).contains("ended with exit code 1", "ZeroDivisionError", "line 1");
  }

  @Test
  void put_programOfSeveralFiles_runsWithAllOfThem() {
    Task task =
        Tasks.read(
            folder,
            Map.of(
                "task.yaml",
                TASK + "edit: [lib/*.py]\n",
                "evaluator.py",
                EVALUATOR,
                "program/main.py",
                "from lib.double import f\nprint(f(int(input())))\n",
                "program/lib/double.py",
                "def f(n):\n    return n\n"));
    Map<String, String> files = new TreeMap<>(task.seed().files());
    files.put("lib/double.py", "from lib.two import TWO\ndef f(n):\n    return TWO * n\n");
    files.put("lib/two.py", "TWO = 2\n");

    assertThat(task.surface().violation(Candidate.of(files))).isEmpty();
    assertThat(value(task.assay().put(Candidate.of(files), Tasks.trial()))).isEqualTo(1);
  }

  @Test
  void put_evaluatorThatFindsItInvalid_saysWhy() {
    String evaluator = "def judge(cases, runs):\n    return {'invalid': 'circles overlap'}\n";

    assertThat(crash(Tasks.put(task(evaluator), "main.py", "print(1)")))
        .isEqualTo("invalid: circles overlap");
  }

  @Test
  void put_evaluatorThatGivesNaN_isAnInvalidCandidate() {
    String evaluator = "def judge(cases, runs):\n    return float('nan')\n";

    assertThat(crash(Tasks.put(task(evaluator), "main.py", "print(1)"))).contains("not finite");
  }

  @Test
  void put_evaluatorThatPrints_isStillUnderstood() {
    String evaluator = "print('hello')\ndef judge(cases, runs):\n    print(runs)\n    return 1\n";

    assertThat(value(Tasks.put(task(evaluator), "main.py", "print(1)"))).isEqualTo(1);
  }

  @Test
  void put_evaluatorsThatAreWrong_areExplained() {
    Map<String, String> wrong =
        Map.of(
            "def judge(cases, runs):\n    return 'good'\n", "an object is expected",
            "def judge(cases, runs):\n    return None\n", "returned None",
            "def judge(cases, runs):\n    return {'score': 1}\n", "has a key 'score'; known are",
            "def judge(cases, runs):\n    return {'value': 'high'}\n", "a number is expected",
            "def judge(cases, runs, mood):\n    return 1\n", "has a parameter mood; known are",
            "def judge(cases, runs):\n    return 1 / 0\n", "ZeroDivisionError",
            "def cases(seed):\n    return []\n", "gave 0 cases",
            "def cases(seed):\n    return [1]\n", "case 1 is '1'; an object is expected",
            "x = 1\n", "has no function judge",
            "import os\nos._exit(0)\n", "printed nothing");

    wrong.forEach((evaluator, expected) ->
        assertThatThrownBy(() -> Tasks.put(task(evaluator), "main.py", "print(1)"))
            .as(evaluator)
            .isInstanceOf(EvaluatorException.class)
            .hasMessageContaining(expected));
  }
}
