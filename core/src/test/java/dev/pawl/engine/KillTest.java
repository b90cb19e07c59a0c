package dev.pawl.engine;

import static dev.pawl.engine.Runs.chain;
import static dev.pawl.engine.Runs.gated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.journal.OrderFolder;
import dev.pawl.journal.SqliteJournal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills real processes with SIGKILL while they run a study on a journal on disk and are steered;
/// what they leave must go on to the chain of a run that nobody disturbed, and nothing that was
/// said to be durable may be lost.
class KillTest {

  private static final Lab LAB = Proven.near(new HillClimb(3, 700, false));
  private static final Terms TERMS =
      gated(12, 2, Limits.NONE, "{tasks: 500, futility: 300, audit: 10, canaries: 0.1}");

  @Test
  void resume_afterEveryKill_givesTheChainOfAnUnbrokenRun(@TempDir Path folder) throws Exception {
    MemoryJournal whole = new MemoryJournal();
    SteeringTest.steer(LAB, TERMS, whole, SteeringTest.everything());
    Path file = folder.resolve("journal.db");
    SteeringTest.everything().all().forEach(at -> orders(file).give(at.waiting(), at.ticket()));
    Draw draw = Draw.of(1, 0, "kill");
    int kills = 0;
    long durable = 0;
    while (true) {
      long until = durable + 1 + draw.nextInt(300);
      durable = runAndKill(file, until);
      if (durable < 0) {
        break;
      }
      kills++;
      try (Journal journal = SqliteJournal.openReadOnly(file)) {
        assertThat(journal.size()).isGreaterThanOrEqualTo(durable);
        assertThat(chain(whole)).startsWith(chain(journal).toArray(Hash[]::new));
        durable = journal.size();
      }
    }
    assertThat(kills).isGreaterThan(20);
    assertThat(orders(file).all()).as("all orders were taken in").isEmpty();
    assertThat(Runs.only(whole, Event.Steered.class)).hasSize(7);
    try (Journal journal = SqliteJournal.openReadOnly(file)) {
      assertThat(chain(journal)).isEqualTo(chain(whole));
    }
  }

  private static OrderFolder orders(Path journal) {
    return new OrderFolder(journal.resolveSibling("orders"));
  }

  /// Starts a process that goes on with the run, and kills it as soon as it says that `until`
  /// events are durable.
  ///
  /// @return the last number that it said, or -1 if it came to the end of the study
  private static long runAndKill(Path file, long until) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KillTest.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long said = 0;
    try (BufferedReader lines = child.inputReader()) {
      String line;
      while (said < until && (line = lines.readLine()) != null) {
        if (line.equals("finished")) {
          assertThat(child.waitFor()).isZero();
          return -1;
        }
        said = Long.parseLong(line);
      }
      assertThat(said).as("the child died by itself").isGreaterThanOrEqualTo(until);
    } finally {
      child.destroyForcibly();
    }
    child.waitFor();
    return said;
  }

  /// The process that is killed: goes on with the run in `args[0]` and says how many events are
  /// durable.
  public static void main(String[] args) {
    Path file = Path.of(args[0]);
    Journal disk = Files.exists(file) ? SqliteJournal.open(file) : SqliteJournal.create(file);
    try (Journal journal = new Telling(disk)) {
      SteeringTest.steer(LAB, TERMS, journal, orders(file));
    }
    System.out.println("finished");
  }
}
