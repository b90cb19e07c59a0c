package dev.pawl.engine;

import static dev.pawl.engine.Runs.events;
import static dev.pawl.engine.Runs.gated;
import static dev.pawl.engine.Runs.only;
import static dev.pawl.engine.Runs.run;
import static dev.pawl.gate.attestation.People.ALICE;
import static dev.pawl.gate.attestation.People.BOB;
import static dev.pawl.gate.attestation.People.CAROL;
import static dev.pawl.gate.attestation.People.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.gate.attestation.Awaited;
import dev.pawl.gate.attestation.Decision;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.journal.Petition;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.journal.Verification;
import dev.pawl.study.StudyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A version of the improver that people have to approve before it writes: two of alice, bob and
/// carol.
class ApprovedRunTest {

  /// Each version is as good as a number drawn for it, so that many are promoted.
  private static final Lab LAB =
      new Proven(
          new HillClimb(9, 40, false),
          (number, _) -> Draw.of(number, 0, "skill").nextDouble(),
          false,
          new AtomicInteger());

  private static final String NAMED =
      "champions: false, version-tasks: 100, futility: 90, audit: 10, approvers: [%s, %s, %s], approvals: 2"
          .formatted(ALICE.verifying(), BOB.verifying(), CAROL.verifying());
  private static final Terms TERMS = gated(8, 2, Limits.NONE, "{" + NAMED + "}");
  private static final Signers BOTH = new Signers(List.of(ALICE, BOB));

  @Test
  void run_newVersion_pausesBeforeItWritesAndSaysWhoMustApprove() {
    MemoryJournal journal = new MemoryJournal();

    Ending ending = run(LAB, TERMS, journal, Mode.RUN, Signers.clock());

    Event.Learned lesson = only(journal, Event.Learned.class).getFirst();
    assertThat(ending.reason())
        .isEqualTo(
            "paused, approval-2: promote improver %s needs the approval of 2 of alice, bob, carol"
                .formatted(lesson.version().brief()));
    assertThat(Petition.of(journal).orElseThrow().change().candidate()).isEqualTo(lesson.version());
    long size = journal.size();
    assertThat(run(LAB, TERMS, journal, Mode.RUN, Signers.clock()).reason())
        .isEqualTo(ending.reason());
    assertThat(journal.size()).isEqualTo(size);
  }

  @Test
  void run_twoOfThreeSign_goesOnWithTheVersionAndAsksForEachNextOne() {
    MemoryJournal journal = new MemoryJournal();

    assertThat(BOTH.runThrough(LAB, TERMS, journal).finished()).isTrue();

    List<Event.Released> released = only(journal, Event.Released.class);
    assertThat(released).hasSizeGreaterThan(1);
    assertThat(only(journal, Event.Approved.class)).hasSize(2 * released.size());
    Hash first = only(journal, Event.Learned.class).getFirst().version();
    assertThat(only(journal, Event.Attempted.class).getFirst().attempt().champion())
        .isEqualTo(first);
    assertThat(proposed(journal, 3)).isNotEqualTo(proposed(leftOut(), 3));
    assertThat(run(LAB, TERMS, journal, Mode.REPLAY).finished()).isTrue();
    assertThat(run(LAB, TERMS, journal, Mode.RERUN).finished()).isTrue();
  }

  @Test
  void run_pauseIsAcknowledgedUnapproved_goesOnWithoutTheVersion() {
    MemoryJournal journal = leftOut();

    assertThat(only(journal, Event.Released.class)).isEmpty();
    assertThat(only(journal, Event.Attempted.class)).isEmpty(); // nothing counts to be set against
    assertThat(only(journal, Event.Acknowledged.class)).hasSizeGreaterThan(1);
    assertThat(run(LAB, TERMS, journal, Mode.REPLAY).finished()).isTrue();
  }

  /// A run in which nobody approves anything.
  private static MemoryJournal leftOut() {
    MemoryJournal journal = new MemoryJournal();
    Ending ending = run(LAB, TERMS, journal, Mode.RUN, Signers.clock());
    while (!ending.finished()) {
      Gating seen = TERMS.gating().withAcknowledged(Set.of(Signers.pausedFor(journal)));
      ending = run(LAB, TERMS.withGating(seen), journal, Mode.RUN, Signers.clock());
    }
    return journal;
  }

