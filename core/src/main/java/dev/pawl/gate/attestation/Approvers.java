package dev.pawl.gate.attestation;

import dev.pawl.Hash;
import dev.pawl.gate.attestation.Decision.Approved;
import dev.pawl.gate.attestation.Decision.Denied;
import dev.pawl.gate.attestation.Decision.Reason;
import dev.pawl.gate.attestation.Decision.Rejected;
import dev.pawl.gate.attestation.Note.Line;
import dev.pawl.study.Section;
import dev.pawl.study.StudyException;
import dev.pawl.study.StudyFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Who may approve, and how many of them have to: needed of `keys.size()`.
///
/// @param validMax for how long from now an approval may be valid at most
public record Approvers(int needed, List<VerifyingKey> keys, Duration validMax) {

  private static final Duration VALID = Duration.ofDays(7);
  private static final Duration VALID_MOST = Duration.ofDays(365);

  public Approvers {
    keys = List.copyOf(keys);
    if (needed < 1 || needed > keys.size()) {
      throw new IllegalArgumentException(
          "%d of %d approvers are needed; it must be at least one and no more than there are"
              .formatted(needed, keys.size()));
    }
    if (!validMax.isPositive()) {
      throw new IllegalArgumentException("approvals may be valid for " + validMax);
    }
    Set<String> names = new HashSet<>();
    Set<Hash> raws = new HashSet<>();
    for (VerifyingKey key : keys) {
      if (!names.add(key.name()) || !raws.add(Hash.ofBytes(key.raw()))) {
        throw new IllegalArgumentException(
            "approver %s is named twice, or has the key of another: one person would count twice"
                .formatted(key.name()));
      }
    }
  }

  /// Whom the section `gate` of a study names: `approvers` (public keys, or files that hold one),
  /// `approvals` (how many of them are needed; all unless it says otherwise) and `approval-valid`
  /// (for how long an approval may be). Empty if it names nobody.
  public static Optional<Approvers> of(Section gate) {
    List<String> texts = gate.textsOrFiles("approvers", text -> text.contains("+"));
    int most = Math.max(1, texts.size());
    int needed = gate.integer("approvals", most, 1, most);
    Duration valid = gate.duration("approval-valid", VALID, Duration.ofMinutes(1), VALID_MOST);
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Approvers(needed, texts.stream().map(VerifyingKey::parse).toList(), valid));
    } catch (IllegalArgumentException e) {
      gate.problem(
          "approvers",
          "cannot be used: %s; `pawl key new NAME` writes a public key to NAME.pub"
              .formatted(e.getMessage()));
      return Optional.empty();
    }
  }

  /// Whom the study of a journal names; empty if nobody, or if it is not readable.
  ///
  /// @param study as [StudyFile#effective] wrote it
  public static Optional<Approvers> ofStudy(String study) {
    try {
      Section root = StudyFile.parse("study", Path.of(""), study, List.of()).root();
      return root.has("gate") ? of(root.section("gate")) : Optional.empty();
    } catch (StudyException e) {
      return Optional.empty();
    }
  }

  /// Whether enough of them approve this change by this candidate on this evidence now. One bad
  /// signature does not spoil the good ones; each is named with its reason.
  ///
  /// @param author the name of whoever wrote the change; empty if no approver did
  /// @param notes signed [Approval]s, from anywhere
  public Decision decide(
      String change,
      Hash candidate,
      Hash evidence,
      String author,
      List<Note> notes,
      long nowMillis) {
    SortedSet<String> by = new TreeSet<>();
    List<Rejected> rejected = new ArrayList<>();
    for (Note note : notes) {
      Optional<Reason> wrong = wrong(note, change, candidate, evidence, nowMillis);
      if (note.lines().isEmpty()) {
        wrong.ifPresent(reason -> rejected.add(new Rejected("", reason)));
      }
      for (Line line : note.lines()) {
        Optional<Reason> reason = wrong.or(() -> wrong(note, line, author, by));
        reason.ifPresentOrElse(
            r -> rejected.add(new Rejected(line.name(), r)), () -> by.add(line.name()));
      }
    }
    return by.size() >= needed
        ? new Approved(List.copyOf(by), List.copyOf(rejected))
        : new Denied(needed, List.copyOf(by), List.copyOf(rejected));
  }

  private Optional<Reason> wrong(
      Note note, String change, Hash candidate, Hash evidence, long nowMillis) {
    Optional<Approval> parsed = Approval.parse(note.text());
    if (parsed.isEmpty()) {
      return Optional.of(Reason.NOT_AN_APPROVAL);
    }
    Approval approval = parsed.orElseThrow();
    if (!approval.change().equals(change)) {
      return Optional.of(Reason.OTHER_CHANGE);
    }
    if (!approval.candidate().equals(candidate)) {
      return Optional.of(Reason.OTHER_CANDIDATE);
    }
    if (!approval.evidence().equals(evidence)) {
      return Optional.of(Reason.OTHER_EVIDENCE);
    }
    if (approval.expiresMillis() <= nowMillis) {
      return Optional.of(Reason.EXPIRED);
    }
    return approval.expiresMillis() - nowMillis > validMax.toMillis()
        ? Optional.of(Reason.EXPIRES_TOO_LATE)
        : Optional.empty();
  }

  private Optional<Reason> wrong(Note note, Line line, String author, Set<String> by) {
    Optional<VerifyingKey> key = keys.stream().filter(k -> Note.claims(line, k)).findFirst();
    if (key.isEmpty()) {
      return Optional.of(Reason.UNKNOWN_KEY);
    }
    if (!note.isSignedBy(line, key.orElseThrow())) {
      return Optional.of(Reason.BAD_SIGNATURE);
    }
    if (line.name().equals(author)) {
      return Optional.of(Reason.IS_THE_AUTHOR);
    }
    return by.contains(line.name()) ? Optional.of(Reason.COUNTED_ALREADY) : Optional.empty();
  }
}
