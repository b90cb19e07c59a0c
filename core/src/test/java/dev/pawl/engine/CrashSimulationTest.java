package dev.pawl.engine;

import static dev.pawl.engine.Runs.chain;
import static dev.pawl.engine.Runs.gated;
import static dev.pawl.gate.attestation.People.ALICE;
import static dev.pawl.gate.attestation.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Kills a run after every single event that it appends, in the middle of batches too, and many
/// times over, with a gate for champions and versions and people who approve the versions and
/// acknowledge pauses; what is resumed must end with the very chain of a run that nobody disturbed.
class CrashSimulationTest {

  private static final Lab LAB =
      new Altered(
          Proven.near(new HillClimb(4, 105, false)), number -> Math.floorMod(number, 101) == 5, 0);
  private static final Terms TERMS =
      gated(
          12,
          2,
          Limits.NONE,
          "{tasks: 500, version-tasks: 300, futility: 300, audit: 10, canaries: 0.1, self-check: 2, approvers: [%s, %s]}"
              .formatted(ALICE.verifying(), BOB.verifying()));
  private static final Signers PEOPLE = new Signers(List.of(ALICE, BOB));

  @Test
  void resume_afterACrashAtEveryAppend_givesTheChainOfAnUnbrokenRun() {
    List<Hash> whole = unbroken();
    assertThat(whole.size()).isGreaterThan(1_000);
    for (long point = 0; point < whole.size(); point++) {
      MemoryJournal journal = new MemoryJournal(point);
      crash(journal);
      MemoryJournal survivor = journal.survivor();
      assertThat(survivor.size()).isEqualTo(point);
      PEOPLE.runThrough(LAB, TERMS, survivor);
      assertThat(chain(survivor)).as("killed after event %d", point).isEqualTo(whole);
    }
  }

  @Test
  void resume_afterManyCrashesInOneRun_givesTheChainOfAnUnbrokenRun() {
    List<Hash> whole = unbroken();
    for (int trial = 0; trial < 10; trial++) {
      Draw draw = Draw.of(trial, 0, "crash");
      MemoryJournal journal = new MemoryJournal(draw.nextInt(60));
      int crashes = 0;
      while (crash(journal)) {
        crashes++;
        journal = journal.survivor(draw.nextInt(60));
      }
      assertThat(crashes).isGreaterThan(10);
      assertThat(chain(journal)).as("trial %d", trial).isEqualTo(whole);
    }
  }

  private static List<Hash> unbroken() {
    MemoryJournal journal = new MemoryJournal();
    PEOPLE.runThrough(LAB, TERMS, journal);
    return chain(journal);
  }

  /// Whether the run crashed before its end.
  private static boolean crash(MemoryJournal journal) {
    try {
      PEOPLE.runThrough(LAB, TERMS, journal);
      return false;
    } catch (MemoryJournal.Crash e) {
      return true;
    }
  }
}