  private static List<Event.Proposed> proposed(Journal journal, int round) {
    return only(journal, Event.Proposed.class).stream().filter(p -> p.round() == round).toList();
  }

  private static Stream<Arguments> worthless() {
    return Stream.of(
        Arguments.of(
            Decision.Reason.OTHER_CANDIDATE,
            (Wrong) c -> new Awaited(c.change(), c.round(), Hash.of("other"), c.evidence())),
        Arguments.of(
            Decision.Reason.OTHER_EVIDENCE,
            (Wrong) c -> new Awaited(c.change(), c.round(), c.candidate(), Hash.of("other"))),
        Arguments.of(
            Decision.Reason.OTHER_CHANGE,
            (Wrong) c -> new Awaited("widen limits", c.round(), c.candidate(), c.evidence())));
  }

  interface Wrong {
    Awaited of(Awaited right);
  }

  @ParameterizedTest
  @MethodSource("worthless")
  void run_approvalOfSomethingElse_waitsOnForThatReason(Decision.Reason reason, Wrong wrong) {
    MemoryJournal journal = new MemoryJournal();
    run(LAB, TERMS, journal, Mode.RUN, Signers.clock());
    Awaited asked = Petition.of(journal).orElseThrow().change();
    Signers.record(journal, Signers.signed(asked, ALICE));
    Signers.record(journal, Signers.signed(wrong.of(asked), BOB));

    assertWaits(journal, new Decision.Rejected("bob", reason));
  }

  @Test
  void run_strangerOrTheSamePersonTwice_waitsOn() {
    MemoryJournal journal = new MemoryJournal();
    run(LAB, TERMS, journal, Mode.RUN, Signers.clock());
    Awaited asked = Petition.of(journal).orElseThrow().change();
    Signers.record(journal, Signers.signed(asked, ALICE));
    Signers.record(journal, Signers.signed(asked, MALLORY));
    Signers.record(journal, Signers.signed(asked, ALICE, Signers.NOW + 500));

    assertWaits(
        journal,
        new Decision.Rejected("mallory", Decision.Reason.UNKNOWN_KEY),
        new Decision.Rejected("alice", Decision.Reason.COUNTED_ALREADY));
  }

  private static void assertWaits(Journal journal, Decision.Rejected... rejected) {
    long size = journal.size();
    assertThat(run(LAB, TERMS, journal, Mode.RUN, Signers.clock()).reason()).startsWith("paused");
    assertThat(journal.size()).isEqualTo(size);
    assertThat(Petition.of(journal).orElseThrow().decide(Signers.NOW))
        .isInstanceOf(Decision.Denied.class)
        .extracting(Decision::rejected)
        .isEqualTo(List.of(rejected));
  }

