package dev.pawl.engine;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.engine.Proving.Pairing;
import dev.pawl.engine.Proving.Played;
import dev.pawl.engine.Proving.Side;
import dev.pawl.gate.Alarms;
import dev.pawl.gate.Alarms.Pause;
import dev.pawl.gate.Attempt;
import dev.pawl.gate.Declared;
import dev.pawl.gate.Gate;
import dev.pawl.gate.GatePlan;
import dev.pawl.gate.HoldOut;
import dev.pawl.gate.Observation;
import dev.pawl.gate.Trial;
import dev.pawl.gate.Verdict;
import dev.pawl.gate.split.Access;
import dev.pawl.gate.split.Frozen;
import dev.pawl.gate.split.Opened;
import dev.pawl.gate.split.Opened.Item;
import dev.pawl.gate.split.Purpose;
import dev.pawl.gate.split.Sealed;
import dev.pawl.gate.split.Traps;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One line of promotions on one hold-out, and the attempts to go on with it. Part of the fold:
/// what was observed is taken from the journal where it is there, and what follows from it is
/// decided again.
///
/// The first contender is promoted without evidence, since there is nothing to compare it with; all
/// others only by the gate. A contender that was refused against this very champion is not put
/// before the gate again: its tasks would be the same.
final class Promotions<T> {

  /// More than any run has rounds: openings are counted and recorded, and alpha is what limits
  /// them.
  private static final int OPENINGS_MAX = 1_000_000;

  /// How a contender fared.
  enum Result {
    FIRST,
    PROMOTED,
    KEPT,
    STOPPED
  }

  private final String name;
  private final Declared declared;
  private final GatePlan plan;
  private final boolean waitsForPeople;
  private final Function<T, Hash> id;
  private final Consumer<Cost> decides;
  private final Surroundings around;
  private final HoldOut holdOut;
  private final Set<List<Hash>> met = new HashSet<>();
  private final Alarms alarms;
  private final List<Pause> pauses = new ArrayList<>();
  private @Nullable Sealed<Draw> sealed;
  private final Map<Hash, T> everPromoted = new HashMap<>();
  private @Nullable T promoted;
  private Hash evidence = Hash.ZERO;
  private int openedElsewhere;
  private int round;
  private int promotions;
  private int refusals;

  /// @param name of the hold-out
  /// @param waitsForPeople whether what passes the gate counts only when [#promote] says so
  /// @param decides charges what the gate costs
  Promotions(
      String name,
      Declared declared,
      GatePlan plan,
      boolean waitsForPeople,
      Function<T, Hash> id,
      Consumer<Cost> decides,
      Surroundings around) {
    this.name = name;
    this.declared = declared;
    this.plan = plan;
    this.waitsForPeople = waitsForPeople;
    this.id = id;
    this.decides = decides;
    this.around = around;
    this.holdOut = new HoldOut(plan);
    alarms = new Alarms(name, declared);
  }

  Optional<T> promoted() {
    return Optional.ofNullable(promoted);
  }

  Alarms alarms() {
    return alarms;
  }

  /// Why the run has to pause for what has happened since the last time that this was asked. A
  /// generation is the first, each promotion, and each attempt in which a canary was sprung.
  List<Pause> pauses() {
    List<Pause> due = List.copyOf(pauses);
    pauses.clear();
    return due;
  }

  /// The hash of all that the last verdict depends on.
  Hash evidence() {
    return evidence;
  }

  String words() {
    return "%s: %d promoted, %d refused".formatted(name, promotions, refusals);
  }

  /// Takes over what another run has used of the hold-out.
  void usedElsewhere(Event.Forked.Used used) {
    holdOut.spentElsewhere(used.attempts());
    openedElsewhere = Math.max(openedElsewhere, used.openings());
    if (sealed != null) {
      sealed.openedElsewhere(used.openings());
    }
  }

  /// Goes back to what was promoted before.
  ///
  /// @throws IllegalStateException if it was not
  void rolledBack(Event.RolledBack event) {
    T back = everPromoted.get(event.to());
    if (back == null || promoted == null || !id.apply(promoted).equals(event.from())) {
      throw new IllegalStateException(
          "the journal rolls %s back from %s to %s, and these were not promoted: run `pawl verify`"
              .formatted(name, event.from().brief(), event.to().brief()));
    }
    promoted = back;
  }

