package dev.pawl.journal;

import dev.pawl.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private final Path file;
  private final Connection connection;
  private final Queries queries;
  private final BlobIndex blobIndex;
  private final @Nullable Writer writer;
  private @Nullable Throwable failure;

  /// What only a writer has: it alone changes the file, so it knows the end without asking.
  private static final class Writer {
    final WriterLock lock;
    final Inserts inserts;
    final Checkpoints checkpoints;
    long size;
    Hash head;

    Writer(Path file, Connection connection, WriterLock lock, Optional<Row> last)
        throws SQLException {
      this.lock = lock;
      inserts = new Inserts(connection);
      checkpoints = new Checkpoints(file, connection);
      size = last.map(row -> row.number() + 1).orElse(0L);
      head = last.map(Row::hash).orElse(Hash.ZERO);
    }
  }

  private SqliteJournal(Path file, Connection connection, @Nullable WriterLock lock)
      throws SQLException {
    this.file = file;
    this.connection = connection;
    Schema.check(connection, file);
    queries = new Queries(connection);
    blobIndex = new BlobIndex(queries);
    writer = lock == null ? null : new Writer(file, connection, lock, queries.last());
  }

  /// A new, empty journal in `file`, which must not exist. It exists from the moment on in which it
  /// is complete.
  public static SqliteJournal create(Path file) {
    return writer(
        file,
        () -> {
          if (Files.exists(file)) {
            throw new JournalException(
                "asked for a new journal in %s, but that exists; open it, or name another file"
                    .formatted(file));
          }
          Path unfinished = Path.of(file + ".new");
          for (String part : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(Path.of(unfinished + part));
          }
          try (Connection connection = connect(unfinished, false)) {
            Schema.create(connection);
          }
          Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  /// The journal in `file`, to be continued.
  public static SqliteJournal open(Path file) {
    return writer(file, () -> mustExist(file));
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

  /// Whether a process, this one or another, has the journal in `file` open for writing.
  public static boolean isBeingWritten(Path file) {
    return WriterLock.isHeld(file);
  }

  private static void mustExist(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new JournalException("there is no journal %s".formatted(file));
    }
  }

  private interface Preparation {
    void run() throws SQLException, IOException;
  }

  private static SqliteJournal writer(Path file, Preparation preparation) {
    WriterLock lock = WriterLock.of(file);
    SqliteJournal journal = null;
    try {
      preparation.run();
      journal = over(file, connect(file, false), lock);
      return journal;
    } catch (SQLException | IOException e) {
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
    settings.setProperty("busy_timeout", readOnly ? "10000" : "1000");
    settings.setProperty("cache_size", "-65536"); // 64 MiB
    if (readOnly) {
      settings.setProperty("open_mode", "1");
    } else {
      settings.setProperty("journal_mode", "WAL");
      settings.setProperty("synchronous", "FULL");
      settings.setProperty("wal_autocheckpoint", "0");
    }
    Path path = file.toAbsolutePath();
    if (readOnly
        && !Files.isWritable(path.resolveSibling(""))
        && !Files.exists(Path.of(path + "-wal"))) {
      // Nobody writes, and SQLite could not keep its books beside the file.
      return DriverManager.getConnection("jdbc:sqlite:" + path.toUri() + "?immutable=1", settings);
    }
    return DriverManager.getConnection("jdbc:sqlite:" + path, settings);
  }

  @Override
  public synchronized void commit(Batch batch) {
    Writer to = mustWrite();
    Hash hash = to.head;
    long bytes = 0;
    List<Row> rows = new ArrayList<>(batch.events().size());
    for (Event event : batch.events()) {
      Row row = Row.of(to.size + rows.size(), hash, event);
      rows.add(row);
      hash = row.hash();
      bytes += row.json().length();
    }
    for (byte[] blob : batch.blobs()) {
      bytes += blob.length;
    }
    try {
      Map<Hash, byte[]> blobs = blobIndex.fresh(batch.blobs());
      connection.setAutoCommit(false);
      to.inserts.blobs(blobIndex.next(), blobs);
      to.inserts.events(rows);
      to.inserts.timings(batch.timings());
      connection.commit();
      connection.setAutoCommit(true);
      to.size += rows.size();
      to.head = hash;
      blobIndex.append(blobs.keySet());
      to.checkpoints.committed(bytes);
    } catch (SQLException | IOException | RuntimeException | Error e) {
      throw writeFailed(e);
    }
  }

  @Override
  public synchronized void session(Session session) {
    Writer to = mustWrite();
    try {
      to.inserts.session(session);
    } catch (SQLException e) {
      throw writeFailed(e);
    }
  }

  @Override
  public synchronized long size() {
    return writer != null && failure == null
        ? writer.size
        : ask(Queries::last).map(row -> row.number() + 1).orElse(0L);
  }

  @Override
  public synchronized Hash head() {
    return writer != null && failure == null
        ? writer.head
        : ask(Queries::last).map(Row::hash).orElse(Hash.ZERO);
  }

  @Override
  public void read(long from, Consumer<Entry> reader) {
    if (from < 0) {
      throw new IllegalArgumentException("entries are numbered from 0; asked for " + from);
    }
    Hash before = from == 0 ? Hash.ZERO : null;
    long next = Math.max(from - 1, 0);
    List<Row> rows;
    do {
      long first = next;
      rows = ask(queries -> queries.page(first));
      for (Row row : rows) {
        if (before != null) {
          reader.accept(row.entry(next, before));
        }
        before = row.hash();
        next++;
      }
    } while (rows.size() == Queries.PAGE);
  }

  @Override
  public Optional<byte[]> blob(Hash hash) {
    Optional<byte[]> bytes = ask(_ -> find(hash));
    Hash found = bytes.map(Hash::of).orElse(hash);
    if (!found.equals(hash)) {
      throw new JournalException(
          "blob %s of journal %s is damaged: its bytes have hash %s".formatted(hash, file, found));
    }
    return bytes;
  }

  private Optional<byte[]> find(Hash hash) throws SQLException {
    if (blobIndex.number(hash) == null) {
      blobIndex.refresh();
    }
    Long number = blobIndex.number(hash);
    return number == null ? Optional.empty() : Optional.of(queries.blob(number));
  }

  @Override
  public List<Timing> timings() {
    return ask(Queries::timings);
  }

  @Override
  public List<Session> sessions() {
    return ask(Queries::sessions);
  }

  private interface Question<T> {
    T ask(Queries queries) throws SQLException;
  }

  private synchronized <T> T ask(Question<T> question) {
    refuseAfterFailure();
    try {
      return question.ask(queries);
    } catch (SQLException e) {
      throw new JournalException("cannot read journal %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private Writer mustWrite() {
    refuseAfterFailure();
    if (writer == null) {
      throw new JournalException("journal %s is open for reading only".formatted(file));
    }
    return writer;
  }

  private JournalException writeFailed(Throwable e) {
    failure = e;
    try {
      connection.rollback();
    } catch (SQLException suppressed) {
      e.addSuppressed(suppressed);
    }
    return new JournalException("cannot write journal %s: %s".formatted(file, e.getMessage()), e);
  }

  private void refuseAfterFailure() {
    if (failure != null) {
      throw new JournalException(
          "writing journal %s failed before (%s); open it again to see what is on the disk"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new JournalException("cannot close journal %s: %s".formatted(file, e.getMessage()), e);
    } finally {
      if (writer != null) {
        writer.lock.close();
      }
    }
  }
}
