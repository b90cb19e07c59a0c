package dev.pawl.cli.report;

import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.Outcome;
import dev.pawl.journal.Event;
import dev.pawl.journal.Event.Steered;
import dev.pawl.journal.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What people wanted of a run, and what of it holds now: a fold of its journal.
public final class SteeringFold {

  private final List<Given> all = new ArrayList<>();
  private final Map<Hash, Double> pins = new LinkedHashMap<>();
  private final Set<Hash> banned = new HashSet<>();
  private final Set<Hash> lines = new HashSet<>();
  private Optional<Hash> pinnedVersion = Optional.empty();
  private long settled;

  /// An order, and the last ticket before it.
  public record Given(long ticket, Steered steered) {}

  /// Reads `journal`; twice if the descendants of something are banned.
  public static SteeringFold of(Journal journal) {
    SteeringFold fold = new SteeringFold();
    journal.read(0, entry -> fold.accept(entry.event()));
    fold.descend(journal);
    return fold;
  }

  /// Takes the next event.
  public void accept(Event event) {
    switch (event) {
      case Event.Scored e -> settled = e.ticket();
      case Event.Declined e -> settled = e.ticket();
      case Steered e -> steered(e);
      case Event.RolledBack e when e.holdOut().equals(Event.VERSIONS) ->
          pinnedVersion = Optional.empty();
      default -> {}
    }
  }

  private void steered(Steered event) {
    all.add(new Given(settled, event));
    switch (event.order()) {
      case Order.Pin(var candidate, var share) -> pins.put(candidate, share);
      case Order.Unpin(var candidate) -> pins.remove(candidate);
      case Order.Ban(var candidate, var descendants) -> {
        banned.add(candidate);
        if (descendants) {
          lines.add(candidate);
        }
      }
      case Order.PinVersion(var version) -> pinnedVersion = Optional.of(version);
      case Order.UnpinVersion() -> pinnedVersion = Optional.empty();
      case Order.Annotate _, Order.Inject _, Order.Weigh _ -> {}
    }
  }

  /// Finds what comes of those whose descendants are banned, when all events were taken.
  public void descend(Journal journal) {
    if (!lines.isEmpty()) {
      follow(journal);
    }
    pins.keySet().removeAll(banned);
  }

  private void follow(Journal journal) {
    Map<Long, Event.Proposed> proposed = new HashMap<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.Proposed e) {
            proposed.put(e.ticket(), e);
          } else if (entry.event() instanceof Event.Scored e) {
            Event.Proposed born = proposed.remove(e.ticket());
            if (born != null
                && e.outcome() instanceof Outcome.Finished
                && born.parents().stream().anyMatch(lines::contains)) {
              lines.add(born.candidate());
              banned.add(born.candidate());
            }
          }
        });
  }

  /// All orders, in the order in which they were taken in.
  public List<Given> all() {
    return List.copyOf(all);
  }

  /// Whether it is banned.
  public boolean isBanned(Hash candidate) {
    return banned.contains(candidate);
  }

  /// Who is pinned now, and with which share.
  public Map<Hash, Double> pins() {
    return Map.copyOf(pins);
  }

  /// The version of the improver that is pinned now.
  public Optional<Hash> pinnedVersion() {
    return pinnedVersion;
  }

  /// The notes on a candidate, or on the run for [Hash#ZERO], oldest first.
  public List<String> notes(Hash candidate) {
    List<String> notes = new ArrayList<>();
    for (Given given : all) {
      if (given.steered().order() instanceof Order.Annotate(var about, var note)
          && about.equals(candidate)) {
        notes.add("%s (%s)".formatted(note, given.steered().by()));
      }
    }
    return notes;
  }

  /// An order in words, such as `ban 5e8f0c1234 with all that comes of it`.
  public static String words(Order order) {
    return switch (order) {
      case Order.Pin(var candidate, var share) ->
          "pin %s at %s".formatted(candidate.brief(), share);
      case Order.Unpin(var candidate) -> "unpin " + candidate.brief();
      case Order.Ban(var candidate, var descendants) ->
          "ban %s%s".formatted(candidate.brief(), descendants ? " with all that comes of it" : "");
      case Order.Annotate(var candidate, var note) ->
          "annotate %s: %s"
              .formatted(candidate.equals(Hash.ZERO) ? "the run" : candidate.brief(), note);
      case Order.Inject(var candidate, var parents) ->
          "inject %s%s"
              .formatted(
                  candidate.brief(),
                  parents.isEmpty()
                      ? ""
                      : ", made from "
                          + String.join(", ", parents.stream().map(Hash::brief).toList()));
      case Order.Weigh(var weights) -> "weigh " + weights;
      case Order.PinVersion(var version) -> "pin version " + version.brief();
      case Order.UnpinVersion() -> "unpin version";
    };
  }
}
