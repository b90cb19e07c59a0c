package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Restrictions;
import dev.pawl.labs.programs.Surface;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the folders of other systems have in common: one initial program, one evaluator in Python,
/// perhaps a configuration.
///
/// @param program the file name of the initial program
/// @param files of the folder, by relative path
record PeerTask(Path folder, String program, SortedMap<String, Bytes> files) {

  /// Why a score is worth less where the evaluator imports the candidate.
  static final String FORGEABLE =
      "a guard against forged scores: its evaluator runs in the candidate's jail, as the format asks; a candidate can forge its own score, and nothing else";

  private static final List<String> LEFT_BY_RUNS =
      List.of("openevolve_output", "results", "checkpoints", "shinka_results");

  private static final Map<String, String> LANGUAGES =
      Map.ofEntries(
          Map.entry("py", "python"),
          Map.entry("java", "java"),
          Map.entry("js", "javascript"),
          Map.entry("ts", "typescript"),
          Map.entry("rs", "rust"),
          Map.entry("go", "go"),
          Map.entry("cpp", "cpp"),
          Map.entry("c", "c"),
          Map.entry("jl", "julia"),
          Map.entry("r", "r"),
          Map.entry("f90", "fortran"),
          Map.entry("swift", "swift"));

  /// The folder, if its initial program can be told by `stem`.
  ///
  /// @param evaluator the name of the evaluator
  /// @throws IllegalArgumentException that says what is missing
  static PeerTask of(Path folder, String stem, String evaluator) {
    List<String> programs = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(Files::isRegularFile)
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.startsWith(stem + "."))
          .sorted()
          .forEach(programs::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
    if (programs.size() != 1) {
      throw new IllegalArgumentException(
          "%s has the initial programs %s; exactly one file named %s.EXT is expected"
              .formatted(folder, programs, stem));
    }
    if (!Files.isRegularFile(folder.resolve(evaluator))) {
      throw new IllegalArgumentException(
          "%s has no %s; that is the evaluator of such a task".formatted(folder, evaluator));
    }
    SortedMap<String, Bytes> files =
        Folder.read(folder, path -> !LEFT_BY_RUNS.contains(Path.of(path).getName(0).toString()));
    return new PeerTask(folder, programs.getFirst(), files);
  }

  Candidate seed() {
    Bytes text = files.getOrDefault(program, Bytes.NONE);
    return Candidate.of(program, Folder.text(program, text));
  }

  String language() {
    return LANGUAGES.getOrDefault(program.substring(program.lastIndexOf('.') + 1), "");
  }

  String name() {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return last == null ? "task" : last.toString();
  }

  /// The assay that `script` carries out.
  ///
  /// @param arguments of the script, behind evaluator and program
  Together together(
      Workshop workshop,
      Peer peer,
      String script,
      String evaluator,
      List<String> modules,
      List<String> arguments,
      Restrictions restrictions) {
    SortedMap<String, Bytes> all = new TreeMap<>();
    files.forEach((path, bytes) -> all.put("task/" + path, bytes));
    for (String each : List.of(script, EvaluatorSection.AHEAD)) {
      all.put(each, Folder.resource(each));
    }
    modules.forEach(module -> all.put("modules/" + module, Folder.resource("modules/" + module)));
    List<String> command = new ArrayList<>();
    command.addAll(List.of("python3", "-B", script, "task/" + evaluator, program));
    command.addAll(arguments);
    return new Together(workshop, peer, command, all, restrictions);
  }

  /// Room for evaluators that use numerical libraries.
  static Restrictions restrictions(Duration wall, long memoryMib) {
    return Restrictions.DEFAULT
        .withTime(wall, wall.multipliedBy(2))
        .withMemory(memoryMib << 20, 256)
        .withOutput(1 << 20, 256L << 20, 64, 4 << 20);
  }

  Surface surface() {
    return Surface.of(seed(), List.of(program));
  }
}
