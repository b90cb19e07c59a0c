package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.engine.Clock;
import dev.pawl.gate.attestation.Approvers;
import dev.pawl.gate.attestation.Decision;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Petition;
import dev.pawl.journal.SqliteJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do for a run that waits for two of alice and bob to approve its first version.
class ApproveCommandTest {

  private static final byte[] VERSION = "weights".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @BeforeEach
  void keysAndARunThatWaits() throws IOException {
    for (String name : List.of("alice", "bob", "mallory")) {
      assertThat(type("key", "new", name, "--out=" + folder).exitCode()).isZero();
    }
    String study =
        "{\"gate\": {\"approvals\": 2, \"approvers\": [\"%s\", \"%s\"]}}"
            .formatted(
                Files.readString(folder.resolve("alice.pub")).strip(),
                Files.readString(folder.resolve("bob.pub")).strip());
    Candidate champion = Candidate.of("a.txt", "x");
    Approvers approvers = Approvers.ofStudy(study).orElseThrow();
    Files.createDirectories(folder.resolve("r"));
    try (Journal journal = SqliteJournal.create(folder.resolve("r/journal.db"))) {
      Event.Learned learned =
          new Event.Learned(
              1, Hash.of(VERSION), Hash.ZERO, "{}", 1, 1, 2, 1, "", new Cost(0, 0, 1));
      journal.commit(
          new Journal.Batch(
              List.of(
                  new Event.Started("test", "redqueen", 1, study),
                  new Event.Proposed(1, 1, "seed", List.of(), champion.id()),
                  new Event.Scored(
                      1, new Outcome.Finished(Score.of(1, Bounds.UNIT)), new Cost(1, 1)),
                  new Event.Admitted(1, "0"),
                  new Event.RoundEnded(1, 1, champion.id(), 1),
                  learned),
              List.of(champion.canonical(), VERSION),
              List.of()));
      journal.commit(
          new Journal.Batch(
              List.of(
                  new Event.Paused(
                      1,
                      "approval-1",
                      "promote improver %s needs the approval of %d of alice, bob"
                          .formatted(learned.version().brief(), approvers.needed()))),
              List.of(),
              List.of()));
    }
  }

  @Test
  void approve_twoPeople_recordsBothAndTheRunMayGoOn() {
    assertThat(type("verify", run()).out()).contains("is sound");
    assertThat(type("approve", run()).out())
        .contains("needs the approval of 2 of alice, bob", "approved by nobody (2 needed)");
    assertThat(type("resume", run()).err())
        .contains("is paused", "pawl approve " + run() + " --sign NAME.key", "--acknowledge");

    assertThat(sign("alice").out()).contains("approved by alice (2 needed)");
    assertThat(type("resume", run()).err()).contains("is paused", "approved by alice");
    Terminal second = type("approve", run(), "--sign=" + key("bob"), "--expires=2d", "--json");

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.json().get("approved").asBoolean()).isTrue();
    assertThat(type("approve", run()).out())
        .contains("approved by alice, bob", "goes on with: pawl resume");
    assertThat(decision()).isInstanceOf(Decision.Approved.class);
    assertThat(type("verify", run()).out()).contains("is sound");
    assertThat(type("show", run()).out()).contains("approval-1");
  }

  @Test
  void approve_whatDoesNotCount_isRefusedWithItsReasonAndNotRecorded() {
    sign("alice");

    assertThat(sign("alice").err()).contains("does not count: counted already");
    assertThat(sign("mallory").err())
        .contains("does not count: unknown key", "may approve: alice, bob");
    assertThat(type("approve", run(), "--sign=" + key("bob"), "--expires=30d").err())
        .contains("expires too late");
    assertThat(type("approve", run(), "--sign=" + key("bob"), "--expires=soon").err())
        .contains("write it as 90m, 12h or 2d");
    assertThat(petition().notes()).hasSize(1);
  }

  @Test
  void approve_signedElsewhere_countsForThisVersionOnly() throws IOException {
    Path note = folder.resolve("bob.note");
    assertThat(type("approve", run(), "--sign=" + key("bob"), "--out=" + note).exitCode()).isZero();
    assertThat(petition().notes()).isEmpty();
    Path forged =
        Files.writeString(
            folder.resolve("forged.note"),
            Files.readString(note)
                .replace(Hash.of(VERSION).toString(), Hash.of("other").toString()));

    assertThat(type("approve", run(), "--note=" + forged).err())
        .contains("does not count: other candidate");
    assertThat(type("approve", run(), "--note=" + note).out()).contains("approved by bob");
  }

  private Decision decision() {
    return petition().decide(Clock.system().millis());
  }

  private Petition petition() {
    try (Journal journal = SqliteJournal.openReadOnly(folder.resolve("r/journal.db"))) {
      return Petition.of(journal).orElseThrow();
    }
  }

  private Terminal sign(String name) {
    return type("approve", run(), "--sign=" + key(name));
  }

  private String key(String name) {
    return folder.resolve(name + ".key").toString();
  }

  private String run() {
    return folder.resolve("r").toString();
  }

  private static Terminal type(String... words) {
    return Terminal.type(words);
  }
}
