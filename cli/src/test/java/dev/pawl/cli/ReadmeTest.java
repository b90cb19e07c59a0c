package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Types every command of the README's quick start, in its order, with less to do.
class ReadmeTest {

  private static final List<String> LESS =
      List.of(
          "--evaluations=30",
          "--set=redqueen.tickets=12",
          "--set=redqueen.battles=2",
          "--set=redqueen.select-battles=1",
          "--set=redqueen.core.cycles=2000");

  private static final List<String> LEARN_LESS =
      List.of(
          "--set=redqueen.tickets=20",
          "--set=redqueen.core.cycles=2000",
          "--set=redqueen.model.parameters=20000",
          "--set=redqueen.model.tokens=2000",
          "--set=redqueen.model.samples=2",
          "--set=redqueen.model.best-of=2");

  private static final List<String> SEARCH_LESS =
      List.of(
          "--set=squared.tasks=[markov]",
          "--set=squared.select=[markov@101]",
          "--set=squared.rungs=1",
          "--set=squared.candidates=5",
          "--set=squared.flops=2e9",
          "--set=squared.tuned=false",
          "--set=squared.sealed=[none]",
          "--set=squared.select-seeds=1");

  @TempDir Path folder;

  @Test
  void quickStart_everyCommand_works() throws IOException {
    boolean programsRun = TaskCommandsTest.programsRun();
    List<String> names = new ArrayList<>();
    for (String line : commands()) {
      List<String> words = new ArrayList<>(Arrays.asList(line.split("\\s+")));
      if (words.getFirst().equals("test") || (words.contains("sorting") && !programsRun)) {
        continue; // this is it; and what has no walls to run in, is not run
      }
      names.add(words.getFirst());
      Terminal answer = Terminal.type(here(words).toArray(String[]::new));
      assertThat(answer.exitCode()).as("pawl %s%n%s", line, answer.err()).isZero();
    }
    assertThat(names)
        .contains("run", "ascend", "model", "battle", "verify", "rerun", "resume", "--help");
    assertThat(names.contains("check")).isEqualTo(programsRun);
    Path run = folder.resolve("runs/redqueen-1");
    assertThat(run.resolve("report.html")).content().contains("redqueen-1");
    assertThat(run.resolve("champion.red")).content().contains("ORG ");
    assertThat(folder.resolve("fight.html")).isNotEmptyFile();
  }

  /// The same words, but in the test's folder and with less to do.
  private List<String> here(List<String> words) {
    List<String> typed = new ArrayList<>();
    for (String word : words) {
      boolean file = word.startsWith("runs/") || word.matches(".+\\.(html|safetensors)");
      typed.add(file ? folder.resolve(word).toString() : word.replace("500k", "3k"));
    }
    typed.replaceAll(word ->
        word.startsWith("studies/")
            ? studies().resolveSibling(word).toString()
            : word.equals("sorting") ? folder.resolve(word).toString() : word);
    String runs = "--runs=" + folder.resolve("runs");
    switch (words.getFirst()) {
      case "run" -> {
        String what = words.size() < 2 ? "" : words.get(1);
        if (what.endsWith("squared.yaml")) {
          typed.addAll(SEARCH_LESS);
        } else if (what.startsWith("-")) {
          typed.add(1, studies().resolve("redqueen.yaml").toString());
          typed.addAll(LESS);
        } else {
          typed.add("--evaluations=20");
        }
        typed.add(runs);
      }
      case "resume" -> {
        typed.add("--evaluations=40");
        typed.add(runs);
      }
      case "model" -> {
        if (words.get(1).equals("train")) {
          typed.add("--parameters=20k");
        } else if (words.get(1).equals("eval")) {
          typed.addAll(List.of("--seeds=1", "--best-of=2", "--battles=1"));
        }
        typed.add(runs);
      }
      case "ascend" -> {
        typed.add(1, studies().resolve("ascent.yaml").toString());
        typed.addAll(List.of("--arms=full,random", "--seeds=1", "--compute=5e8"));
        typed.addAll(LEARN_LESS);
        typed.add("--out=" + folder.resolve("ascent"));
      }
      case "verify", "rerun" -> typed.add(runs);
      default -> {}
    }
    return typed;
  }

  /// What stands behind `./pawl` in the indented lines.
  private static List<String> commands() throws IOException {
    List<String> commands =
        Files.readAllLines(studies().resolveSibling("README.md")).stream()
            .filter(line -> line.startsWith("    ./pawl "))
            .filter(
                line -> !line.contains(" DIR ") && !line.contains("://")) // what is the reader's
            .map(line -> line.strip().substring("./pawl ".length()).replaceFirst("\\s+#.*", ""))
            .toList();
    List<String> all = new ArrayList<>(commands);
    all.add("--help");
    return all;
  }

  private static Path studies() {
    return Path.of("..", "studies").toAbsolutePath().normalize();
  }
}
