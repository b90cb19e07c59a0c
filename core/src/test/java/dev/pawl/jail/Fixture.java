package dev.pawl.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One attack: a file named `NUMBER-WHAT.VERDICT.sh` or `.calls`. The number is that of the attack
/// in `docs/safety.md`; the verdict is one of
///
/// - `blocked`: the program runs to its end and finds every way closed. A script prints a line with
///   `BREACH` for each that was open; a list of system calls must be refused line by line.
/// - `exited`, `timed-out`, `over-limit`, `refused`, `tried-to-escape`: how it ends.
///
/// One that says `control` is run without a jail, too, where it must find a breach: so it is known
/// to be an attack.
record Fixture(String name, String verdict, String kind, String text) {

  static List<Fixture> all() throws IOException {
    Path folder =
        Path.of(Optional.ofNullable(Fixture.class.getResource("redteam")).orElseThrow().getPath());
    List<Fixture> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String[] parts = file.getFileName().toString().split("\\.", -1);
        all.add(new Fixture(parts[0], parts[1], parts[2], Files.readString(file)));
      }
    }
    return all;
  }

  /// Whether the fixture has a line with this remark.
  boolean says(String remark) {
    return text.lines().anyMatch(line -> line.equals("# " + remark));
  }

  Job job(Map<String, String> knowledge, Path javaHome, Processor processor) {
    if (kind.equals("sh")) {
      return JailsForTests.script(text).in(knowledge);
    }
    ProbeJob probe = new ProbeJob(javaHome, processor);
    for (String line : calls()) {
      String[] words = fill(line, knowledge).split(" +", -1);
      String[] arguments = List.of(words).subList(2, words.length).toArray(String[]::new);
      probe.call(words[0], SystemCall.valueOf(words[1]), arguments);
    }
    return probe.job().in(knowledge);
  }

  /// What was not closed, if anything.
  @Nullable String breach(Ran ran, Processor processor) {
    if (kind.equals("sh")) {
      return ran.stdout()
          .text()
          .lines()
          .filter(line -> line.contains("BREACH"))
          .findFirst()
          .orElse(null);
    }
    Map<String, Integer> answers = ProbeJob.answers(ran);
    for (String line : calls()) {
      String[] words = line.split(" +", -1);
      boolean exists = SystemCall.valueOf(words[1]).number(processor) >= 0;
      if (exists && answers.getOrDefault(words[0], 0) == 0) {
        return line + (answers.containsKey(words[0]) ? " was allowed" : " was not answered");
      }
    }
    return null;
  }

  private List<String> calls() {
    return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
  }

  private static String fill(String line, Map<String, String> knowledge) {
    String filled = line;
    for (Map.Entry<String, String> each : knowledge.entrySet()) {
      filled = filled.replace("$" + each.getKey(), each.getValue());
    }
    return filled;
  }

  @Override
  public String toString() {
    return name + "." + verdict;
  }
}
