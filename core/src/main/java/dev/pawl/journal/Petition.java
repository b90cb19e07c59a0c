package dev.pawl.journal;

import dev.pawl.Hash;
import dev.pawl.gate.attestation.Approvers;
import dev.pawl.gate.attestation.Awaited;
import dev.pawl.gate.attestation.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a journal that ends in a pause asks people to approve, and what they have signed so far.
///
/// @param notes that the journal holds, in their order
public record Petition(Awaited change, Approvers approvers, List<String> notes) {

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

  private static final class Reading {
    private Optional<Approvers> approvers = Optional.empty();
    private Hash version = Hash.ZERO;
    private Hash evidence = Hash.ZERO;
    private @Nullable Awaited change;
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
          notes.clear();
        }
        case Event.Approved e -> notes.add(e.note());
        case Event.Released _ -> change = null;
        case Event.Acknowledged e ->
            change = change != null && change.id().equals(e.id()) ? null : change;
        default -> {}
      }
    }

    Optional<Petition> petition() {
      return Optional.ofNullable(change)
          .flatMap(waiting -> approvers.map(who -> new Petition(waiting, who, notes)));
    }
  }
}
