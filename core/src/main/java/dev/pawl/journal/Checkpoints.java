package dev.pawl.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Folds the write-ahead log into the file now and then, so that it stays small. SQLite would do
/// this by itself, but keep silent about errors.
final class Checkpoints {

  /// Enough that pages written often are folded in once.
  private static final int COMMITS = 64;

  private static final long BYTES = 8 << 20;

  /// From here on a checkpoint waits for readers, a second at most, and empties the log. A reader
  /// that holds on to one snapshot can make it grow on, but not stop the writer.
  private static final long LOG_BYTES_MAX = 32 << 20;

  private final Path log;
  private final Connection connection;
  private int commits;
  private long bytes;

  Checkpoints(Path file, Connection connection) {
    log = Path.of(file + "-wal");
    this.connection = connection;
  }

  /// Tells that a commit has written `written` bytes.
  void committed(long written) throws SQLException, IOException {
    commits++;
    bytes += written;
    if (commits < COMMITS && bytes < BYTES) {
      return;
    }
    commits = 0;
    bytes = 0;
    boolean large = Files.size(log) > LOG_BYTES_MAX;
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(%s)".formatted(large ? "TRUNCATE" : "PASSIVE"));
    }
  }
}
