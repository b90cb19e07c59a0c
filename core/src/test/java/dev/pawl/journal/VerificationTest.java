package dev.pawl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Hash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {

  private static final long SEED = 4_711;
  private static final int FILE_FLIPS = 400;
  private static final int COLUMN_FLIPS = 80;

  @TempDir private Path directory;
  private Path file = Path.of("");
  private List<Hash> hashes = List.of();

  @BeforeEach
  void writeJournal() {
    file = directory.resolve("journal.db");
    hashes = new ArrayList<>();
    try (Journal journal = SqliteJournal.create(file)) {
      journal.commit(JournalContract.batch(new Event.Started("0", "lab", 1, "{}")));
      for (int i = 0; i < 20; i++) {
        journal.commit(JournalProcess.batch(journal.size(), 2));
      }
      journal.session(new Session(1, 1, 2, "end", 3, "here"));
      journal.read(0, entry -> hashes.add(entry.hash()));
    }
  }

  @Test
  void of_soundJournal_findsNothingAndCounts() {
    Verification found = Verification.of(file, hashes.getLast());
    assertThat(found.findings()).isEmpty();
    assertThat(found.sound()).isTrue();
    assertThat(found.events()).isEqualTo(81);
    assertThat(found.blobs()).isEqualTo(40);
    assertThat(found.head()).isEqualTo(hashes.getLast());
  }

  @Test
  void of_emptyJournal_isSound() {
    Path empty = directory.resolve("empty.db");
    SqliteJournal.create(empty).close();
    assertThat(Verification.of(empty, Hash.ZERO).findings()).isEmpty();
    assertThat(Verification.of(empty, hashes.getFirst()).findings()).hasSize(1);
  }

  @Test
  void of_missingFile_isAnError() {
    assertThatThrownBy(() -> Verification.of(directory.resolve("missing.db")))
        .isInstanceOf(JournalException.class);
  }

  @Test
  void of_fileThatIsNoJournal_isAFinding() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "hello ".repeat(1_000));
    assertThat(Verification.of(text).findings()).hasSize(1);
  }

  @Test
  void of_whileItIsWritten_isSound() {
    try (Journal journal = SqliteJournal.open(file)) {
      for (int i = 0; i < 5; i++) {
        journal.commit(JournalProcess.batch(journal.size(), 2));
        assertThat(Verification.of(file, hashes.getLast()).findings()).isEmpty();
      }
    }
  }

  /// The content that counts: everything but timings and sessions.
  private record Content(List<String> events, TreeSet<String> blobs) {

    static Content of(Path file) throws Exception {
      List<String> events = new ArrayList<>();
      TreeSet<String> blobs = new TreeSet<>();
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          var statement = connection.createStatement()) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT number || type || body || hex(hash) FROM event ORDER BY number")) {
          while (row.next()) {
            events.add(row.getString(1));
          }
        }
        try (ResultSet row = statement.executeQuery("SELECT hex(hash) || hex(bytes) FROM blob")) {
          while (row.next()) {
            blobs.add(row.getString(1));
          }
        }
      }
      return new Content(events, blobs);
    }
  }

  @Test
  void of_fileWithAFlippedBit_findsItUnlessNoContentChanged() throws Exception {
    Content content = Content.of(file);
    Random random = new Random(SEED);
    byte[] sound = Files.readAllBytes(file);
    Path damaged = directory.resolve("damaged.db");
    int found = 0;
    for (int flip = 0; flip < FILE_FLIPS; flip++) {
      byte[] bytes = sound.clone();
      int position = random.nextInt(bytes.length);
      bytes[position] ^= (byte) (1 << random.nextInt(8));
      Files.write(damaged, bytes);
      if (Verification.of(damaged, hashes.getLast()).sound()) {
        assertThat(Content.of(damaged))
            .as("flip %d of seed %d, at byte %d", flip, SEED, position)
            .isEqualTo(content);
      } else {
        found++;
      }
      deleteWithLog(damaged);
    }
    assertThat(found).as("most of the file is content").isGreaterThan(FILE_FLIPS / 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event.type", "event.body", "event.hash", "blob.hash", "blob.bytes"})
  void of_columnWithAFlippedBit_findsItWhereItIs(String column) throws Exception {
    String table = column.substring(0, column.indexOf('.'));
    String name = column.substring(column.indexOf('.') + 1);
    Random random = new Random(SEED + column.hashCode());
    for (int flip = 0; flip < COLUMN_FLIPS; flip++) {
      Path damaged = copy();
      int row = 1 + random.nextInt(table.equals("event") ? 81 : 40);
      String where = flipBit(damaged, table, name, row, random);
      Verification verification = Verification.of(damaged);
      assertThat(verification.findings())
          .as("flip %d of seed %d in %s of row %d", flip, SEED, column, row)
          .isNotEmpty()
          .hasSizeLessThan(8)
          .anyMatch(finding -> finding.where().equals(where));
      deleteWithLog(damaged);
    }
  }

  /// Returns the subject of the finding to be expected.
  private static String flipBit(Path file, String table, String column, int row, Random random)
      throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      String select =
          "SELECT %s, hex(hash) FROM %s WHERE rowid = %d"
              .formatted(column, table, table.equals("event") ? row - 1 : row);
      byte[] value;
      String hash;
      try (ResultSet found = statement.executeQuery(select)) {
        assertThat(found.next()).isTrue();
        value = found.getBytes(1);
        hash = found.getString(2);
      }
      value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
      String as = column.equals("type") || column.equals("body") ? "CAST(? AS TEXT)" : "?";
      try (PreparedStatement update =
          connection.prepareStatement(
              "UPDATE %s SET %s = %s WHERE hex(hash) = '%s'".formatted(table, column, as, hash))) {
        update.setBytes(1, value);
        assertThat(update.executeUpdate()).isEqualTo(1);
      }
      return table.equals("event")
          ? "event " + (row - 1)
          : "blob "
              + (column.equals("hash")
                  ? HexFormat.of().formatHex(value)
                  : hash.toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void of_anyEventDeleted_isFoundButForTheLastWithoutAHead() throws Exception {
    for (int number = 0; number < hashes.size(); number++) {
      Path damaged = copy();
      sql(damaged, "DELETE FROM event WHERE number = " + number);
      boolean last = number == hashes.size() - 1;
      assertThat(Verification.of(damaged).sound()).as("event %d", number).isEqualTo(last);
      assertThat(Verification.of(damaged, hashes.getLast()).findings().getFirst().where())
          .isEqualTo(last ? "head" : "event " + number);
      deleteWithLog(damaged);
    }
  }

  @Test
  void of_eventDeletedAndTheRestRenumbered_isFoundThere() throws Exception {
    for (int number = 0; number < hashes.size() - 1; number += 7) {
      Path damaged = copy();
      sql(damaged, "DELETE FROM event WHERE number = " + number);
      sql(damaged, "UPDATE event SET number = -number WHERE number > " + number);
      sql(damaged, "UPDATE event SET number = -number - 1 WHERE number < 0");
      assertThat(Verification.of(damaged).findings().getFirst().where())
          .isEqualTo("event " + number);
      deleteWithLog(damaged);
    }
  }

  @Test
  void of_neighboursSwapped_isFoundThere() throws Exception {
    for (int number = 0; number < hashes.size() - 1; number += 5) {
      Path damaged = copy();
      sql(damaged, "UPDATE event SET number = -1 WHERE number = " + number);
      sql(damaged, "UPDATE event SET number = %d WHERE number = %d".formatted(number, number + 1));
      sql(damaged, "UPDATE event SET number = %d WHERE number = -1".formatted(number + 1));
      assertThat(Verification.of(damaged).findings().getFirst().where())
          .isEqualTo("event " + number);
      deleteWithLog(damaged);
    }
  }

  @Test
  void of_eventRepeatedAtTheEnd_isFoundThere() throws Exception {
    for (int number = 0; number < hashes.size(); number += 5) {
      Path damaged = copy();
      sql(
          damaged,
          "INSERT INTO event SELECT 81, type, body, hash FROM event WHERE number = " + number);
      assertThat(Verification.of(damaged).findings().getFirst().where()).isEqualTo("event 81");
      deleteWithLog(damaged);
    }
  }

  @Test
  void of_tailCutOff_isFoundByTheHeadOnly() throws Exception {
    sql(file, "DELETE FROM event WHERE number >= 61");
    assertThat(Verification.of(file).findings()).isEmpty();
    assertThat(Verification.of(file, hashes.get(60)).findings()).isEmpty();
    assertThat(Verification.of(file, hashes.get(61)).findings())
        .hasSize(1)
        .allMatch(finding -> finding.where().equals("head"))
        .allMatch(finding -> finding.found().contains("among 61 events"));
  }

  @Test
  void of_blobDeleted_isFoundAtTheEventThatNeedsIt() throws Exception {
    sql(file, "DELETE FROM blob WHERE rowid = 5");
    assertThat(Verification.of(file).findings())
        .hasSize(1)
        .allMatch(finding -> finding.where().equals("event 9"))
        .allMatch(finding -> finding.expected().startsWith("a blob"));
  }

  @Test
  void of_fileCutOffAnywhere_isFound() throws Exception {
    long size = Files.size(file);
    for (long keep = 0; keep < size; keep += size / 37) {
      Path damaged = copy();
      try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
        channel.truncate(keep);
      }
      assertThat(Verification.of(damaged).sound()).as("%d bytes kept", keep).isFalse();
      deleteWithLog(damaged);
    }
  }

  @Test
  void of_manyFindings_stopsAtTheLimit() throws Exception {
    sql(file, "DELETE FROM blob");
    sql(file, "UPDATE event SET hash = x'00'");
    assertThat(Verification.of(file).findings()).hasSize(Verification.FINDINGS_MAX);
  }

  private Path copy() throws IOException {
    return Files.copy(file, directory.resolve("damaged.db"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void deleteWithLog(Path file) throws IOException {
    for (String part : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + part));
    }
  }

  private static void sql(Path file, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
