package dev.pawl.journal;

import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.gate.Alarms;
import dev.pawl.gate.Alarms.Pause;
import dev.pawl.gate.Attempt;
import dev.pawl.gate.Declared;
import dev.pawl.gate.Gate;
import dev.pawl.gate.GatePlan;
import dev.pawl.gate.HoldOut;
import dev.pawl.gate.Observation;
import dev.pawl.gate.Verdict;
import dev.pawl.gate.attestation.Approvers;
import dev.pawl.gate.attestation.Awaited;
import dev.pawl.gate.attestation.Decision;
import dev.pawl.gate.attestation.Note;
import dev.pawl.gate.split.Purpose;
import dev.pawl.journal.Event.Forked.Used;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether the gate's verdicts follow from the journal alone: from the plan that the study
/// declares, the number of the attempt, the champion that was promoted last, and what was observed
/// on the tasks that were opened for it. All of it is decided again.
///
/// - An attempt has the next number of its hold-out, sets what was promoted last against the
///   champion of the round that just ended or the version that was just learned, and is decided
///   before anything else goes on.
/// - Tasks are opened before the first is observed, each opening with the next number.
/// - The verdict is that of [Gate#decide], and its evidence has that hash.
/// - What is taken back was promoted last, and what counts instead was promoted before.
/// - What paused goes on only when it is acknowledged. A version that people must approve counts
///   only with enough good signatures under exactly this change and its evidence.
final class Verdicts {

  private Optional<Declared> declared = Optional.empty();
  private final Line champions = new Line(Event.CHAMPIONS);
  private final Line versions = new Line(Event.VERSIONS);
  private @Nullable Line busy;
  private final Set<String> pauses = new TreeSet<>();
  private Optional<Approvers> approvers = Optional.empty();
  private @Nullable Awaited awaited;
  private int budgets;
  private final List<String> notes = new ArrayList<>();
  private final Deque<Pause> due = new ArrayDeque<>();
  private @Nullable Line audited;
  private int escapes;

  /// One line of promotions.
  private static final class Line {
    private final String name;
    private @Nullable GatePlan plan;
    private @Nullable HoldOut holdOut;
    private int openings;
    private boolean waitsForPeople;
    private @Nullable Hash passed;
    private Hash evidence = Hash.ZERO;
    private @Nullable Hash promoted;
    private final Set<Hash> everPromoted = new HashSet<>();
    private @Nullable Hash contender;
    private @Nullable Attempt attempt;
    private boolean opened;
    private boolean selfCheck;
    private double gain;
    private int audits;
    private OptionalDouble reported = OptionalDouble.empty();
    private final List<Observation> observations = new ArrayList<>();
    private @Nullable Alarms alarms;

    private Line(String name) {
      this.name = name;
    }

    private void use(GatePlan ofLine, Declared declared) {
      plan = ofLine;
      holdOut = new HoldOut(ofLine);
      alarms = new Alarms(name, declared);
      audits = declared.auditTasks();
    }

    /// What comes first is promoted without evidence: there is nothing to compare it with.
    private void result(Hash id, Hash record) {
      contender = id;
      evidence = record;
      passed = null;
      gain = 0;
      if (promoted == null) {
        pass(id);
        if (audits == 0) {
          generation(0, 0); // it fires nothing, and is counted
        }
      }
    }

    /// What passed the gate counts at once, or only when people approve it.
    private void pass(Hash id) {
      passed = id;
      if (!waitsForPeople) {
        promote(id);
      }
    }

    /// What people may be asked about: what passed the gate, or what was not put before it.
    private @Nullable Hash awaits() {
      return passed == null && (attempt == null || !attempt.candidate().equals(contender))
          ? contender
          : passed;
    }

    private void promote(Hash id) {
      promoted = id;
      everPromoted.add(id);
    }

