package dev.pawl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Hash;
import dev.pawl.journal.Journal.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContract {

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("journal.db");
  }

  @Override
  Journal create() {
    return SqliteJournal.create(file());
  }

  @Override
  Journal reopen(Journal journal) {
    journal.close();
    return SqliteJournal.open(file());
  }

  private Path other() {
    return directory.resolve("other.db");
  }

  @Test
  void create_overAnExistingFile_isRefused() throws IOException {
    Files.writeString(other(), "precious");
    assertThatThrownBy(() -> SqliteJournal.create(other()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("exists");
    assertThat(other()).hasContent("precious");
  }

  @Test
  void create_afterAKilledCreation_startsAnew() throws IOException {
    Files.writeString(directory.resolve("other.db.new"), "half");
    Files.writeString(directory.resolve("other.db.new-wal"), "half");
    try (Journal journal = SqliteJournal.create(other())) {
      assertThat(journal.size()).isZero();
    }
    assertThat(directory.resolve("other.db.new")).doesNotExist();
  }

  @Test
  void open_missingFile_isRefusedAndNotCreated() {
    for (var open : openings()) {
      assertThatThrownBy(() -> open.of(other()))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("no journal");
    }
    assertThat(other()).doesNotExist();
  }

  @Test
  void open_fileOfAnotherKind_isRefused() throws IOException {
    for (String content : List.of("", "no database at all, but some text", "x".repeat(10_000))) {
      Files.writeString(other(), content);
      for (var open : openings()) {
        assertThatThrownBy(() -> open.of(other())).isInstanceOf(JournalException.class);
      }
    }
  }

  @Test
  void open_newerSchema_saysWhatToDo() throws Exception {
    SqliteJournal.create(other()).close();
    sql("UPDATE meta SET value = '5' WHERE name = 'schema'");
    for (var open : openings()) {
      assertThatThrownBy(() -> open.of(other()))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("schema 5")
          .hasMessageContaining("use a newer one");
    }
    sql("UPDATE meta SET value = '4' WHERE name = 'schema'");
    SqliteJournal.open(other()).close();
  }

  private interface Opening {
    Journal of(Path file);
  }

  private static List<Opening> openings() {
    return List.of(SqliteJournal::open, SqliteJournal::openReadOnly);
  }

  private void sql(String sql) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + other());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void open_whileThisProcessWrites_isRefusedAndTheLockHolds() throws Exception {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> SqliteJournal.open(file()))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("this process");
    }
    assertThat(tellFromAnotherProcess()).startsWith("refused:");
  }

  @Test
  void open_whileAnotherProcessWrites_isRefusedWithItsNumber() throws Exception {
    assertThat(tellFromAnotherProcess())
        .startsWith("refused:")
        .contains("process " + ProcessHandle.current().pid() + " on ");
  }

  @Test
  void close_releasesTheLock() throws Exception {
    Journal first = SqliteJournal.create(other());
    first.close();
    try (Journal second = SqliteJournal.open(other())) {
      first.close();
      assertThatThrownBy(() -> SqliteJournal.open(other())).hasMessageContaining("this process");
      assertThat(second.size()).isZero();
    }
  }

  private String tellFromAnotherProcess() throws Exception {
    Process process = JournalProcess.start(directory, List.of("open", file().toString()));
    try (var lines = process.inputReader()) {
      return String.join("\n", lines.lines().toList());
    }
  }

  @Test
  void openReadOnly_whileAnotherConnectionWrites_seesEachBatchWholeOrNotAtAll() {
    try (Journal writer = SqliteJournal.create(other());
        Journal reader = SqliteJournal.openReadOnly(other())) {
      assertThat(reader.size()).isZero();
      writer.commit(batch(Samples.STARTED));
      assertThat(reader.size()).isEqualTo(1);
      for (int i = 1; i <= 20; i++) {
        writer.commit(JournalProcess.batch(writer.size(), i));
        assertThat(reader.size()).isEqualTo(writer.size());
        assertThat(reader.head()).isEqualTo(writer.head());
        assertThat(entries(reader, 0)).isEqualTo(entries(writer, 0));
      }
      assertThatThrownBy(() -> reader.commit(batch(Samples.STARTED)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("reading only");
      assertThatThrownBy(() -> reader.session(new Session(1, 1, 1, "", 1, "")))
          .isInstanceOf(JournalException.class);
      assertThat(reader.size()).isEqualTo(writer.size());
    }
  }

  @Test
  void openReadOnly_inAnotherProcess_readsWhileThisOneWrites() throws Exception {
    try (Journal writer = SqliteJournal.create(other())) {
      writer.commit(batch(Samples.STARTED));
      Process process = JournalProcess.start(directory, List.of("read", other() + "", "801"));
      try (var lines = process.inputReader()) {
        String line = lines.readLine();
        while (writer.size() < 801) {
          writer.commit(JournalProcess.batch(writer.size(), 2));
        }
        String head = "head " + writer.head();
        for (String next = line; next != null; next = lines.readLine()) {
          line = next;
        }
        assertThat(line).isEqualTo(head);
      }
      assertThat(process.waitFor()).isZero();
    }
  }

  @Test
  void commit_whileSomebodyReadsAllTheTime_keepsTheWriteAheadLogSmall() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    byte[] blob = new byte[1 << 20];
    long bytesMax = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Journal writer = SqliteJournal.create(other());
        Journal reader = SqliteJournal.openReadOnly(other())) {
      writer.commit(new Batch(Samples.ALL, List.of(), List.of()));
      Future<?> reading =
          executor.submit(() -> {
            while (!stop.get()) {
              assertThat(entries(reader, 0)).hasSize(Samples.ALL.size());
            }
          });
      for (int i = 0; i < 64; i++) {
        blob[i] = 1;
        writer.commit(new Batch(List.of(), List.of(blob), List.of()));
        bytesMax = Math.max(bytesMax, Files.size(Path.of(other() + "-wal")));
      }
      stop.set(true);
      reading.get();
    }
    assertThat(bytesMax).isBetween(1L << 20, 48L << 20);
  }

  @Test
  void commit_afterAReaderHeldASnapshot_emptiesTheWriteAheadLog() throws Exception {
    byte[] blob = new byte[1 << 20];
    Path log = Path.of(other() + "-wal");
    try (Journal writer = SqliteJournal.create(other())) {
      writer.commit(new Batch(Samples.ALL, List.of(), List.of()));
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + other());
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT number FROM event")) {
        assertThat(rows.next()).isTrue();
        for (int i = 0; i < 40; i++) {
          blob[i] = 1;
          writer.commit(new Batch(List.of(), List.of(blob), List.of()));
        }
        assertThat(Files.size(log)).isGreaterThan(40L << 20);
      }
      for (int i = 40; i < 56; i++) {
        blob[i] = 1;
        writer.commit(new Batch(List.of(), List.of(blob), List.of()));
      }
      assertThat(Files.size(log)).isLessThan(17L << 20);
    }
  }

  @Test
  void commit_whenTheDiskRefuses_stopsForGoodAndKeepsWhatWasAcknowledged() throws Exception {
    Process process =
        JournalProcess.start(directory, "ulimit -f 3000;", List.of("write", other().toString()));
    List<String> lines = new ArrayList<>();
    try (var reader = process.inputReader()) {
      reader.lines().forEach(lines::add);
    }
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(lines).anyMatch(line -> line.contains("JournalException: cannot write journal"));
    long acknowledged =
        lines.stream()
            .filter(line -> line.matches("[0-9]+"))
            .mapToLong(Long::parseLong)
            .max()
            .orElse(0);
    assertThat(acknowledged).isPositive();
    assertThat(Verification.of(other())).matches(Verification::sound);
    try (Journal journal = SqliteJournal.open(other())) {
      assertThat(journal.size()).isGreaterThanOrEqualTo(acknowledged);
      journal.commit(JournalProcess.batch(journal.size(), 1));
    }
  }

  @Test
  void commit_afterAFailedCommit_isRefusedAlsoIfItWouldWorkNow() throws Exception {
    try (Journal journal = SqliteJournal.create(other())) {
      journal.commit(batch(Samples.STARTED));
      sql("ALTER TABLE timing RENAME TO hidden");
      Batch batch =
          new Batch(List.of(Samples.PROPOSED), List.of(), List.of(new Timing(1, 1, 1, 1)));
      assertThatThrownBy(() -> journal.commit(batch))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("cannot write");
      sql("ALTER TABLE hidden RENAME TO timing");
      assertThatThrownBy(() -> journal.commit(batch))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("failed before")
          .hasMessageContaining("open it again");
      assertThatThrownBy(journal::size).isInstanceOf(JournalException.class);
    }
    try (Journal journal = SqliteJournal.open(other())) {
      assertThat(journal.size()).isEqualTo(1);
    }
  }

  @Test
  void read_damagedEvent_isRefusedByNumber() throws Exception {
    try (Journal journal = SqliteJournal.create(other())) {
      journal.commit(batch(Samples.STARTED, Samples.PROPOSED, Samples.SCORED));
    }
    sql("UPDATE event SET body = replace(body, 'mutate', 'mutant') WHERE number = 1");
    try (Journal journal = SqliteJournal.openReadOnly(other())) {
      assertThatThrownBy(() -> entries(journal, 0))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("event 1 is damaged");
    }
  }

  @Test
  void read_missingEvent_isRefusedByNumber() throws Exception {
    try (Journal journal = SqliteJournal.create(other())) {
      journal.commit(batch(Samples.STARTED, Samples.PROPOSED, Samples.SCORED));
    }
    sql("DELETE FROM event WHERE number = 1");
    try (Journal journal = SqliteJournal.openReadOnly(other())) {
      assertThatThrownBy(() -> entries(journal, 0))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("event 1 is missing");
    }
  }

  @Test
  void blob_damaged_isRefused() throws Exception {
    byte[] blob = {1, 2, 3};
    try (Journal journal = SqliteJournal.create(other())) {
      journal.commit(new Batch(List.of(), List.of(blob), List.of()));
    }
    sql("UPDATE blob SET bytes = x'010204'");
    try (Journal journal = SqliteJournal.openReadOnly(other())) {
      assertThatThrownBy(() -> journal.blob(Hash.of(blob)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("damaged");
    }
  }
}
