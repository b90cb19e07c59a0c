package dev.pawl.journal;

import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.journal.Verification.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One examination. Each part goes on behind what is wrong as far as the file can be read, taking
/// stored hashes for right, so that one damage is one finding or two and not thousands.
final class Verifier {

  /// Thrown when there are enough findings.
  private static final class Enough extends Exception {
    private static final long serialVersionUID = 1;
  }

  private final Connection connection;
  private final Optional<Hash> headWanted;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Hash> present = new HashSet<>();
  private long events;
  private long blobs;
  private Hash head = Hash.ZERO;

  private Verifier(Connection connection, Optional<Hash> headWanted) {
    this.connection = connection;
    this.headWanted = headWanted;
  }

  static Verification verify(Path file, Optional<Hash> head) {
    if (!Files.isRegularFile(file)) {
      throw new JournalException("there is no journal %s".formatted(file));
    }
    try (Connection connection = SqliteJournal.connect(file, true)) {
      Schema.check(connection, file);
      return new Verifier(connection, head).verify();
    } catch (SQLException | JournalException e) {
      return new Verification(
          0, 0, Hash.ZERO, List.of(new Finding("file", "a journal", "" + e.getMessage())));
    }
  }

  private Verification verify() {
    try {
      part("file", this::structure);
      part("blobs", this::blobs);
      part("events", this::events);
    } catch (Enough e) {
      // The list is full.
    }
    return new Verification(events, blobs, head, findings);
  }

  private interface Part {
    void run() throws SQLException, Enough;
  }

  private void part(String name, Part part) throws Enough {
    try {
      part.run();
    } catch (SQLException e) {
      add(name, "a readable file", "" + e.getMessage());
    }
  }

  private void structure() throws SQLException, Enough {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check(20)")) {
      while (row.next()) {
        if (!"ok".equals(row.getString(1))) {
          add("file", "a database with its structure intact", row.getString(1));
        }
      }
    }
  }

  private void events() throws SQLException, Enough {
    Grammar grammar = new Grammar();
    boolean headSeen = headWanted.isEmpty() || headWanted.get().equals(Hash.ZERO);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT number, type, body, hash FROM event ORDER BY number")) {
      for (long expected = 0; row.next(); expected++) {
        long number = row.getLong(1);
        if (number != expected) {
          add("event " + expected, "event " + expected, "event " + number + " in its place");
          expected = number;
        }
        Hash before = head;
        byte[] type = bytes(row, 2);
        byte[] json = bytes(row, 3);
        head = chained(number, before, type, json, bytes(row, 4));
        headSeen |= headWanted.isPresent() && headWanted.get().equals(head);
        event(number, before, type, json, grammar);
        events++;
      }
    }
    if (!headSeen) {
      add(
          "head",
          "an event with hash " + headWanted.orElseThrow(),
          "none among %d events; the last has hash %s".formatted(events, head));
    }
  }

  /// Checks the hash, and returns the stored one.
  private Hash chained(long number, Hash before, byte[] type, byte[] json, byte[] stored)
      throws Enough {
    Hash computed = EventCodec.chain(before, type, json);
    if (stored.length == 32 && Hash.ofBytes(stored).equals(computed)) {
      return computed;
    }
    add("event " + number, "hash " + computed, "hash " + HexFormat.of().formatHex(stored));
    return stored.length == 32 ? Hash.ofBytes(stored) : computed;
  }

  private void event(long number, Hash before, byte[] type, byte[] json, Grammar grammar)
      throws Enough {
    String where = "event " + number;
    Event event;
    try {
      event =
          EventCodec.decode(
              new String(type, StandardCharsets.UTF_8), new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      add(where, "an event", "" + e.getMessage());
      return;
    }
    String expected = grammar.expectedInstead(event, before);
    if (!expected.isEmpty()) {
      add(where, expected, EventCodec.type(event) + " " + EventCodec.json(event));
    }
    if (event instanceof Event.Proposed proposed) {
      present(where, proposed.candidate());
    } else if (event instanceof Event.Learned learned) {
      present(where, learned.version());
    } else if (event instanceof Event.Steered(_, _, _, Order.Inject(var candidate, _))) {
      present(where, candidate);
    }
  }

  private void present(String where, Hash blob) throws Enough {
    if (!present.contains(blob)) {
      add(where, "a blob " + blob, "none");
    }
  }

  private void blobs() throws SQLException, Enough {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT hash, bytes FROM blob")) {
      while (row.next()) {
        byte[] stored = bytes(row, 1);
        Hash computed = Hash.of(bytes(row, 2));
        if (stored.length != 32 || !Hash.ofBytes(stored).equals(computed)) {
          String name = HexFormat.of().formatHex(stored);
          add("blob " + name, "bytes with hash " + name, "bytes with hash " + computed);
        }
        present.add(computed);
        blobs++;
      }
    }
  }

  private static byte[] bytes(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }

  private void add(String where, String expected, String found) throws Enough {
    findings.add(new Finding(where, expected, found));
    if (findings.size() == Verification.FINDINGS_MAX) {
      throw new Enough();
    }
  }
}
