package dev.pawl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Goes through all commands once, on a small run in a temporary folder, so that the launcher's
/// start cache knows the classes that they need. Prints nothing but errors.
public final class Rehearsal {

  private Rehearsal() {}

  /// Runs the rehearsal.
  public static void main(String[] args) throws IOException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Path folder = Files.createTempDirectory("pawl-rehearsal");
    try {
      for (List<String> play : plays(folder)) {
        int code = Pawl.run(play, nowhere, nowhere, false);
        if (code == Exit.INTERNAL) {
          throw new IllegalStateException("rehearsal failed at " + play);
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static List<List<String>> plays(Path folder) {
    List<List<String>> plays = new ArrayList<>();
    plays.add(List.of("--help"));
    plays.add(List.of("--version"));
    plays.add(List.of("--help", "--json"));
    plays.add(List.of("no-such-command"));
    for (String name : Catalog.names()) {
      plays.add(List.of(name, "--help"));
      plays.add(List.of(name, "--no-such-option"));
    }
    plays.add(List.of("battle", "house:fang", "house:quire", "--rounds=20"));
    plays.add(List.of("battle", "house:fang", "house:quire", "--rounds=2", "--json"));
    plays.add(List.of("asm", "house:fang", "--json"));
    plays.add(List.of("hill", "house:sealed", "--challenger=house:fang", "--rounds=2"));
    String run = folder.resolve("run").toString();
    plays.add(
        List.of(
            "run",
            "--out=" + run,
            "--evaluations=90",
            "--set=redqueen.rounds=2",
            "--set=redqueen.tickets=40",
            "--set=redqueen.battles=4",
            "--set=redqueen.select-battles=1"));
    plays.add(List.of("list", "--runs=" + folder));
    plays.add(List.of("show", run));
    plays.add(List.of("show", run, "champion", "--json"));
    plays.add(List.of("steer", run, "annotate", "run", "rehearsed"));
    for (String command : List.of("verify", "replay", "report", "resume")) {
      plays.add(List.of(command, run));
    }
    String task = folder.resolve("task").toString();
    plays.add(List.of("new", task, "--language=java"));
    plays.add(List.of("export", run, "--format=csv", "--out=" + run + ".csv"));
    return plays;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
