package dev.pawl.gate.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Hash;
import dev.pawl.gate.attestation.Decision.Approved;
import dev.pawl.gate.attestation.Decision.Denied;
import dev.pawl.gate.attestation.Decision.Reason;
import dev.pawl.gate.attestation.Decision.Rejected;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApproversTest {

  private static final String CHANGE = "promote improver";
  private static final Hash CANDIDATE = Hash.of("candidate");
  private static final Hash EVIDENCE = Hash.of("evidence");
  private static final long NOW = 1_000_000;
  private static final Approval APPROVAL = new Approval(CHANGE, CANDIDATE, EVIDENCE, 2_000_000);

  private static final Approvers TWO_OF_THREE =
      new Approvers(
          2,
          List.of(People.ALICE.verifying(), People.BOB.verifying(), People.CAROL.verifying()),
          Duration.ofHours(1));

  @Test
  void decide_twoOfThree_isApprovedByName() {
    assertThat(decide(note(APPROVAL, People.BOB, People.ALICE)))
        .isEqualTo(new Approved(List.of("alice", "bob"), List.of()));
    assertThat(decide(note(APPROVAL, People.CAROL), note(APPROVAL, People.ALICE)))
        .isEqualTo(new Approved(List.of("alice", "carol"), List.of()));
  }

  /// Signed by another implementation of Ed25519.
  @Test
  void decide_signatureOfAnotherImplementation_counts() {
    Note note =
        Note.parse(
            APPROVAL.text()
                + "\n\u2014 alice s3SbjcteBbnvAF/yDiR1bGAmUuAE9mrwTXUh59Bc3IXeHoiO5PxaSUrxg65BKfSXsQjJCL6aBTj+VquIq9mxxh6xWwk=\n");
    assertThat(decide(note)).isEqualTo(new Denied(2, List.of("alice"), List.of()));
    assertThat(decide(note.sign(People.BOB)))
        .isEqualTo(new Approved(List.of("alice", "bob"), List.of()));
  }

  @Test
  void decide_onePersonTwice_countsOnce() {
    assertThat(decide(note(APPROVAL, People.ALICE, People.ALICE)))
        .isEqualTo(denied("alice", "alice", Reason.COUNTED_ALREADY));
    Approval later = new Approval(CHANGE, CANDIDATE, EVIDENCE, 2_000_001);
    assertThat(decide(note(APPROVAL, People.ALICE), note(later, People.ALICE)))
        .isEqualTo(denied("alice", "alice", Reason.COUNTED_ALREADY));
  }

  @Test
  void decide_approvalOfSomethingElse_isRejectedByReason() {
    rejects(new Approval("widen limits", CANDIDATE, EVIDENCE, 2_000_000), Reason.OTHER_CHANGE);
    rejects(new Approval(CHANGE, EVIDENCE, EVIDENCE, 2_000_000), Reason.OTHER_CANDIDATE);
    rejects(new Approval(CHANGE, CANDIDATE, CANDIDATE, 2_000_000), Reason.OTHER_EVIDENCE);
  }

  @Test
  void decide_timeOverOrTooLong_isRejectedByReason() {
    rejects(new Approval(CHANGE, CANDIDATE, EVIDENCE, NOW), Reason.EXPIRED);
    rejects(new Approval(CHANGE, CANDIDATE, EVIDENCE, NOW + 3_600_001), Reason.EXPIRES_TOO_LATE);
    Approval last = new Approval(CHANGE, CANDIDATE, EVIDENCE, NOW + 1);
    assertThat(decide(note(last, People.ALICE, People.BOB))).isInstanceOf(Approved.class);
  }

  @Test
  void decide_strangerOrImpostor_isRejectedByReason() {
    assertThat(decide(note(APPROVAL, People.ALICE, People.MALLORY)))
        .isEqualTo(denied("alice", "mallory", Reason.UNKNOWN_KEY));
    // Mallory's signature under Bob's name: with her own id, and with the id of his key
    Note.Line hers = note(APPROVAL, People.MALLORY).lines().getFirst();
    Note named = new Note(APPROVAL.text(), List.of(new Note.Line("bob", hers.signature())));
    assertThat(decide(named, note(APPROVAL, People.ALICE)))
        .isEqualTo(denied("alice", "bob", Reason.UNKNOWN_KEY));
    Note other = note(new Approval(CHANGE, EVIDENCE, EVIDENCE, 2_000_000), People.BOB);
    Note moved = new Note(APPROVAL.text(), other.lines());
    assertThat(decide(moved, note(APPROVAL, People.ALICE)))
        .isEqualTo(denied("alice", "bob", Reason.BAD_SIGNATURE));
  }

  @Test
  void decide_author_mayNotApproveTheirOwnChange() {
    Note note = note(APPROVAL, People.ALICE, People.BOB);
    Decision decision = TWO_OF_THREE.decide(CHANGE, CANDIDATE, EVIDENCE, "bob", List.of(note), NOW);
    assertThat(decision).isEqualTo(denied("alice", "bob", Reason.IS_THE_AUTHOR));
  }

  @Test
  void decide_badSignaturesAmongGoodOnes_doNotSpoilThem() {
    Note text = Note.unsigned("please\n").sign(People.CAROL);
    assertThat(decide(text, note(APPROVAL, People.ALICE, People.MALLORY, People.BOB)))
        .isEqualTo(
            new Approved(
                List.of("alice", "bob"),
                List.of(
                    new Rejected("carol", Reason.NOT_AN_APPROVAL),
                    new Rejected("mallory", Reason.UNKNOWN_KEY))));
  }

  @Test
  void decide_nothing_isDenied() {
    assertThat(decide()).isEqualTo(new Denied(2, List.of(), List.of()));
    assertThat(decide(Note.unsigned("please\n")))
        .isEqualTo(new Denied(2, List.of(), List.of(new Rejected("", Reason.NOT_AN_APPROVAL))));
  }

  @Test
  void parse_textWithAnythingAdded_isNoApproval() {
    String text = APPROVAL.text();
    assertThat(Approval.parse(text)).contains(APPROVAL);
    for (String other :
        List.of(
            text + "\n",
            text + "change: widen limits\n",
            text.replace("expires: ", "expires: 0"),
            text.replace("change: ", "change:  "),
            text.toUpperCase(java.util.Locale.ROOT),
            text.strip())) {
      assertThat(Approval.parse(other)).isEmpty();
    }
  }

  @Test
  void approvers_onePersonUnderTwoNames_isRefused() {
    VerifyingKey alice = People.ALICE.verifying();
    VerifyingKey alias = new VerifyingKey("alias", alice.key());
    assertThatThrownBy(() -> new Approvers(2, List.of(alice, alias), Duration.ofHours(1)))
        .hasMessageContaining("would count twice");
    assertThatThrownBy(() -> new Approvers(2, List.of(alice), Duration.ofHours(1)))
        .hasMessageContaining("2 of 1 approvers");
    assertThatThrownBy(() -> new Approvers(0, List.of(alice), Duration.ofHours(1)))
        .hasMessageContaining("0 of 1 approvers");
  }

  private static void rejects(Approval approval, Reason reason) {
    assertThat(decide(note(approval, People.ALICE, People.BOB)))
        .isEqualTo(
            new Denied(
                2, List.of(), List.of(new Rejected("alice", reason), new Rejected("bob", reason))));
  }

  private static Denied denied(String by, String rejected, Reason reason) {
    return new Denied(2, List.of(by), List.of(new Rejected(rejected, reason)));
  }

  private static Decision decide(Note... notes) {
    return TWO_OF_THREE.decide(CHANGE, CANDIDATE, EVIDENCE, "", List.of(notes), NOW);
  }

  private static Note note(Approval approval, SigningKey... keys) {
    Note note = Note.unsigned(approval.text());
    for (SigningKey key : keys) {
      note = note.sign(key);
    }
    return note;
  }
}
