package dev.pawl.journal;

import dev.pawl.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A journal in one SQLite file. A batch is one transaction, on the disk when [#commit] returns
/// (write-ahead log, synchronous FULL). One process writes, under a [WriterLock]; others read what
/// is committed while it does.
///
/// Reading checks: an entry whose number or hash does not follow from the one before, or a blob
/// that does not have its hash, is an exception and never an answer. After a failed write the
/// journal refuses everything: it must be opened again, which reads from the disk what is true.
///
/// May be used by several threads, which then wait for each other.
public final class SqliteJournal implements Journal {

  /// Entries fetched at a time: no reader holds a snapshot for long, which would keep the
  /// write-ahead log from being folded into the file.
  private static final int PAGE = 1_000;

  /// Between checkpoints: enough that pages written often are folded into the file once, little
  /// enough that the write-ahead log stays small.
  private static final int CHECKPOINT_COMMITS = 64;

  private static final long CHECKPOINT_BYTES = 8 << 20;

  /// From here on a checkpoint waits for readers and empties the write-ahead log.
  private static final long WAL_BYTES_MAX = 64 << 20;

  private final Path file;
  private final Connection connection;
  private final @Nullable WriterLock lock;
  private final @Nullable Inserts inserts;
  private @Nullable SQLException failure;
  private long size;
  private Hash head = Hash.ZERO;
  private int commitsSinceCheckpoint;
  private long bytesSinceCheckpoint;

  private SqliteJournal(Path file, Connection connection, @Nullable WriterLock lock)
      throws SQLException {
    this.file = file;
    this.connection = connection;
    this.lock = lock;
    Schema.check(connection, file);
    refresh();
    inserts = lock == null ? null : new Inserts(connection);
  }

  /// A new, empty journal in `file`, which must not exist.
  public static SqliteJournal create(Path file) {
    if (Files.exists(file)) {
      throw new JournalException(
          "asked for a new journal in %s, but that exists; open it, or name another file"
              .formatted(file));
    }
    return writer(file, true);
  }

  /// The journal in `file`, to be continued.
  public static SqliteJournal open(Path file) {
    mustExist(file);
    return writer(file, false);
  }

  /// The journal in `file` for reading only, also while another process writes it.
  public static SqliteJournal openReadOnly(Path file) {
    mustExist(file);
    try {
      return over(file, connect(file, true), null);
    } catch (SQLException e) {
      throw new JournalException("cannot read journal %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void mustExist(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new JournalException("there is no journal %s".formatted(file));
    }
  }

  private static SqliteJournal writer(Path file, boolean create) {
    WriterLock lock = WriterLock.of(file);
    SqliteJournal journal = null;
    try {
      Connection connection = connect(file, false);
      if (create) {
        Schema.create(connection);
      }
      journal = over(file, connection, lock);
      return journal;
    } catch (SQLException e) {
      throw new JournalException("cannot open journal %s: %s".formatted(file, e.getMessage()), e);
    } finally {
      if (journal == null) {
        lock.close();
      }
    }
  }

  private static SqliteJournal over(Path file, Connection connection, @Nullable WriterLock lock)
      throws SQLException {
    SqliteJournal journal = null;
    try {
      journal = new SqliteJournal(file, connection, lock);
      return journal;
    } finally {
      if (journal == null) {
        connection.close();
      }
    }
  }

  static Connection connect(Path file, boolean readOnly) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("busy_timeout", "10000");
    if (readOnly) {
      settings.setProperty("open_mode", "1");
    } else {
      settings.setProperty("journal_mode", "WAL");
      settings.setProperty("synchronous", "FULL");
      settings.setProperty("wal_autocheckpoint", "0");
    }
    settings.setProperty("cache_size", "-65536");
    return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), settings);
  }

  @Override
  public synchronized void commit(Batch batch) {
    Inserts inserts = inserts();
    long bytes = 0;
    Hash hash = head;
    List<Row> rows = new ArrayList<>(batch.events().size());
    for (Event event : batch.events()) {
      Row row = Row.of(size + rows.size(), hash, event);
      rows.add(row);
      hash = row.hash();
      bytes += row.json().length();
    }
    try {
      connection.setAutoCommit(false);
      inserts.blobs(batch.blobs());
      inserts.events(rows);
      inserts.timings(batch.timings());
      connection.commit();
      connection.setAutoCommit(true);
      size += rows.size();
      head = hash;
      for (byte[] blob : batch.blobs()) {
        bytes += blob.length;
      }
      checkpointWhenDue(bytes);
    } catch (SQLException e) {
      throw failed("write", e);
    }
  }

  /// SQLite would do this by itself, but keep silent about errors.
  private void checkpointWhenDue(long bytes) throws SQLException {
    commitsSinceCheckpoint++;
    bytesSinceCheckpoint += bytes;
    if (commitsSinceCheckpoint < CHECKPOINT_COMMITS && bytesSinceCheckpoint < CHECKPOINT_BYTES) {
      return;
    }
    commitsSinceCheckpoint = 0;
    bytesSinceCheckpoint = 0;
    boolean large = false;
    try {
      large = Files.size(Path.of(file + "-wal")) > WAL_BYTES_MAX;
    } catch (IOException e) {
      throw new JournalException("cannot see the write-ahead log of %s".formatted(file), e);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(%s)".formatted(large ? "TRUNCATE" : "PASSIVE"));
    }
  }

  @Override
  public synchronized long size() {
    refresh();
    return size;
  }

  @Override
  public synchronized Hash head() {
    refresh();
    return head;
  }

  /// Nobody but this object changes what the writer sees; a reader asks the file.
  private void refresh() {
    refuseAfterFailure();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT number, hash FROM event ORDER BY number DESC LIMIT 1");
        ResultSet row = query.executeQuery()) {
      if (row.next()) {
        size = row.getLong(1) + 1;
        head = Hash.ofBytes(row.getBytes(2));
      }
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  @Override
  public void read(long from, Consumer<Entry> reader) {
    if (from < 0) {
      throw new IllegalArgumentException("entries are numbered from 0; asked for " + from);
    }
    Hash before = from == 0 ? Hash.ZERO : null;
    long next = from == 0 ? 0 : from - 1;
    while (true) {
      List<Row> rows = page(next);
      for (Row row : rows) {
        if (before != null) {
          reader.accept(row.entry(next, before));
        }
        before = row.hash();
        next++;
      }
      if (rows.size() < PAGE) {
        return;
      }
    }
  }

  private synchronized List<Row> page(long from) {
    refuseAfterFailure();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT number, type, body, hash FROM event WHERE number >= ? ORDER BY number LIMIT "
                + PAGE)) {
      query.setLong(1, from);
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.add(Row.of(row));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  @Override
  public synchronized Optional<byte[]> blob(Hash hash) {
    refuseAfterFailure();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT bytes FROM blob WHERE hash = ?")) {
      query.setBytes(1, hash.bytes());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        byte[] bytes = row.getBytes(1);
        if (!Hash.of(bytes).equals(hash)) {
          throw new JournalException(
              "blob %s of journal %s is damaged: its bytes have hash %s"
                  .formatted(hash, file, Hash.of(bytes)));
        }
        return Optional.of(bytes);
      }
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  @Override
  public synchronized List<Timing> timings() {
    refuseAfterFailure();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT ticket, ended_millis, wall_nanos, cpu_nanos FROM timing ORDER BY ticket");
        ResultSet row = query.executeQuery()) {
      List<Timing> timings = new ArrayList<>();
      while (row.next()) {
        timings.add(new Timing(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
      }
      return timings;
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  @Override
  public synchronized List<Session> sessions() {
    refuseAfterFailure();
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT number, started_millis, ended_millis, reason, cpu_millis, machine
                FROM session ORDER BY number\
                """);
        ResultSet row = query.executeQuery()) {
      List<Session> sessions = new ArrayList<>();
      while (row.next()) {
        sessions.add(
            new Session(
                row.getInt(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6)));
      }
      return sessions;
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  @Override
  public synchronized void session(Session session) {
    Inserts inserts = inserts();
    try {
      inserts.session(session);
    } catch (SQLException e) {
      throw failed("write", e);
    }
  }

  private Inserts inserts() {
    refuseAfterFailure();
    if (inserts == null) {
      throw new JournalException("journal %s is open for reading only".formatted(file));
    }
    return inserts;
  }

  private void refuseAfterFailure() {
    if (failure != null) {
      throw new JournalException(
          "journal %s failed before (%s); open it again to see what is on the disk"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  private JournalException failed(String verb, SQLException e) {
    failure = e;
    return new JournalException(
        "cannot %s journal %s: %s".formatted(verb, file, e.getMessage()), e);
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new JournalException("cannot close journal %s: %s".formatted(file, e.getMessage()), e);
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