  @Test
  void run_approvalThatExpiredBeforeTheRunGoesOn_waitsOn() {
    MemoryJournal journal = new MemoryJournal();
    run(LAB, TERMS, journal, Mode.RUN, Signers.clock());
    Awaited asked = Petition.of(journal).orElseThrow().change();
    Signers.record(journal, Signers.signed(asked, ALICE));
    Signers.record(journal, Signers.signed(asked, BOB));

    Clock later = Signers.clock(Signers.NOW + 1_000);
    assertThat(run(LAB, TERMS, journal, Mode.RUN, later).reason()).startsWith("paused");
    assertThat(only(journal, Event.Released.class)).isEmpty();

    // Whoever was in time stays in time: a replay at any later moment agrees.
    run(LAB, TERMS, journal, Mode.RUN, Signers.clock());
    assertThat(only(journal, Event.Released.class)).hasSize(1);
    run(LAB, TERMS, journal, Mode.REPLAY, later);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REPLAY", "RERUN"})
  void replayAndRerun_ofAnyPrefixAroundAPause_findNoDifference(Mode mode) {
    MemoryJournal whole = new MemoryJournal();
    BOTH.runThrough(LAB, TERMS, whole);
    List<Event> all = events(whole);
    for (int i = 0; i < all.size(); i++) {
      Event event = all.get(i);
      if (event instanceof Event.Paused
          || event instanceof Event.Approved
          || event instanceof Event.Released) {
        MemoryJournal prefix = prefix(whole, i + 1);
        assertThat(run(LAB, TERMS, prefix, mode).finished()).isFalse();
        assertThat(prefix.size()).isEqualTo(i + 1);
      }
    }
  }

  private static MemoryJournal prefix(MemoryJournal whole, int size) {
    MemoryJournal prefix = new MemoryJournal();
    List<Event> events = events(whole).subList(0, size);
    prefix.commit(new Journal.Batch(events, blobs(whole, events), List.of()));
    return prefix;
  }

  private static List<byte[]> blobs(MemoryJournal whole, List<Event> events) {
    return events.stream()
        .flatMap(event ->
            switch (event) {
              case Event.Proposed p -> Stream.of(p.candidate());
              case Event.Learned l -> Stream.of(l.version());
              default -> Stream.<Hash>empty();
            })
        .map(whole::blob)
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void verify_honestRun_isSound(@TempDir Path folder) {
    MemoryJournal journal = new MemoryJournal();
    BOTH.runThrough(LAB, TERMS, journal);

    assertThat(findings(journal, events(journal), folder.resolve("j"))).isEmpty();
    assertThat(findings(leftOut(), events(leftOut()), folder.resolve("k"))).isEmpty();
  }

  @Test
  void verify_releaseWithTooFewSignatures_isNamed(@TempDir Path folder) {
    MemoryJournal journal = new MemoryJournal();
    BOTH.runThrough(LAB, TERMS, journal);
    Event second = only(journal, Event.Approved.class).get(1);
    List<Event> forged = new ArrayList<>(events(journal));
    forged.remove(second);

    assertThat(findings(journal, forged, folder.resolve("j")).getFirst())
        .contains("expected 2 good approvals of promote improver")
        .contains("there are those of [alice]");
    assertThatThrownBy(() -> run(LAB, TERMS, copy(journal, forged), Mode.REPLAY))
        .hasMessageContaining("was approved, and it was not");
  }

  @Test
  void verify_approvalThatIsReplayedForALaterVersion_isNamedWithItsReason(@TempDir Path folder) {
    MemoryJournal journal = new MemoryJournal();
    BOTH.runThrough(LAB, TERMS, journal);
    List<Event.Approved> approvals = only(journal, Event.Approved.class);
    List<Event> forged = new ArrayList<>(events(journal));
    forged.replaceAll(event -> event.equals(approvals.get(3)) ? approvals.get(1) : event);

    assertThat(findings(journal, forged, folder.resolve("j")).getFirst())
        .contains("Rejected[signer=bob, reason=OTHER_CANDIDATE]");
  }

  @Test
  void verify_releaseAfterTheApprovalsExpired_isNamed(@TempDir Path folder) {
    MemoryJournal journal = new MemoryJournal();
    BOTH.runThrough(LAB, TERMS, journal);
    Event.Released first = only(journal, Event.Released.class).getFirst();
    List<Event> forged = new ArrayList<>(events(journal));
    forged.replaceAll(
        event -> event.equals(first) ? new Event.Released(first.id(), Signers.NOW + 1_000) : event);

    assertThat(findings(journal, forged, folder.resolve("j")).getFirst()).contains("EXPIRED");
  }

  private static MemoryJournal copy(MemoryJournal origin, List<Event> events) {
    MemoryJournal copy = new MemoryJournal();
    copy.commit(new Journal.Batch(events, blobs(origin, events), List.of()));
    return copy;
  }

  private static List<String> findings(MemoryJournal origin, List<Event> events, Path file) {
    try (Journal journal = SqliteJournal.create(file)) {
      journal.commit(new Journal.Batch(events, blobs(origin, events), List.of()));
    }
    return Verification.of(file).findings().stream().map(Object::toString).toList();
  }

  @Test
  void study_approversWithoutBinding_isRefused() {
    assertThatThrownBy(() ->
            gated(
                8,
                2,
                Limits.NONE,
                "{versions: watch, approvers: [%s]}".formatted(ALICE.verifying())))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("needs versions: bind");
    assertThatThrownBy(() -> gated(8, 2, Limits.NONE, "{approvers: [nowhere.pub]}"))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("nowhere.pub, which cannot be read");
    assertThatThrownBy(() -> gated(8, 2, Limits.NONE, "{approvers: [a+b+c]}"))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("pawl key new NAME");
  }
}
