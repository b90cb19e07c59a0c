package dev.pawl.journal;

import dev.pawl.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The statements that write a journal, prepared once. They are closed with their connection.
final class Inserts {

  private final PreparedStatement event;
  private final PreparedStatement blob;
  private final PreparedStatement timing;
  private final PreparedStatement session;

  Inserts(Connection connection) throws SQLException {
    event =
        connection.prepareStatement(
            "INSERT INTO event (number, type, body, hash) VALUES (?, ?, ?, ?)");
    blob = connection.prepareStatement("INSERT INTO blob (number, hash, bytes) VALUES (?, ?, ?)");
    timing =
        connection.prepareStatement(
            """
            INSERT INTO timing (ticket, ended_millis, wall_nanos, cpu_nanos) VALUES (?, ?, ?, ?)
            ON CONFLICT (ticket) DO UPDATE SET ended_millis = excluded.ended_millis,
              wall_nanos = excluded.wall_nanos, cpu_nanos = excluded.cpu_nanos\
            """);
    session =
        connection.prepareStatement(
            """
            INSERT INTO session (number, started_millis, ended_millis, reason, cpu_millis, machine)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET started_millis = excluded.started_millis,
              ended_millis = excluded.ended_millis, reason = excluded.reason,
              cpu_millis = excluded.cpu_millis, machine = excluded.machine\
            """);
  }

  void events(List<Row> rows) throws SQLException {
    for (Row row : rows) {
      event.setLong(1, row.number());
      event.setString(2, row.type());
      event.setString(3, row.json());
      event.setBytes(4, row.hash().bytes());
      event.addBatch();
    }
    event.executeBatch();
  }

  /// Blobs that are not there yet, under numbers from `first` on.
  void blobs(long first, Map<Hash, byte[]> blobs) throws SQLException {
    long number = first;
    for (Map.Entry<Hash, byte[]> entry : blobs.entrySet()) {
      blob.setLong(1, number++);
      blob.setBytes(2, entry.getKey().bytes());
      blob.setBytes(3, entry.getValue());
      blob.addBatch();
    }
    blob.executeBatch();
  }

  void timings(List<Timing> timings) throws SQLException {
    for (Timing time : timings) {
      timing.setLong(1, time.ticket());
      timing.setLong(2, time.endedMillis());
      timing.setLong(3, time.wallNanos());
      timing.setLong(4, time.cpuNanos());
      timing.addBatch();
    }
    timing.executeBatch();
  }

  void session(Session values) throws SQLException {
    session.setInt(1, values.number());
    session.setLong(2, values.startedMillis());
    session.setLong(3, values.endedMillis());
    session.setString(4, values.reason());
    session.setLong(5, values.cpuMillis());
    session.setString(6, values.machine());
    session.executeUpdate();
  }
}
