package dev.pawl.cli;

import dev.pawl.Hash;
import dev.pawl.gate.Declared;
import dev.pawl.gate.GatePlan;
import dev.pawl.gate.Observation;
import dev.pawl.gate.attestation.Approvers;
import dev.pawl.gate.attestation.Awaited;
import dev.pawl.gate.attestation.Checkpoint;
import dev.pawl.gate.attestation.Decision;
import dev.pawl.gate.attestation.Promotion;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a journal holds about everything that was promoted on one hold-out, and nothing but that.
final class PromotionFold {

  private final String run;
  private final String holdOut;
  private final Map<Hash, Origin> origins = new HashMap<>();
  private final Map<Hash, Promotion> promotions = new LinkedHashMap<>();
  private final List<Observation> observations = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<Approvers> approvers = Optional.empty();
  private Journal.@Nullable Entry waiting;
  private Event.@Nullable Started started;
  private Event.@Nullable Attempted attempted;
  private Optional<GatePlan> plan = Optional.empty();

  /// Who wrote a candidate or version, and of what.
  private record Origin(String proposer, List<Hash> parents) {}

  private PromotionFold(String run, String holdOut) {
    this.run = run;
    this.holdOut = holdOut;
  }

  /// By candidate or version, in the order in which they were promoted.
  ///
  /// @throws IllegalArgumentException if a verdict does not follow from what was observed
  static Map<Hash, Promotion> of(String run, Journal journal, String holdOut) {
    PromotionFold fold = new PromotionFold(run, holdOut);
    journal.read(0, fold::accept);
    return fold.promotions;
  }

  private void accept(Journal.Entry entry) {
    switch (entry.event()) {
      case Event.Started e -> {
        started = e;
        approvers =
            holdOut.equals(Event.VERSIONS) ? Approvers.ofStudy(e.study()) : Optional.empty();
        plan =
            Declared.ofStudy(e.study(), e.seed())
                .map(d -> holdOut.equals(Event.CHAMPIONS) ? d.championPlan() : d.versionPlan());
      }
      case Event.Proposed e ->
          origins.putIfAbsent(e.candidate(), new Origin(e.proposer(), e.parents()));
      case Event.Learned e ->
          origins.putIfAbsent(
              e.version(),
              new Origin(
                  "learning after round %d, from tickets %d to %d"
                      .formatted(e.round(), e.fromTicket(), e.toTicket()),
                  e.parent().equals(Hash.ZERO) ? List.of() : List.of(e.parent())));
      case Event.Attempted e when e.holdOut().equals(holdOut) -> {
        attempted = e;
        observations.clear();
      }
      case Event.Observed e when e.holdOut().equals(holdOut) ->
          observations.addAll(e.observations());
      case Event.Gated e when e.holdOut().equals(holdOut) && e.promotes() -> {
        if (approvers.isEmpty()) {
          promoted(entry, List.of());
        } else {
          waiting = entry;
          notes.clear();
        }
      }
      case Event.Approved e -> notes.add(e.note());
      case Event.Released e when waiting != null -> {
        promoted(waiting, by(e, waiting));
        waiting = null;
      }
      case Event.Acknowledged e when Awaited.isAwaited(e.id()) -> waiting = null;
      default -> {}
    }
  }

  /// Who approved it; nobody where that is not so, which `pawl verify` finds.
  private List<String> by(Event.Released released, Journal.Entry gated) {
    if (attempted == null || !(gated.event() instanceof Event.Gated verdict)) {
      return List.of();
    }
    Awaited change =
        new Awaited(
            Awaited.IMPROVER, verdict.round(), attempted.attempt().candidate(), verdict.evidence());
    return approvers
        .map(who -> change.decide(who, notes, released.atMillis()))
        .filter(Decision.Approved.class::isInstance)
        .map(Decision.Approved.class::cast)
        .map(Decision.Approved::by)
        .orElse(List.of());
  }

  private void promoted(Journal.Entry entry, List<String> approvedBy) {
    if (started == null || attempted == null || plan.isEmpty()) {
      throw new IllegalArgumentException(
          "event %d promotes without an attempt that the study declares".formatted(entry.number()));
    }
    Hash candidate = attempted.attempt().candidate();
    Origin origin = origins.getOrDefault(candidate, new Origin("unknown", List.of()));
    promotions.put(
        candidate,
        new Promotion(
            run,
            started.lab(),
            started.pawl(),
            Hash.of(started.study()),
            origin.proposer(),
            origin.parents(),
            plan.get(),
            attempted.attempt(),
            observations,
            approvedBy,
            new Checkpoint(run, entry.number() + 1, entry.hash())));
  }
}
