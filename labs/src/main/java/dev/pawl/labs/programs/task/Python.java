package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Ending;
import dev.pawl.jail.Job;
import dev.pawl.jail.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A Python interpreter that programs in the jail can use.
///
/// What is called `python3` may be a script that chooses among several (pyenv) or an environment
/// that points to another installation; so it is asked where it really is, and whether the jail can
/// read that place is tried and not guessed.
///
/// @param executable the interpreter itself
/// @param readable what the jail must show beside the system: its installation and environment
/// @param version such as `3.11.7`
public record Python(Path executable, List<Path> readable, String version) {

  private static final String QUESTION =
      "import sys; print(sys.executable); print(sys.prefix); print(sys.base_prefix);"
          + " print('.'.join(map(str, sys.version_info[:3])))";
  private static final long ANSWER_SECONDS = 20;

  public Python {
    readable = List.copyOf(readable);
  }

  /// The wished one, or else the first on the search path that works in the jail.
  ///
  /// @param run runs a job in the jail
  /// @throws MachineFault that says what was tried, why it failed, and what to do
  static Python find(Machine machine, Optional<Path> wished, Function<Job, Ran> run) {
    List<String> tried = new ArrayList<>();
    for (Path candidate : wished.map(List::of).orElseGet(() -> onPath(machine.searchPath()))) {
      Optional<Python> found = ask(candidate);
      if (found.isEmpty()) {
        tried.add(candidate + " does not run");
        continue;
      }
      Optional<String> problem = problem(found.get(), run);
      if (problem.isEmpty()) {
        return found.get();
      }
      tried.add("%s (%s) %s".formatted(candidate, found.get().executable(), problem.get()));
    }
    throw new MachineFault(
        "no Python 3 that the jail can use: %s. The jail runs as a user without rights: install Python where every user can read it (apt-get install python3), or name one with `python:` in task.yaml"
            .formatted(tried.isEmpty() ? "there is none on the PATH" : String.join("; ", tried)));
  }

  private static Optional<String> problem(Python python, Function<Job, Ran> run) {
    for (Path path : python.readable()) {
      if (!Files.isReadable(path)) {
        return Optional.of("is installed in %s, which cannot be read".formatted(path));
      }
    }
    Job job =
        new Job(
            new TreeMap<>(),
            List.of(python.executable().toString(), "-c", "import json, sys; sys.exit(0)"),
            new TreeMap<>(),
            Bytes.NONE,
            python.readable(),
            Job.of(Candidate.of("empty", ""), "true").restrictions());
    try {
      Ran ran = run.apply(job);
      return ran.ending() instanceof Ending.Exited(int code) && code == 0
          ? Optional.empty()
          : Optional.of("cannot be read by the user of the jail (%s)".formatted(ran.ending()));
    } catch (MachineFault e) {
      return Optional.of("cannot be read by the user of the jail");
    }
  }

  private static Optional<Python> ask(Path candidate) {
    try {
      Process process =
          new ProcessBuilder(candidate.toString(), "-c", QUESTION)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String text =
          new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
      if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        return Optional.empty();
      }
      List<String> lines = text.lines().toList();
      Set<Path> readable = new LinkedHashSet<>();
      for (String prefix : lines.subList(1, 3)) {
        Path path = Path.of(prefix).normalize();
        if (!path.startsWith("/usr")) {
          readable.add(path);
        }
      }
      return Optional.of(new Python(Path.of(lines.get(0)), List.copyOf(readable), lines.get(3)));
    } catch (IOException | InvalidPathException | IndexOutOfBoundsException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static List<Path> onPath(String searchPath) {
    Set<Path> found = new LinkedHashSet<>();
    for (String folder : (searchPath + ":/usr/local/bin:/usr/bin").split(":", -1)) {
      if (folder.startsWith("/")) {
        Path path = Path.of(folder, "python3");
        if (Files.isExecutable(path)) {
          found.add(path);
        }
      }
    }
    return List.copyOf(found);
  }
}
