package dev.pawl.journal;

import dev.pawl.Hash;
import dev.pawl.gate.attestation.Approvers;
import dev.pawl.gate.attestation.Awaited;
import dev.pawl.gate.attestation.Decision;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a journal asks people to approve, and what they have signed so far: a version that a run
/// paused for, or a budget.
///
/// @param what is to change, in words that do not stand in `change`; empty for a version
/// @param notes that the journal holds, in their order
public record Petition(Awaited change, String what, Approvers approvers, List<String> notes) {

  public Petition {
    notes = List.copyOf(notes);
  }

  /// What `journal` asks for; empty if for nothing.
  public static Optional<Petition> of(Journal journal) {
    Reading reading = new Reading();
    journal.read(0, entry -> reading.accept(entry.event()));
    return reading.petition();
  }

  /// What the signatures come to at a moment, with one note more.
  public Decision with(String note, long nowMillis) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return change.decide(approvers, all, nowMillis);
  }

  /// What they come to at a moment.
  public Decision decide(long nowMillis) {
    return change.decide(approvers, notes, nowMillis);
  }

  /// The change that a request for a budget stands for.
  static Awaited ofBudget(Event.BudgetAsked asked) {
    Hash budget = Hash.of(asked.budget().getBytes(StandardCharsets.UTF_8));
    return new Awaited(Awaited.BUDGET, asked.number(), budget, asked.evidence());
  }

  private static final class Reading {
    private Optional<Approvers> approvers = Optional.empty();
    private Hash version = Hash.ZERO;
    private Hash evidence = Hash.ZERO;
    private @Nullable Awaited change;
    private String what = "";
    private final List<String> notes = new ArrayList<>();

    void accept(Event event) {
      switch (event) {
        case Event.Started e -> approvers = Approvers.ofStudy(e.study());
        case Event.Learned e when e.refused().isEmpty() -> {
          version = e.version();
          evidence = EventCodec.hash(e);
        }
        case Event.Gated e when e.holdOut().equals(Event.VERSIONS) -> evidence = e.evidence();
        case Event.Paused e when Awaited.isAwaited(e.id()) -> {
          change = new Awaited(Awaited.IMPROVER, e.round(), version, evidence);
          what = "";
          notes.clear();
        }
        case Event.Approved e -> notes.add(e.note());
        case Event.BudgetAsked e -> {
          change = ofBudget(e);
          what = e.budget();
          notes.clear();
        }
        case Event.Released _, Event.BudgetGranted _ -> change = null;
        case Event.Acknowledged e ->
            change = change != null && change.id().equals(e.id()) ? null : change;
        default -> {}
      }
    }

    Optional<Petition> petition() {
      return Optional.ofNullable(change)
          .flatMap(waiting -> approvers.map(who -> new Petition(waiting, what, who, notes)));
    }
  }
}
