package dev.pawl.labs.programs.task;

import dev.pawl.jail.Bytes;
import dev.pawl.jail.Restrictions;
import dev.pawl.labs.programs.Evaluator;
import dev.pawl.labs.programs.task.JsonEvaluator.Sight;
import dev.pawl.study.Section;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the section `evaluator` of a task.
final class EvaluatorSection {

  /// What a Python of ours does while it waits.
  static final String AHEAD = "pawl_ahead.py";

  private static final String SHIM = "pawl_evaluator.py";
  private static final List<String> KINDS = List.of("python", "java", "class", "command");

  /// Half a minute, a GiB, and answers of 16 MiB.
  private static final Restrictions LIMITS =
      Restrictions.DEFAULT
          .withTime(Duration.ofSeconds(30), Duration.ofSeconds(30))
          .withMemory(1L << 30, 64)
          .withOutput(16 << 20, 64L << 20, 64, 4 << 20);

  private final Section section;
  private final Path folder;
  private final Workshop workshop;
  private final Set<Sight> sees = EnumSet.noneOf(Sight.class);

  EvaluatorSection(Section section, Path folder, Workshop workshop) {
    this.section = section;
    this.folder = folder;
    this.workshop = workshop;
  }

  /// Its own files: by default all of the task but the program and `task.yaml`.
  SortedMap<String, Bytes> files(Path program) {
    List<String> globs = section.texts("files", List.of("**"));
    List<PathMatcher> wanted =
        globs.stream().map(g -> FileSystems.getDefault().getPathMatcher("glob:" + g)).toList();
    try {
      return Folder.read(
          folder,
          path ->
              !path.equals(TaskFile.NAME)
                  && !folder.resolve(path).toAbsolutePath().normalize().startsWith(program)
                  && (isEntry(path) || wanted.stream().anyMatch(m -> m.matches(Path.of(path)))));
    } catch (IllegalArgumentException e) {
      section.problem("files", String.valueOf(e.getMessage()));
      return new TreeMap<>();
    }
  }

  private boolean isEntry(String path) {
    return section.text("python", "").equals(path) || section.text("java", "").equals(path);
  }

  /// The evaluator; null if there is none, which is then a problem of the section.
  @Nullable Evaluator evaluator(SortedMap<String, Bytes> files) {
    List<String> kinds = KINDS.stream().filter(section::has).toList();
    for (String sight : section.texts("sees", List.of())) {
      switch (sight) {
        case "files" -> sees.add(Sight.FILES);
        case "time" -> sees.add(Sight.TIME);
        default -> section.problem("sees", "has '%s'; known are files and time".formatted(sight));
      }
    }
    Restrictions limits = LimitsSection.of(section.section("limits"), LIMITS);
    List<Path> readable = TaskFile.readable(section);
    if (kinds.size() != 1) {
      section.problem(
          kinds.isEmpty() ? "python" : kinds.getLast(),
          "is one of %s, exactly one of which must be there; found %s"
              .formatted(KINDS, kinds.isEmpty() ? "none" : kinds));
      return null;
    }
    return switch (kinds.getFirst()) {
      case "python" -> python(files, limits, readable);
      case "command" ->
          new JsonEvaluator(
              workshop, TaskFile.words(section, "command"), files, readable, limits, sees);
      case "java" -> java();
      default -> shipped();
    };
  }

  private @Nullable Evaluator python(
      SortedMap<String, Bytes> files, Restrictions limits, List<Path> readable) {
    String name = section.text("python", "");
    if (!files.containsKey(name)) {
      section.problem("python", "names %s, which is no file of the task".formatted(name));
      return null;
    }
    SortedMap<String, Bytes> all = new TreeMap<>(files);
    for (String each : List.of(SHIM, AHEAD)) {
      all.put(each, Folder.resource(each));
    }
    return new JsonEvaluator(
        workshop, List.of("python3", "-B", SHIM, name), all, readable, limits, sees);
  }

  private @Nullable Evaluator java() {
    Path source = section.path("java", "Evaluator.java");
    if (!Files.isRegularFile(source)) {
      section.problem("java", "names %s, which is no file".formatted(source));
      return null;
    }
    try {
      return JavaEvaluators.compile(source, section.section("options"));
    } catch (IllegalArgumentException e) {
      section.problem("java", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable Evaluator shipped() {
    try {
      return JavaEvaluators.shipped(section.text("class", ""), section.section("options"));
    } catch (IllegalArgumentException e) {
      section.problem("class", String.valueOf(e.getMessage()));
      return null;
    }
  }

  /// Guarantees that scores of this evaluator cannot have.
  List<String> lacks() {
    return sees.contains(Sight.TIME)
        ? List.of("the same score twice: the evaluator sees how long runs took")
        : List.of();
  }

  /// What its user should know.
  List<String> notes() {
    return section.has("java")
        ? List.of(
            "the evaluator %s runs in Pawl's own process, with its rights"
                .formatted(section.text("java", "")))
        : List.of();
  }
}