    /// What a generation fires.
    private List<Pause> generation(double sealedScore, int canaries) {
      return alarms == null ? List.of() : alarms.generation(gain, sealedScore, canaries, 1);
    }

    private void usedElsewhere(Used used) {
      openings = Math.max(openings, used.openings());
      if (holdOut != null) {
        holdOut.spentElsewhere(used.attempts());
      }
    }
  }

  /// Takes the next event, and says what was expected in its place; empty if it may stand there.
  String expectedInstead(Event event) {
    if (!pauses.isEmpty()
        && !(event instanceof Event.Acknowledged)
        && !(event instanceof Event.RolledBack)
        && !(event instanceof Event.Approved)
        && !(event instanceof Event.Released)
        && !(event instanceof Event.BudgetAsked)
        && !(event instanceof Event.BudgetGranted)
        && !(event instanceof Event.Paused)) {
      String waiting = "Acknowledged for one of " + pauses;
      pauses.clear();
      return waiting;
    }
    if (!due.isEmpty() && !mayComeBeforeAPause(event)) {
      String missing = "Paused %s (%s)".formatted(due.getFirst().id(), due.getFirst().reason());
      due.clear();
      return missing;
    }
    Line open = busy;
    if (open != null && !belongsTo(event)) {
      busy = null;
      return "the verdict on attempt %d on %s".formatted(number(open), open.name);
    }
    return switch (event) {
      case Event.Started e -> {
        declared = Declared.ofStudy(e.study(), e.seed());
        declared.ifPresent(d -> {
          champions.use(d.championPlan(), d);
          versions.use(d.versionPlan(), d);
        });
        approvers = Approvers.ofStudy(e.study());
        versions.waitsForPeople = approvers.isPresent();
        yield "";
      }
      case Event.RoundEnded e -> {
        champions.result(e.champion(), EventCodec.hash(e));
        yield "";
      }
      case Event.Learned e -> {
        if (e.refused().isEmpty()) {
          versions.result(e.version(), EventCodec.hash(e));
        }
        yield "";
      }
      case Event.Attempted e -> attempted(e);
      case Event.Opened e -> opened(e);
      case Event.Observed e -> observed(e);
      case Event.Gated e -> gated(e);
      case Event.Scored e -> {
        if (e.outcome() instanceof Outcome.TriedToEscape) {
          escapes++;
          declared.flatMap(d -> d.triggers().escape(e.ticket(), escapes)).ifPresent(due::add);
        }
        yield "";
      }
      case Event.Measured e -> {
        Line line = audited;
        audited = null;
        if (line != null && e.split().equals("sealed")) {
          due.addAll(line.generation(e.value(), 0));
        }
        yield "";
      }
      case Event.SelfChecked e -> selfChecked(e);
      case Event.Paused e -> paused(e);
      case Event.Acknowledged e -> {
        awaited = awaited != null && awaited.id().equals(e.id()) ? null : awaited;
        yield pauses.remove(e.id()) ? "" : "an acknowledgement of one of " + pauses;
      }
      case Event.Approved e -> approved(e);
      case Event.Released e -> released(e);
      case Event.BudgetAsked e -> budgetAsked(e);
      case Event.BudgetGranted e -> budgetGranted(e);
      case Event.RolledBack e -> rolledBack(e);
      case Event.Forked e -> {
        champions.usedElsewhere(e.champions());
        versions.usedElsewhere(e.versions());
        yield "";
      }
      default -> "";
    };
  }

  /// What is recorded between that which fires a trigger and the pause.
  private static boolean mayComeBeforeAPause(Event event) {
    return event instanceof Event.Paused
        || event instanceof Event.Opened
        || event instanceof Event.Measured
        || event instanceof Event.SelfChecked
        || event instanceof Event.Forked;
  }

