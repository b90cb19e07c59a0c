package dev.pawl.labs.programs.task;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.Candidate;
import dev.pawl.jail.Weakness;
import dev.pawl.labs.programs.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Writes tasks into folders, and opens the jail of this machine for them.
public final class Tasks {

  public static final Machine MACHINE = Machine.ofThisProcess();

  private Tasks() {}

  /// Skips the test where programs cannot be jailed, or there is no Python that the jail can read.
  public static void needsJailAndPython() {
    try {
      new Workshop(MACHINE, Weakness.REFUSED, Optional.empty()).python();
    } catch (MachineFault e) {
      assumeTrue(false, "programs cannot run here: " + e.getMessage());
    }
  }

  /// Skips the test where programs cannot be jailed.
  public static void needsJail() {
    try {
      new Workshop(MACHINE, Weakness.REFUSED, Optional.empty()).walls();
    } catch (MachineFault e) {
      assumeTrue(false, "programs cannot run here: " + e.getMessage());
    }
  }

  /// A folder with these files.
  public static Path folder(Path at, Map<String, String> files) {
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = at.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      return at;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The task in a folder with these files.
  public static Task read(Path at, Map<String, String> files) {
    return TaskFile.read(folder(at, files), MACHINE, Weakness.REFUSED);
  }

  /// What comes of a program with one file in the first trial.
  public static Assay.Result put(Task task, String path, String text) {
    return task.assay().put(Candidate.of(path, text), trial());
  }

  public static Trial trial() {
    return new Trial("main", Trial.Split.SEARCH, 0, 7);
  }
}