  /// Makes `contender` what the next ones are set against.
  void promote(T contender) {
    promoted = contender;
    everPromoted.put(id.apply(contender), contender);
  }

  private void passed(T contender) {
    if (!waitsForPeople) {
      promote(contender);
    }
  }

  /// Puts `contender` before the gate.
  ///
  /// @param millis how long the search took since the last time that something was promoted
  Result consider(int inRound, T contender, Proving<T> proving, long millis) {
    round = inRound;
    T champion = promoted;
    if (champion == null) {
      passed(contender);
      return counted(contender, proving, 0, 0, millis) ? Result.FIRST : Result.STOPPED;
    }
    Hash own = id.apply(contender);
    Hash best = id.apply(champion);
    if (own.equals(best) || !met.add(List.of(best, own))) {
      return Result.KEPT;
    }
    if (around.mayNotGoOn()) {
      return Result.STOPPED;
    }
    Pairing pairing = proving.pair(champion, contender);
    Attempt attempt = attempt(best, own, pairing);
    Event.Attempted attempted = attempted(attempt, pairing);
    OptionalDouble reported = attempted.reported();
    Frozen frozen = Frozen.freeze(own, _ -> around.durably(attempted));
    Trial trial = new Trial(plan, attempt);
    List<Observation> seen = List.of();
    if (trial.verdict() instanceof Verdict.Undecided) {
      Opened<Draw> opened = open(frozen, Purpose.GATE, plan.tasksMax(), proving);
      boolean costGuarded = !plan.guardsEachTask().isEmpty();
      Sitting sitting = new Sitting(name, trial, costGuarded, opened, pairing, around, decides);
      if (!sitting.finish()) {
        return Result.STOPPED;
      }
      seen = sitting.seen();
    }
    evidence = Gate.evidence(plan, attempt, seen);
    around.durably(Event.Gated.of(round, name, trial.verdict(), evidence));
    pauses.addAll(alarms.gap(attempt.number(), reported, seen));
    Result result = result(contender, trial.verdict(), seen, proving, millis);
    return result == Result.STOPPED || selfChecked(attempt.number(), proving)
        ? result
        : Result.STOPPED;
  }

  private Result result(
      T contender, Verdict verdict, List<Observation> seen, Proving<T> proving, long millis) {
    return switch (verdict) {
      case Verdict.Promoted(var shown) -> {
        promotions++;
        passed(contender);
        yield counted(contender, proving, shown.differenceMean(), Alarms.mean(seen), millis)
            ? Result.PROMOTED
            : Result.STOPPED;
      }
      case Verdict.Refused refused -> {
        refusals++;
        if (refused.reason() == Verdict.Reason.CANARY_SPRUNG) {
          pauses.addAll(alarms.generation(0, 0, 1, millis));
        }
        yield Result.KEPT;
      }
      case Verdict.Undecided _ -> throw new AssertionError("a sitting ends with a verdict");
    };
  }

  /// Sets what was promoted last against itself, if it is time for that; false if the run has to
  /// stop before.
  private boolean selfChecked(int attempt, Proving<T> proving) {
    T champion = promoted;
    boolean due = declared.selfCheckEvery() > 0 && attempt % declared.selfCheckEvery() == 0;
    if (!due || champion == null) {
      return true;
    }
    if (around.atTheEnd()) {
      return false;
    }
    Frozen frozen = Frozen.freeze(id.apply(champion), _ -> around.scribe().lastNumber());
    Opened<Draw> opened = open(frozen, Purpose.SELF_CHECK, declared.selfCheckTasks(), proving);
    Event.SelfChecked checked = around.known(Event.SelfChecked.class);
    if (checked == null) {
      if (around.mayNotGoOn()) {
        return false;
      }
      List<Played> played = proving.pair(champion, champion).play(tasks(opened), around.workers());
      List<Observation> pairs = new ArrayList<>();
      for (Played each : played) {
        pairs.add(
            new Observation.Pair(
                pairs.size() + 1,
                Sitting.side(each.champion(), false),
                Sitting.side(each.contender(), false)));
      }
      checked = new Event.SelfChecked(round, name, attempt, pairs, cost(played));
    }
    around.durably(checked);
    around.reports().accept(checked.cost());
    pauses.addAll(alarms.selfChecked(attempt, checked.observations()));
    return true;
  }