  private String selfChecked(Event.SelfChecked event) {
    Line line = line(event.holdOut());
    Alarms alarms = line.alarms;
    boolean asked = line.selfCheck && event.attempt() == number(line);
    line.selfCheck = false;
    if (alarms == null || !asked) {
      return "no self-check: none was opened";
    }
    due.addAll(alarms.selfChecked(event.attempt(), event.observations()));
    return "";
  }

  private static boolean belongsTo(Event event) {
    return event instanceof Event.Opened
        || event instanceof Event.Observed
        || event instanceof Event.Gated;
  }

  private Line line(String holdOut) {
    return holdOut.equals(Event.VERSIONS) ? versions : champions;
  }

  private static int number(Line line) {
    return line.attempt == null ? 0 : line.attempt.number();
  }

  private String rolledBack(Event.RolledBack event) {
    Line line = line(event.holdOut());
    if (!event.holdOut().equals(line.name) || line.holdOut == null) {
      return "a rollback of what a gate promoted";
    }
    Hash last = line.promoted;
    if (!event.from().equals(last)) {
      return "a rollback from %s, which was promoted last".formatted(last);
    }
    line.promoted = event.to();
    return line.everPromoted.contains(event.to())
        ? ""
        : "a rollback to one of the %d that were promoted".formatted(line.everPromoted.size());
  }

  private String paused(Event.Paused event) {
    pauses.add(event.id());
    if (!Awaited.isAwaited(event.id())) {
      return paused(event, due.peek());
    }
    Hash candidate = versions.awaits();
    if (approvers.isEmpty() || candidate == null) {
      return "no pause: nothing waits for people";
    }
    Awaited change = new Awaited(Awaited.IMPROVER, event.round(), candidate, versions.evidence);
    awaited = change;
    notes.clear();
    Event.Paused again =
        new Event.Paused(event.round(), change.id(), change.reason(approvers.get()));
    return again.equals(event) ? "" : "Paused " + EventCodec.json(again);
  }

  /// A pause by numbers of the chain is decided again; one by times, which stand beside the chain,
  /// is believed where it belongs to the last generation.
  private String paused(Event.Paused event, @Nullable Pause expected) {
    if (expected != null
        && expected.id().equals(event.id())
        && expected.reason().equals(event.reason())) {
      due.remove();
      return "";
    }
    for (Line line : List.of(champions, versions)) {
      if (line.alarms != null && line.alarms.idByTime().equals(event.id())) {
        return "";
      }
    }
    due.clear();
    return expected == null
        ? "no pause: nothing fired"
        : "Paused %s (%s)".formatted(expected.id(), expected.reason());
  }

  private String approved(Event.Approved event) {
    if (awaited == null) {
      return "no approval: nothing waits for one";
    }
    try {
      Note note = Note.parse(event.note());
      notes.add(event.note());
      return note.toString().equals(event.note()) ? "" : "a note in its one form";
    } catch (IllegalArgumentException e) {
      return "a signed note (%s)".formatted(e.getMessage());
    }
  }

  private String budgetAsked(Event.BudgetAsked event) {
    if (approvers.isEmpty()) {
      return "no request for a budget: the study names no approvers";
    }
    if (awaited != null && pauses.contains(awaited.id())) {
      return "no request for a budget while %s waits".formatted(awaited.id());
    }
    budgets++;
    awaited = Petition.ofBudget(event);
    notes.clear();
    return event.number() == budgets ? "" : "request %d for a budget".formatted(budgets);
  }

  private String budgetGranted(Event.BudgetGranted event) {
    Awaited change = awaited;
    awaited = null;
    if (change == null
        || !change.change().equals(Awaited.BUDGET)
        || change.round() != event.number()) {
      return "no budget granted: none was asked for";
    }
    return unlessApproved(change, event.atMillis());
  }

  private String released(Event.Released event) {
    Awaited change = awaited;
    awaited = null;
    boolean waited = pauses.remove(event.id());
    if (change == null || !waited || !change.id().equals(event.id())) {
      return "nothing released: there is no pause " + event.id();
    }
    versions.promote(change.candidate());
    return unlessApproved(change, event.atMillis());
  }

