package dev.pawl.engine;

import dev.pawl.engine.Engine.Mode;
import dev.pawl.gate.attestation.Approvers;
import dev.pawl.gate.attestation.Awaited;
import dev.pawl.gate.attestation.Decision;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Changes that take effect only when enough people approve them. The run pauses for each; what
/// people sign meanwhile stands in the journal behind the pause, and is judged when the run goes
/// on.
final class Approvals {

  /// What became of a change.
  enum Answer {
    APPROVED,
    /// Somebody lets the run go on without it.
    LEFT_OUT,
    /// The run has to wait.
    WAITS
  }

  private final Optional<Approvers> approvers;
  private final Set<String> acknowledged;
  private final Surroundings around;
  private final List<String> notes = new ArrayList<>();

  /// @param approvers empty if nothing has to be approved
  /// @param acknowledged pauses that somebody has seen: what waited there is left out
  Approvals(Optional<Approvers> approvers, Set<String> acknowledged, Surroundings around) {
    this.approvers = approvers;
    this.acknowledged = acknowledged;
    this.around = around;
  }

  /// Whether changes have to be approved.
  boolean areNeeded() {
    return approvers.isPresent();
  }

  /// Takes what somebody signed.
  void approved(Event.Approved event) {
    notes.add(event.note());
  }

  /// Asks for `change`.
  Answer ask(Awaited change) {
    Approvers people = approvers.orElseThrow();
    if (around.atTheEnd()) {
      return Answer.WAITS;
    }
    notes.clear();
    around.durably(new Event.Paused(change.round(), change.id(), change.reason(people)));
    Event.Acknowledged left = around.scribe().next(Event.Acknowledged.class);
    Event.Released released = around.scribe().next(Event.Released.class);
    boolean isNew = around.scribe().caughtUp() && around.mode() == Mode.RUN;
    if (left != null || (isNew && acknowledged.contains(change.id()))) {
      around.durably(new Event.Acknowledged(change.id()));
      return Answer.LEFT_OUT;
    }
    if (released == null && !isNew) {
      return Answer.WAITS;
    }
    long now = released == null ? around.clock().millis() : released.atMillis();
    if (!(change.decide(people, notes, now) instanceof Decision.Approved)) {
      if (released != null) {
        throw new IllegalStateException(
            "the journal says that %s was approved, and it was not: run `pawl verify`"
                .formatted(change.candidate().brief()));
      }
      return Answer.WAITS;
    }
    around.durably(new Event.Released(change.id(), now));
    return Answer.APPROVED;
  }

  /// Why the run waits.
  String words(Awaited change) {
    return around.atTheEnd()
        ? "the end of the journal"
        : "paused, %s: %s".formatted(change.id(), change.reason(approvers.orElseThrow()));
  }
}