  private Attempt attempt(Hash best, Hash own, Pairing pairing) {
    boolean sized = !plan.guardsOnce().isEmpty();
    return holdOut.next(
        best,
        own,
        sized ? List.of(pairing.championSize()) : List.of(),
        sized ? List.of(pairing.contenderSize()) : List.of());
  }

  private Event.Attempted attempted(Attempt attempt, Pairing pairing) {
    Event.Attempted known = around.known(Event.Attempted.class);
    Proving.Reported reported =
        known == null ? pairing.reported() : new Proving.Reported(known.reported(), known.cost());
    around.reports().accept(reported.cost());
    return new Event.Attempted(round, name, attempt, reported.score(), reported.cost());
  }

  private Opened<Draw> open(Frozen frozen, Purpose purpose, int tasksMax, Proving<T> proving) {
    Sealed<Draw> source = sealed;
    if (source == null) {
      source =
          new Sealed<>(
              name,
              declared.secret(),
              draw -> draw,
              proving.hasTraps() ? new Traps<>(declared.canaries(), draw -> draw) : Traps.none(),
              OPENINGS_MAX,
              opening -> around.durably(new Event.Opened(round, opening)));
      source.openedElsewhere(openedElsewhere);
      sealed = source;
    }
    return switch (source.open(frozen, purpose, tasksMax)) {
      case Access.Granted<Draw>(var tasks) -> tasks;
      case Access.Denied<Draw> denied ->
          throw new IllegalStateException(
              "the sealed tasks %s have been opened %d times, which is the most"
                  .formatted(denied.split(), denied.openings()));
    };
  }

  /// Measures what has just been promoted anew, on tasks that did not decide on it, and counts a
  /// generation; false if the journal ends before.
  ///
  /// @param score that counts if nothing is measured anew
  private boolean counted(T newest, Proving<T> proving, double gain, double score, long millis) {
    double sealedScore = score;
    if (declared.auditTasks() > 0) {
      if (around.atTheEnd()) {
        return false;
      }
      Frozen frozen = Frozen.freeze(id.apply(newest), _ -> around.scribe().lastNumber());
      Opened<Draw> opened = open(frozen, Purpose.AUDIT, declared.auditTasks(), proving);
      Event.Measured audit = around.known(Event.Measured.class);
      if (audit == null) {
        if (around.mayNotGoOn()) {
          return false;
        }
        audit = audit(newest, opened, proving);
      }
      around.durably(audit);
      around.reports().accept(audit.cost());
      sealedScore = audit.value();
    }
    pauses.addAll(alarms.generation(gain, sealedScore, 0, millis));
    return true;
  }

  private Event.Measured audit(T newest, Opened<Draw> opened, Proving<T> proving) {
    List<Played> played = proving.pair(newest, newest).play(tasks(opened), around.workers());
    List<Double> results = new ArrayList<>();
    for (Played each : played) {
      results.add(each.contender() instanceof Side.Scored(double score, var _) ? score : 0.0);
    }
    double mean = results.stream().mapToDouble(r -> r).average().orElse(0);
    return new Event.Measured(
        round, id.apply(newest), "sealed", "audit", mean, results, cost(played));
  }

  private static List<Draw> tasks(Opened<Draw> opened) {
    List<Draw> tasks = new ArrayList<>();
    while (opened.hasNext()) {
      if (opened.next() instanceof Item.Task<Draw>(var _, var draw)) {
        tasks.add(draw);
      }
    }
    return tasks;
  }

  private static Cost cost(List<Played> played) {
    return played.stream().map(Played::cost).reduce(Cost.NONE, Cost::plus);
  }
}
