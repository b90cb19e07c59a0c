package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.Outcome;
import dev.pawl.archive.Archive;
import dev.pawl.archive.Archive.Admission;
import dev.pawl.journal.Event;
import dev.pawl.journal.Event.Steered;
import dev.pawl.journal.Orders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What people want of a run while it goes on. Part of the fold of the journal: an order that the
/// journal holds is taken in where it stands; a new one where the journal ends, and is durable
/// before anything is done about it.
final class Steering {

  /// What the chances of all pins may add up to.
  private static final double SHARES_MAX = 1;

  private final Scribe scribe;
  private final Improver improver;
  private final Orders orders;
  private final Set<String> taken = new HashSet<>();
  private final Map<Hash, Pinned> pins = new LinkedHashMap<>();
  private final Set<Hash> banned = new HashSet<>();
  private final Set<Hash> bannedLines = new HashSet<>();
  private final Queue<Injected> injections = new ArrayDeque<>();
  private final Set<Hash> writers = new HashSet<>();
  private @Nullable Hash pinnedVersion;

  private record Pinned(Elite elite, double share) {}

  /// @param orders where new ones wait
  Steering(Scribe scribe, Improver improver, Orders orders) {
    this.scribe = scribe;
    this.improver = improver;
    this.orders = orders;
  }

  /// Takes in what stands next in the journal, and where that ends, what waits.
  ///
  /// @param mayAdd whether new ones are taken in
  /// @param room how many candidates can still be injected
  /// @return whether something was banned, so that an archive may hold what it must not
  boolean steer(long settled, boolean mayAdd, long room) {
    int bannedBefore = banned.size();
    for (Steered known = scribe.next(Steered.class);
        known != null;
        known = scribe.next(Steered.class)) {
      scribe.record(known);
      take(known);
    }
    if (mayAdd && scribe.caughtUp()) {
      for (Orders.Waiting waiting : orders.waiting(settled)) {
        takeNew(waiting, room);
      }
    }
    return banned.size() > bannedBefore;
  }

  private void takeNew(Orders.Waiting waiting, long room) {
    Steered steered = waiting.steered();
    if (!taken.contains(steered.id())) {
      Optional<String> refusal = refusal(steered.order(), room);
      if (refusal.isPresent()) {
        orders.refused(steered.id(), refusal.get());
        return;
      }
      waiting.blob().ifPresent(scribe::keep);
      scribe.record(steered);
      scribe.commit();
      take(steered);
    }
    orders.taken(steered.id());
  }

  private Optional<String> refusal(Order order, long room) {
    return switch (order) {
      case Order.Pin(var candidate, var share) -> pinRefusal(candidate, share);
      case Order.Unpin(var candidate) ->
          pins.containsKey(candidate)
              ? Optional.empty()
              : Optional.of("%s is not pinned".formatted(candidate.brief()));
      case Order.Ban(var candidate, _) -> unknown(candidate);
      case Order.Annotate(var candidate, _) ->
          candidate.equals(Hash.ZERO) ? Optional.empty() : unknown(candidate);
      case Order.Inject(var candidate, var parents) -> injectRefusal(candidate, parents, room);
      case Order.Weigh(var weights) -> weighRefusal(weights);
      case Order.PinVersion(var version) ->
          writers.contains(version)
              ? Optional.empty()
              : Optional.of(
                  "%s never wrote in this run: only a version that did can be pinned"
                      .formatted(version.brief()));
      case Order.UnpinVersion() ->
          isVersionPinned() ? Optional.empty() : Optional.of("no version is pinned");
    };
  }

  private Optional<String> pinRefusal(Hash candidate, double share) {
    if (banned.contains(candidate)) {
      return Optional.of("%s is banned, and a ban stands".formatted(candidate.brief()));
    }
    double others =
        pins.values().stream()
            .filter(pin -> !pin.elite().candidate().id().equals(candidate))
            .mapToDouble(Pinned::share)
            .sum();
    if (others + share > SHARES_MAX) {
      return Optional.of(
          "the shares of all pins would add up to %s; the most is %s: unpin one, or pin at less"
              .formatted(others + share, SHARES_MAX));
    }
    return scribe.elite(candidate).isPresent()
        ? Optional.empty()
        : Optional.of("%s was not scored in this run".formatted(candidate.brief()));
  }

  private Optional<String> unknown(Hash candidate) {
    return scribe.knows(candidate)
        ? Optional.empty()
        : Optional.of("the run has no candidate %s".formatted(candidate.brief()));
  }

