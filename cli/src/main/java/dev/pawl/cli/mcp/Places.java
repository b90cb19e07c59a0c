package dev.pawl.cli.mcp;

import dev.pawl.cli.mcp.Arguments.Wrong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folders that were declared; nothing outside of them can be named.
///
/// @param runs where runs are kept
/// @param studies where studies and tasks are
record Places(Path runs, Path studies) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int LISTED_MAX = 200;

  /// The folder of a run that exists.
  Path run(String name) {
    Path folder = runs.resolve(checked(name));
    if (!Files.isRegularFile(folder.resolve("journal.db"))) {
      throw new Wrong("there is no run %s; list_runs names them".formatted(name));
    }
    return folder;
  }

  /// A folder for a new run.
  Path newRun(String name) {
    String stem = name.replaceAll("\\.ya?ml$", "").replaceAll("[^A-Za-z0-9_-]+", "-");
    for (int number = 1; ; number++) {
      Path folder = runs.resolve("%s-%d".formatted(stem, number));
      try {
        Files.createDirectories(runs);
        return Files.createDirectory(folder);
      } catch (java.nio.file.FileAlreadyExistsException e) {
        // The next number.
      } catch (IOException e) {
        throw new Wrong("cannot make a folder in %s: %s".formatted(runs, e.getMessage()));
      }
    }
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      throw new Wrong("'run' must be the name of a run, such as list_runs gives; no path");
    }
    return name;
  }

  /// A study file or the folder of a task, by its path below the declared folder.
  Path study(String relative) {
    try {
      Path root = studies.toRealPath();
      Path path = root.resolve(relative).normalize();
      if (!path.startsWith(root) || !Files.exists(path) || !path.toRealPath().startsWith(root)) {
        throw new Wrong(
            "there is no study or task %s; list_studies names them".formatted(relative));
      }
      return path;
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new Wrong("there is no study or task %s; list_studies names them".formatted(relative));
    }
  }

  /// The studies and tasks that there are, with their first comment or `about`.
  List<Listed> list() {
    List<Listed> found = new ArrayList<>();
    if (!Files.isDirectory(studies)) {
      return found;
    }
    try (Stream<Path> all = Files.walk(studies, 4)) {
      for (Path path : all.sorted().toList()) {
        String name = String.valueOf(path.getFileName());
        boolean isTask = name.equals("task.yaml");
        boolean isStudy = name.matches(".*\\.ya?ml") && !isTask && studies.equals(path.getParent());
        if ((isTask || isStudy) && found.size() < LISTED_MAX) {
          Path named = studies.relativize(isTask ? path.getParent() : path);
          found.add(new Listed(named.toString(), isTask ? "task" : "study", about(path)));
        }
      }
    } catch (IOException e) {
      throw new Wrong("cannot read %s: %s".formatted(studies, e.getMessage()));
    }
    return found;
  }

  /// A study or task.
  record Listed(String name, String kind, String about) {}

  private static String about(Path yaml) throws IOException {
    try (Stream<String> lines = Files.lines(yaml)) {
      Optional<String> line =
          lines.filter(each -> each.startsWith("#") || each.startsWith("about:")).findFirst();
      String text = line.orElse("").replaceFirst("^(#|about:)\\s*", "");
      return text.length() > 300 ? text.substring(0, 300) : text;
    }
  }
}
