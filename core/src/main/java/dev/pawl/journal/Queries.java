package dev.pawl.journal;

import dev.pawl.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/// The statements that read a journal, prepared once. They are closed with their connection.
final class Queries {

  /// Events fetched at a time: no reader holds a snapshot for long, which would keep the
  /// write-ahead log from being folded into the file.
  static final int PAGE = 1_000;

  private final PreparedStatement last;
  private final PreparedStatement page;
  private final PreparedStatement blob;
  private final PreparedStatement blobHashes;
  private final PreparedStatement timings;
  private final PreparedStatement sessions;

  Queries(Connection connection) throws SQLException {
    String event = "SELECT number, type, body, hash FROM event ";
    last = connection.prepareStatement(event + "ORDER BY number DESC LIMIT 1");
    page = connection.prepareStatement(event + "WHERE number >= ? ORDER BY number LIMIT " + PAGE);
    blob = connection.prepareStatement("SELECT bytes FROM blob WHERE number = ?");
    blobHashes =
        connection.prepareStatement(
            "SELECT number, hash FROM blob WHERE number > ? ORDER BY number");
    timings =
        connection.prepareStatement(
            "SELECT ticket, ended_millis, wall_nanos, cpu_nanos FROM timing ORDER BY ticket");
    sessions =
        connection.prepareStatement(
            """
            SELECT number, started_millis, ended_millis, reason, cpu_millis, machine
            FROM session ORDER BY number\
            """);
  }

  /// The last event.
  Optional<Row> last() throws SQLException {
    return all(last, Row::of).stream().findFirst();
  }

  /// Up to [#PAGE] events from number `from` on.
  List<Row> page(long from) throws SQLException {
    page.setLong(1, from);
    return all(page, Row::of);
  }

  byte[] blob(long number) throws SQLException {
    blob.setLong(1, number);
    return all(blob, row -> row.getBytes(1)).getFirst();
  }

  /// Hands over numbers and hashes of the blobs behind number `after`, in order.
  void blobHashes(long after, ObjLongConsumer<Hash> reader) throws SQLException {
    blobHashes.setLong(1, after);
    try (ResultSet row = blobHashes.executeQuery()) {
      while (row.next()) {
        reader.accept(Row.hash(row.getBytes(2)), row.getLong(1));
      }
    }
  }

  List<Timing> timings() throws SQLException {
    return all(
        timings, row -> new Timing(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
  }

  List<Session> sessions() throws SQLException {
    return all(
        sessions,
        row ->
            new Session(
                row.getInt(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6)));
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> all(PreparedStatement query, Reader<T> reader) throws SQLException {
    List<T> all = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        all.add(reader.read(row));
      }
    }
    return all;
  }
}
