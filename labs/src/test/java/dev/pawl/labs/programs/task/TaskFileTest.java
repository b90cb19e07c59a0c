package dev.pawl.labs.programs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.study.StudyException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFileTest {

  private static final String TARGET = "dev.pawl.labs.programs.evolution.Target";

  @TempDir Path folder;

  private Task read(String yaml, Map<String, String> more) {
    Map<String, String> files = new HashMap<>(Map.of("program/a.txt", "x = 3\n"));
    files.putAll(more);
    files.put("task.yaml", yaml);
    return Tasks.read(folder, files);
  }

  private List<String> problems(String yaml, Map<String, String> more) {
    StudyException e = catchThrowableOfType(StudyException.class, () -> read(yaml, more));
    assertThat(e).as(yaml).isNotNull();
    return e.problems();
  }

  @Test
  void read_shortestTask_hasDefaults() {
    Task task = read("evaluator: {class: %s}\n".formatted(TARGET), Map.of());

    assertThat(task.seed().files()).containsEntry("a.txt", "x = 3\n");
    assertThat(task.stages()).extracting(Stage::name).containsExactly("main");
    assertThat(task.archive().kind()).isEqualTo(ArchivePlan.Kind.OPEN_ENDED);
    assertThat(task.lacks()).isEmpty();
  }

  @Test
  void read_everything_isUnderstood() {
    Task task =
        read(
            """
            name: near
            about: Come near.
            program: program
            edit: ["*.txt"]
            run: sh a.txt --loud
            evaluator: {class: %s, options: {target: 9, noise: 2}}
            goal: minimise
            bounds: {min: 0, max: 10}
            stages:
              quick: {trials: 1, threshold: 5}
              main: {trials: 3}
            across: median
            seeds: fresh
            select: {trials: 4}
            failures: judge
            traits:
              length: {}
              x: {min: 0, max: 8, bins: 4}
              y: {edges: [1, 10, 100]}
            archive: {kind: map-elites, islands: 2, every: 10, migrants: 1}
            tickets: 55
            characters-max: 1000
            language: sh
            limits: {wall: 2s, memory-mib: 64, processes: 8}
            """
                .formatted(TARGET),
            Map.of());

    assertThat(task.name()).isEqualTo("near");
    assertThat(task.stages()).extracting(Stage::trials).containsExactly(1, 3);
    assertThat(task.objective().bounds().min()).isEqualTo(-10);
    assertThat(task.traits())
        .extracting(Trait::kind)
        .containsExactly(Trait.Kind.LENGTH, Trait.Kind.DECLARED, Trait.Kind.DECLARED);
    assertThat(task.traits().get(1).axis().edges()).containsExactly(2.0, 4.0, 6.0);
    assertThat(task.across()).isEqualTo(Task.Across.MEDIAN);
    assertThat(task.fresh()).isTrue();
    assertThat(task.archive().islands()).isEqualTo(2);
    assertThat(task.tickets()).isEqualTo(55);
  }

  @Test
  void read_everyMistake_isExplainedAtOnce() {
    assertThat(
            problems(
                """
                program: nowhere
                evaluator: {python: none.py}
                goal: better
                bounds: {min: 3, max: 1}
                stages: {main: {trials: 0}}
                tikets: 3
                """,
                Map.of()))
        .anyMatch(p -> p.contains("task.yaml:1:10: program is") && p.contains("does not exist"))
        .anyMatch(p -> p.contains("evaluator.python names none.py, which is no file of the task"))
        .anyMatch(p -> p.contains("goal is better; it must be one of maximise, minimise"))
        .anyMatch(p -> p.contains("bounds.max is 1.0; it must be greater than min"))
        .anyMatch(p -> p.contains("stages.main.trials is 0"))
        .anyMatch(p -> p.contains("unknown key tikets; did you mean tickets?"));
  }

  @Test
  void read_evaluatorsThatAreWrong_areExplained() {
    assertThat(problems("evaluator: {}\n", Map.of()))
        .anyMatch(p -> p.contains("exactly one of which must be there; found none"));
    assertThat(problems("evaluator: {class: no.Such}\n", Map.of()))
        .anyMatch(p -> p.contains("names the class no.Such, which does not exist"));
    assertThat(problems("evaluator: {class: java.lang.String}\n", Map.of()))
        .anyMatch(p -> p.contains("does not implement"));
    assertThat(
            problems(
                "evaluator: {java: Judge.java}\n",
                Map.of("Judge.java", "public class Judge {\n  int x = \"a\";\n}\n")))
        .anyMatch(p -> p.contains("evaluator.java does not compile: line 2"));
    assertThat(
            problems("evaluator: {class: %s, options: {tarjet: 1}}\n".formatted(TARGET), Map.of()))
        .anyMatch(p -> p.contains("unknown key evaluator.options.tarjet; did you mean target?"));
  }

  @Test
  void read_archivesThatDoNotFit_areExplained() {
    String begin = "evaluator: {class: %s}\n".formatted(TARGET);

    assertThat(problems(begin + "archive: {kind: map-elites}\n", Map.of()))
        .anyMatch(p -> p.contains("the task declares no traits"));
    assertThat(problems(begin + "archive: {kind: pareto}\n", Map.of()))
        .anyMatch(p -> p.contains("objectives: {combine: pareto}"));
    assertThat(problems(begin + "traits: {x: {}}\n", Map.of()))
        .anyMatch(p -> p.contains("traits.x.edges is missing"));
    assertThat(
            problems(
                begin + "objectives: {combine: lexicographic, of: {a: {step: 1e-9}, b: {}}}\n",
                Map.of()))
        .anyMatch(p -> p.contains("a larger step"));
  }

  @Test
  void read_marksThatDoNotPair_areExplained() {
    assertThat(
            problems(
                "evaluator: {class: %s}\n".formatted(TARGET),
                Map.of("program/a.txt", "# EVOLVE-BLOCK-START\nx = 1\n")))
        .anyMatch(p -> p.contains("edit") && p.contains("EVOLVE-BLOCK-END is missing"));
  }

  @Test
  void hash_changesWithAnyFileOfTheTask() {
    String yaml = "evaluator: {class: %s, files: [\"*.csv\"]}\n".formatted(TARGET);
    Task before = read(yaml, Map.of("data.csv", "1"));
    Task other = read(yaml, Map.of("data.csv", "2"));
    Task third = read(yaml, Map.of("data.csv", "1", "program/a.txt", "x = 4\n"));

    assertThat(read(yaml, Map.of("data.csv", "1")).hash()).isEqualTo(before.hash());
    assertThat(other.hash()).isNotEqualTo(before.hash());
    assertThat(third.hash()).isNotEqualTo(before.hash());
  }
}
