package dev.pawl.cli.mcp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The commands of `pawl`, as the server uses them.
public interface Commands {

  /// Runs a command with `--json` and returns what it said.
  Said run(List<String> arguments);

  /// Starts a command as a process of its own that outlives the server.
  ///
  /// @param log where it writes what a terminal would show
  Process start(List<String> arguments, Path log) throws IOException;

  /// What a command said.
  ///
  /// @param json one JSON object
  record Said(int exitCode, String json) {

    /// Whether it did what it was asked.
    public boolean isOk() {
      return exitCode == 0;
    }
  }
}