  private String unlessApproved(Awaited change, long atMillis) {
    Decision decision = change.decide(approvers.orElseThrow(), notes, atMillis);
    return decision instanceof Decision.Denied denied
        ? "%d good approvals of %s %s; there are those of %s, and these do not count: %s"
            .formatted(
                denied.needed(),
                change.change(),
                change.candidate(),
                denied.by(),
                denied.rejected())
        : "";
  }

  private String attempted(Event.Attempted event) {
    Line line = line(event.holdOut());
    HoldOut holdOut = line.holdOut;
    if (holdOut == null) {
      return "no attempt: the study declares no gate";
    }
    busy = line;
    line.attempt = event.attempt();
    line.reported = event.reported();
    line.opened = false;
    line.observations.clear();
    try {
      holdOut.recorded(event.attempt());
    } catch (IllegalArgumentException e) {
      return "attempt %d on %s".formatted(holdOut.attempts() + 1, line.name);
    }
    if (!event.attempt().candidate().equals(line.contender)) {
      return "an attempt of %s".formatted(line.contender);
    }
    return event.attempt().champion().equals(line.promoted)
        ? ""
        : "an attempt against %s, which was promoted last".formatted(line.promoted);
  }

  private String opened(Event.Opened event) {
    Line line = line(event.opening().split());
    line.openings++;
    if (event.opening().number() != line.openings) {
      return "opening %d of %s".formatted(line.openings, line.name);
    }
    Attempt attempt = line.attempt;
    if (event.opening().purpose() == Purpose.SELF_CHECK) {
      line.selfCheck = true;
      return event.opening().candidate().equals(line.promoted) && busy == null
          ? ""
          : "a self-check of %s, which was promoted last".formatted(line.promoted);
    }
    if (event.opening().purpose() == Purpose.AUDIT) {
      audited = line;
      Hash last = line.passed == null ? line.promoted : line.passed;
      return event.opening().candidate().equals(last) && busy == null
          ? ""
          : "an opening for %s, which was promoted last".formatted(last);
    }
    line.opened = true;
    return busy == line
            && attempt != null
            && event.opening().candidate().equals(attempt.candidate())
        ? ""
        : "an opening for the candidate of an attempt";
  }

  private String observed(Event.Observed event) {
    Line line = line(event.holdOut());
    line.observations.addAll(event.observations());
    return busy == line && line.opened && event.attempt() == number(line)
        ? ""
        : "observations of an attempt that was opened";
  }

  private String gated(Event.Gated event) {
    Line line = line(event.holdOut());
    Attempt attempt = line.attempt;
    GatePlan plan = line.plan;
    boolean open = busy == line;
    busy = null;
    if (!open || attempt == null || plan == null) {
      return "no verdict: there is no attempt on %s".formatted(line.name);
    }
    line.evidence = event.evidence();
    line.gain = event.promotes() ? event.gain() : 0;
    if (line.alarms != null) {
      due.addAll(line.alarms.gap(attempt.number(), line.reported, line.observations));
    }
    if (event.promotes()) {
      line.pass(attempt.candidate());
      if (line.audits == 0) {
        due.addAll(line.generation(Alarms.mean(line.observations), 0));
      }
    } else if (event.verdict().equals(Verdict.Reason.CANARY_SPRUNG.name())) {
      due.addAll(line.generation(0, 1));
    }
    try {
      Verdict verdict = Gate.decide(plan, attempt, line.observations);
      Event.Gated again =
          Event.Gated.of(
              event.round(),
              event.holdOut(),
              verdict,
              Gate.evidence(plan, attempt, line.observations));
      return again.equals(event) ? "" : "Gated " + EventCodec.json(again);
    } catch (IllegalArgumentException e) {
      return "observations that lead to a verdict (%s)".formatted(e.getMessage());
    }
  }
}