  private Optional<String> injectRefusal(Hash candidate, List<Hash> parents, long room) {
    if (banned.contains(candidate)) {
      return Optional.of("%s is banned, and a ban stands".formatted(candidate.brief()));
    }
    if (injections.size() >= room) {
      return Optional.of("no ticket is left for it: the last round has %d".formatted(room));
    }
    for (Hash parent : parents) {
      if (banned.contains(parent) || scribe.elite(parent).isEmpty()) {
        return Optional.of(
            "its parent %s is banned, or was not scored in this run".formatted(parent.brief()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> weighRefusal(Map<String, Double> weights) {
    Set<String> known = improver.weighable();
    return known.containsAll(weights.keySet())
        ? Optional.empty()
        : Optional.of(
            "there is no proposer %s; they are %s"
                .formatted(
                    weights.keySet().stream().filter(name -> !known.contains(name)).toList(),
                    new TreeSet<>(known)));
  }

  private void take(Steered steered) {
    taken.add(steered.id());
    switch (steered.order()) {
      case Order.Pin(var candidate, var share) ->
          scribe
              .elite(candidate)
              .filter(elite -> !banned.contains(candidate))
              .ifPresent(elite -> pins.put(candidate, new Pinned(elite, share)));
      case Order.Unpin(var candidate) -> pins.remove(candidate);
      case Order.Ban(var candidate, var descendants) -> ban(candidate, descendants);
      case Order.Annotate _ -> {}
      case Order.Inject(var candidate, var parents) ->
          injections.add(
              new Injected(
                  scribe.candidate(candidate, "candidate of order " + steered.id()),
                  parents.stream().flatMap(parent -> scribe.elite(parent).stream()).toList()));
      case Order.Weigh(var weights) -> improver.weigh(weights);
      case Order.PinVersion(var version) -> pinnedVersion = version;
      case Order.UnpinVersion() -> pinnedVersion = null;
    }
    improver.steered(steered.order());
  }

  private void ban(Hash candidate, boolean descendants) {
    banned.add(candidate);
    if (descendants) {
      bannedLines.add(candidate);
      Map<Long, Event.Proposed> proposed = new HashMap<>();
      scribe.past(event -> {
        if (event instanceof Event.Proposed e) {
          proposed.put(e.ticket(), e);
        } else if (event instanceof Event.Scored(var ticket, Outcome.Finished _, _)) {
          Event.Proposed born = proposed.remove(ticket);
          if (born != null) {
            born(born.parents(), born.candidate());
          }
        } else if (event instanceof Event.Scored scored) {
          proposed.remove(scored.ticket());
        }
      });
    }
    pins.keySet().removeIf(banned::contains);
  }

  /// Notes of whom a candidate is a child.
  void born(List<Hash> parents, Hash candidate) {
    if (!bannedLines.isEmpty() && parents.stream().anyMatch(bannedLines::contains)) {
      bannedLines.add(candidate);
      banned.add(candidate);
    }
  }

  /// Notes that a version writes, or may.
  void wrote(Hash version) {
    writers.add(version);
  }

  /// Notes that a version was taken back: that ends a pin that came before.
  void takenBack() {
    pinnedVersion = null;
  }

  /// Whether one version writes whatever others could be learned.
  boolean isVersionPinned() {
    return pinnedVersion != null;
  }

  /// The version that is to write from the next round on, and is not `current`.
  Optional<Version> writesInstead(Hash current) {
    return Optional.ofNullable(pinnedVersion)
        .filter(pinned -> !pinned.equals(current))
        .map(pinned -> scribe.version(pinned, "version that is pinned"));
  }

  boolean isBanned(Candidate candidate) {
    return banned.contains(candidate.id());
  }

  /// Whether it may be that nothing is left to breed from.
  boolean hasBanned() {
    return !banned.isEmpty();
  }

  boolean hasInjection() {
    return !injections.isEmpty();
  }

  /// What has to be proposed next; null if nothing has.
  @Nullable Injected injection() {
    return injections.poll();
  }

  /// The pinned elite that is to be a ticket's first parent, if one is.
  Optional<Elite> pinned(Draw draw) {
    if (pins.isEmpty()) {
      return Optional.empty();
    }
    double left = draw.purpose("pinned").nextDouble();
    for (Pinned pin : pins.values()) {
      left -= pin.share();
      if (left < 0) {
        return Optional.of(pin.elite());
      }
    }
    return Optional.empty();
  }

  /// Empties `archive` and fills it with what this round brought, as if what is banned had never
  /// been.
  ///
  /// @return the best of it
  @Nullable Elite refill(int round, Archive archive) {
    archive.clear();
    Map<Long, Event.Proposed> proposed = new HashMap<>();
    Map<Hash, Long> tickets = new HashMap<>();
    List<Elite> best = new ArrayList<>();
    scribe.past(event -> {
      switch (event) {
        case Event.Proposed e when e.round() == round -> proposed.put(e.ticket(), e);
        case Event.Declined e when e.round() == round -> breed(archive, tickets, e.parents());
        case Event.Scored e when proposed.containsKey(e.ticket()) -> {
          Event.Proposed born = proposed.remove(e.ticket());
          if (born != null) {
            readmit(archive, tickets, best, born, e.outcome());
            breed(archive, tickets, born.parents());
          }
        }
        default -> {}
      }
    });
    return best.isEmpty() ? null : best.getLast();
  }

  private void readmit(
      Archive archive,
      Map<Hash, Long> tickets,
      List<Elite> best,
      Event.Proposed born,
      Outcome outcome) {
    if (!(outcome instanceof Outcome.Finished(var score)) || banned.contains(born.candidate())) {
      return;
    }
    Candidate candidate = scribe.candidate(born.candidate(), "candidate of " + born.ticket());
    Elite elite = new Elite(candidate, score, born.ticket());
    if (archive.admit(elite) instanceof Admission.Kept) {
      tickets.putIfAbsent(candidate.id(), born.ticket());
      if (best.isEmpty() || score.value() > best.getLast().score().value()) {
        best.add(elite);
      }
    }
  }

  private static void breed(Archive archive, Map<Hash, Long> tickets, List<Hash> parents) {
    for (Hash parent : parents) {
      Long ticket = tickets.get(parent);
      if (ticket != null) {
        archive.bred(ticket);
      }
    }
  }
}
