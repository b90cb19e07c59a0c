package dev.pawl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that writes, as `kill -9` does, at moments that a seed decides; the next process
/// continues the same journal.
class KillTest {

  private static final long SEED = 20_261_124;
  private static final int KILLS = 40;

  @TempDir private Path directory;

  @Test
  void commit_processKilledAtAnyMoment_losesNothingAcknowledged() throws Exception {
    Path file = directory.resolve("journal.db");
    Random random = new Random(SEED);
    Hash head = Hash.ZERO;
    long size = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      String when = "kill %d of seed %d".formatted(kill, SEED);
      boolean whileStarting = random.nextInt(4) == 0;
      long acknowledged =
          writeAndKill(file, whileStarting, random.nextInt(whileStarting ? 400 : 60));
      if (acknowledged == 0 && !Files.exists(file)) {
        continue; // killed before there was anything
      }

      Verification found = Verification.of(file, head);

      assertThat(found.findings()).as(when).isEmpty();
      assertThat(found.events()).as(when).isGreaterThanOrEqualTo(Math.max(acknowledged, size));
      assertThat(found.blobs()).as(when).isEqualTo(found.events() / 2);
      size = found.events();
      head = found.head();
    }
    assertThat(size).isGreaterThan(KILLS);
    try (Journal journal = SqliteJournal.open(file)) {
      assertThat(journal.timings()).hasSize((int) (size / 2));
      journal.commit(JournalProcess.batch(size, 3));
    }
    assertThat(Verification.of(file, head)).matches(Verification::sound);
  }

  /// Returns the last number that the process printed.
  private long writeAndKill(Path file, boolean whileStarting, int millis)
      throws IOException, InterruptedException {
    Process process = JournalProcess.start(directory, List.of("write", file.toString()));
    try (var lines = process.inputReader()) {
      long last = whileStarting ? 0 : Long.parseLong(lines.readLine());
      TimeUnit.MILLISECONDS.sleep(millis);
      process.toHandle().destroyForcibly(); // unlike Process.destroyForcibly, leaves the pipe open
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Math.max(last, Long.parseLong(line));
      }
      process.waitFor();
      return last;
    }
  }
}
