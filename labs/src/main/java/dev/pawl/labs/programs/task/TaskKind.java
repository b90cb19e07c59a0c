package dev.pawl.labs.programs.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Whose format the folder of a task has.
public enum TaskKind {
  /// Ours.
  TASK("task", TaskFile.NAME),
  /// That of OpenEvolve.
  OPENEVOLVE("openevolve", "evaluator.py"),
  /// That of ShinkaEvolve.
  SHINKA("shinka", "evaluate.py");

  private final String key;
  private final String file;

  TaskKind(String key, String file) {
    this.key = key;
    this.file = file;
  }

  /// The key of the section `programs` that names such a folder.
  public String key() {
    return key;
  }

  /// What kind `folder` is, by the file that each must have; ours where it could be several.
  public static Optional<TaskKind> of(Path folder) {
    for (TaskKind kind : values()) {
      if (Files.isRegularFile(folder.resolve(kind.file))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
