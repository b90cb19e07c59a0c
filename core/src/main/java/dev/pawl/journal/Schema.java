package dev.pawl.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables of a journal, and their version. A dozen statements over plain JDBC, which SQLite and
/// PostgreSQL both take, need no query builder; and an append-only format is versioned, not
/// migrated, so there is nothing for a migration tool to do.
final class Schema {

  /// What this program writes and reads.
  static final int VERSION = 4;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
          """
          CREATE TABLE event (
            number INTEGER PRIMARY KEY,
            type TEXT NOT NULL,
            body TEXT NOT NULL,
            hash BLOB NOT NULL)\
          """,
          "CREATE TABLE blob (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, bytes BLOB NOT NULL)",
          """
          CREATE TABLE timing (
            ticket INTEGER PRIMARY KEY,
            ended_millis INTEGER NOT NULL,
            wall_nanos INTEGER NOT NULL,
            cpu_nanos INTEGER NOT NULL)\
          """,
          """
          CREATE TABLE session (
            number INTEGER PRIMARY KEY,
            started_millis INTEGER NOT NULL,
            ended_millis INTEGER NOT NULL,
            reason TEXT NOT NULL,
            cpu_millis INTEGER NOT NULL,
            machine TEXT NOT NULL)\
          """,
          "INSERT INTO meta (name, value) VALUES ('schema', '" + VERSION + "')");

  private Schema() {}

  /// Creates the tables in one transaction.
  static void create(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  /// @throws JournalException if the tables are not those of a journal that this program knows
  static void check(Connection connection, Path file) throws SQLException {
    String version = version(connection, file);
    if (version.equals("" + VERSION)) {
      return;
    }
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw new JournalException(
          "journal %s has schema '%s'; expected %d: the file is damaged"
              .formatted(file, version, VERSION));
    }
    throw new JournalException(
        "journal %s has schema %s; this program knows only schema %d: use %s"
            .formatted(
                file,
                version,
                VERSION,
                Integer.parseInt(version) > VERSION ? "a newer one" : "the one that wrote it"));
  }

  private static String version(Connection connection, Path file) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT value FROM meta WHERE name = 'schema'");
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getString(1) : "";
    } catch (SQLException e) {
      throw new JournalException("%s is no journal: %s".formatted(file, e.getMessage()), e);
    }
  }
}
