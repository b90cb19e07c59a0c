package dev.pawl.cli;

import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The run that a command is about.
final class RunArgument {

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Name of a run or its beginning, its folder, or latest.")
  String name = "";

  @Mixin RunsOption runs = new RunsOption();

  RunDirectory find() {
    return RunDirectory.find(Path.of(runs.folder), name);
  }

  /// The journal of `run`, for reading.
  static Journal journal(RunDirectory run) {
    return SqliteJournal.openReadOnly(run.journal());
  }
}
