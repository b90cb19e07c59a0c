package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Proposer;
import dev.pawl.archive.Archive;
import dev.pawl.archive.Archive.Admission;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.engine.Lab.Round;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Orders;
import dev.pawl.journal.Timing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The loop: issue tickets, have them evaluated, settle them in order.
///
/// Ticket k is issued when ticket k - window has been settled and sees exactly the results up to
/// it, so the journal does not depend on the number of threads or on who is fast. What came of a
/// ticket is journaled when it is settled, and is durable before any ticket starts that could know
/// of it. A run that was killed goes on by going through the loop again with the results that the
/// journal holds (see [Scribe]); what was in flight is evaluated again, with the same chance.
public final class Engine {

  /// What to do with the results that the journal holds.
  public enum Mode {
    /// Take them, and go on where they end.
    RUN,
    /// Take them, decide everything again, and write nothing.
    REPLAY,
    /// Evaluate everything again, compare, and write nothing.
    RERUN
  }

  /// How a run ended.
  ///
  /// @param finished whether the study is complete
  /// @param reason why it ended
  /// @param champion that was promoted last; without a gate that of the last round that is
  ///   complete, or else the best so far
  public record Ending(
      boolean finished, String reason, Optional<Candidate> champion, Status status) {}

  private static final String BARREN =
      "nothing that could be a parent is left, all of it is banned: inject a candidate, then resume";

  private final Lab lab;
  private final Terms terms;
  private final Mode mode;
  private final Clock clock;
  private final Supplier<Optional<String>> stop;
  private final Consumer<Status> progress;

  // The fold of the journal: everything that decides what comes next.
  private final Scribe scribe;
  private final List<Timing> timings;
  private final Budget budget;
  private final Improver improver;
  private final Steering steering;
  private final Measuring measuring;
  private final Teaching teaching;
  private Optional<Gatehouse> gatehouse = Optional.empty();
  private final List<Candidate> champions = new ArrayList<>();
  private final Map<Hash, Candidate> promotedBefore = new HashMap<>();
  private final ConcurrentMap<Hash, Long> seen = new ConcurrentHashMap<>();
  private final Queue<Open> open = new ArrayDeque<>();
  private @Nullable Elite best;
  private Supplier<Status> now =
      () -> {
        throw new IllegalStateException("no round has begun");
      };
  private boolean finished;
  private long seed;
  private long issued;
  private long settled;
  private long admitted;
  private Optional<String> stopped = Optional.empty();
  private String failed = "there was none";

  /// @param stop asked before each ticket: why no more should be issued, if so
  /// @param progress told after each settled ticket, on the thread that runs the loop
  public Engine(
      Lab lab,
      Terms terms,
      Journal journal,
      Mode mode,
      Clock clock,
      Supplier<Optional<String>> stop,
      Consumer<Status> progress) {
    this(lab, terms, journal, mode, clock, stop, progress, Orders.NONE);
  }

  /// @param orders taken in between two tickets, and recorded where they were
  public Engine(
      Lab lab,
      Terms terms,
      Journal journal,
      Mode mode,
      Clock clock,
      Supplier<Optional<String>> stop,
      Consumer<Status> progress,
      Orders orders) {
    this.lab = lab;
    this.terms = terms;
    this.mode = mode;
    this.clock = clock;
    this.stop = stop;
    this.progress = progress;
    scribe = new Scribe(journal, mode == Mode.RUN, this::people);
    timings = journal.timings();
    long cpuNanosBefore = timings.stream().mapToLong(Timing::cpuNanos).sum();
    budget = new Budget(terms.limits(), clock, cpuNanosBefore);
    improver = lab.improver();
    steering = new Steering(scribe, improver, orders);
    measuring = new Measuring(scribe, budget, mode);
    teaching = new Teaching(scribe, budget, mode, improver, steering, measuring);
    seed = terms.seed();
  }

  /// Runs until the study is finished, a limit is reached, or `stop` says so; what is in flight
  /// then is still settled.
  ///
  /// @param version of the program, for the journal
  /// @throws Divergence if the journal holds something else than what comes out
  public Ending run(String version) throws InterruptedException {
    try (ExecutorService workers = Executors.newFixedThreadPool(terms.threads())) {
      Event.Started before = scribe.started();
      String since = before == null ? version : before.pawl();
      scribe.record(new Event.Started(since, lab.name(), terms.seed(), terms.study()));
      gatehouse = gatehouse(workers);
      int number = 1;
      while (true) {
        teaching.begin(gatehouse);
        Round round = lab.round(number, List.copyOf(champions));
        int current = number;
        now = () -> status(current, round, 0);
        play(number, round, workers);
        if (stopped.isEmpty()) {
          crown(number, round, workers);
        }
        if (stopped.isEmpty()) {
          stopped = teaching.learn(number, gatehouse, watch(number, round), workers);
        }
        if (stopped.isPresent()) {
          return ending(stopped.get(), number, round);
        }
        if (number == lab.rounds()) {
          scribe.record(new Event.Finished("all %d rounds are done".formatted(number)));
          scribe.commit();
          finished = true;
          steering.steer(settled, false, 0);
          return ending("finished", number, round);
        }
        number++;
      }
    }
  }

  /// One round. Its first tickets see everything before it, and it ends when all of its tickets are
  /// settled.
  private void play(int number, Round round, ExecutorService workers) throws InterruptedException {
    seen.clear();
    best = null;
    long first = issued;
    while (true) {
      steer(number, round, issued - first);
      if (isBarren(round, issued - first)) {
        stopped = Optional.of(BARREN);
        return;
      }
      while (open.size() < terms.window() && mayIssue(round, issued - first)) {
        open.add(issue(number, round, issued - first));
      }
      if (open.isEmpty()) {
        return;
      }
      if (!open.element().done()) {
        scribe.commit(); // durable before a ticket starts that could know of it
        Optional<String> refusal = start(workers);
        if (!open.element().started()) {
          stopped = refusal; // nothing is in flight any more: what is still open was never started
          return;
        }
      }
      Open head = open.remove();
      settle(head, head.await(scribe), round.archive());
      if (stopped.isPresent()) {
        return; // what is in flight is evaluated again, as after a crash
      }
      progress.accept(status(number, round, settled - first));
    }
  }

  /// Takes in what people want; what is banned then leaves the archive.
  private void steer(int number, Round round, long index) {
    long room = number == lab.rounds() ? round.tickets() - index : Long.MAX_VALUE;
    if (steering.steer(settled, mode == Mode.RUN, room)) {
      best = steering.refill(number, round.archive());
      failed = "banned";
    }
  }

  /// Whether there is nobody to propose and nothing that could be a parent.
  private boolean isBarren(Round round, long index) {
    return open.isEmpty()
        && steering.hasBanned()
        && index >= round.problem().seeds().size()
        && index < round.tickets()
        && !steering.hasInjection()
        && !improver.canChoose(round.archive().size());
  }

  /// Starts open tickets in their order until one may not start, and says why not.
  private Optional<String> start(ExecutorService workers) {
    for (Open ticket : open) {
      if (!ticket.started()) {
        Optional<String> refusal = refusal(ticket.ticket());
        if (refusal.isPresent()) {
          return refusal;
        }
        budget.reserve(ticket.ticket().reserved());
        ticket.start(workers, seen, clock);
      }
    }
    return Optional.empty();
  }

  private Optional<String> refusal(Ticket ticket) {
    if (mode != Mode.RUN && ticket.number() > scribe.lastTicket()) {
      return Optional.of("the end of the journal");
    }
    return stop.get().or(() -> budget.refusal(ticket.reserved()));
  }

  private boolean mayIssue(Round round, long index) {
    if (index == round.tickets()) {
      return false;
    }
    if (issued >= scribe.forkTicket()) {
      return false; // what comes after a fork draws from another seed: settle all before it first
    }
    return open.isEmpty() // if nobody can propose then, the portfolio says so
        || index < round.problem().seeds().size()
        || steering.hasInjection()
        || improver.canChoose(round.archive().size());
  }

  private Open issue(int number, Round round, long index) {
    issued++;
    Draw draw = Draw.of(seed, issued, "ticket");
    Archive archive = round.archive();
    List<Candidate> seeds = round.problem().seeds();
    Injected injected = index < seeds.size() ? null : steering.injection();
    Proposer proposer;
    List<Elite> parents = new ArrayList<>();
    if (injected != null) {
      proposer = injected;
      parents.addAll(injected.lineage());
    } else if (index < seeds.size()) {
      proposer = new Seed(seeds.get((int) index));
    } else {
      proposer = improver.choose(draw.purpose("choose"), archive.size());
      for (int i = 0; i < proposer.parents(); i++) {
        Optional<Elite> pinned = i == 0 ? steering.pinned(draw) : Optional.empty();
        int which = i;
        parents.add(
            pinned.orElseGet(() -> archive.select(issued, draw.purpose("parent " + which))));
      }
    }
    Ticket ticket =
        new Ticket(
            issued,
            number,
            settled,
            proposer,
            parents,
            round.problem(),
            archive.incumbents(issued),
            round.problem().costMax().plus(proposer.costMax()),
            draw);
    return new Open(ticket, mode != Mode.RERUN && issued <= scribe.lastTicket());
  }

  private void settle(Open open, Result.Timed done, Archive archive) {
    Ticket ticket = open.ticket();
    settled = ticket.number();
    String proposer = ticket.proposer().name();
    boolean kept = false;
    switch (done.result()) {
      case Result.Declined(var reason, var cost) ->
          scribe.record(
              new Event.Declined(
                  settled, ticket.round(), proposer, ticket.parentIds(), reason, cost));
      case Result.Evaluated(var candidate, var evaluation) -> {
        scribe.keep(candidate);
        scribe.record(
            new Event.Proposed(
                settled, ticket.round(), proposer, ticket.parentIds(), candidate.id()));
        scribe.record(new Event.Scored(settled, evaluation.outcome(), evaluation.cost()));
        seen.putIfAbsent(candidate.id(), settled);
        if (!(evaluation.outcome() instanceof Outcome.Finished)) {
          failed = evaluation.outcome().toString();
        } else {
          steering.born(ticket.parentIds(), candidate.id());
        }
        kept =
            evaluation.outcome() instanceof Outcome.Finished(var score)
                && admit(new Elite(candidate, score, settled), archive);
        if (isTaught(ticket)) {
          improver.observe(trial(ticket, candidate, evaluation.outcome(), kept));
        }
      }
    }
    Cost reserved = open.started() ? ticket.reserved() : Cost.NONE;
    budget.settle(reserved, done.result().cost(), done.cpuNanos());
    ticket.parents().forEach(parent -> archive.bred(parent.ticket()));
    if (isTaught(ticket)) {
      improver.learn(proposer, kept);
    }
    if (done.timing() != null) {
      scribe.keep(done.timing());
    }
    gatehouse.ifPresent(gate -> gate.settled(ticket.number(), done.timing()));
    Event.Forked fork = scribe.fork();
    if (fork != null) {
      seed = fork.seed();
      gatehouse.ifPresent(gate -> gate.forked(fork));
    }
    if (gatehouse.isPresent()
        && done.result() instanceof Result.Evaluated(var _, var evaluation)
        && evaluation.outcome() instanceof Outcome.TriedToEscape) {
      gatehouse.get().escape(ticket.round(), ticket.number());
      stopped = gatehouse.get().stopped();
    }
  }

  /// Whether the improver chose who proposed.
  private static boolean isTaught(Ticket ticket) {
    return !(ticket.proposer() instanceof Seed) && !(ticket.proposer() instanceof Injected);
  }

  private boolean admit(Elite elite, Archive archive) {
    if (steering.isBanned(elite.candidate())) {
      return false;
    }
    if (!(archive.admit(elite) instanceof Admission.Kept(var place))) {
      return false;
    }
    scribe.record(new Event.Admitted(elite.ticket(), place));
    admitted++;
    if (best == null || elite.score().value() > best.score().value()) {
      best = elite;
    }
    return true;
  }

  /// Ends a round: its best, where leaders race the winner, becomes the champion, is measured on
  /// what the search never sees, and is put before the gate.
  private void crown(int number, Round round, ExecutorService workers) {
    if (best == null) {
      throw new NoChampion(number, failed);
    }
    Leaders leaders = Leaders.of(best, round.archive(), lab.leaders());
    best = measuring.winner(number, leaders, most -> lab.race(number, most, workers));
    Candidate champion = best.candidate();
    champions.add(champion);
    scribe.record(new Event.RoundEnded(number, best.ticket(), champion.id(), best.score().value()));
    measuring.measure(number, champion.id(), () -> lab.measure(List.copyOf(champions), workers));
    if (gatehouse.isPresent()) {
      Optional<Candidate> before = gatehouse.get().promoted();
      gatehouse.get().champion(number, champion, lab.proving(List.copyOf(champions)));
      stopped = gatehouse.get().stopped();
      Optional<Candidate> now = gatehouse.get().promoted();
      if (now.isPresent() && before.isPresent() && !now.equals(before)) {
        promotedBefore.put(now.get().id(), before.get());
      }
    }
  }

  /// Takes what people did between two sessions.
  private void people(Event event) {
    gatehouse.ifPresent(gate -> gate.people(event));
    if (event instanceof Event.RolledBack back && back.holdOut().equals(Event.VERSIONS)) {
      steering.takenBack();
    }
  }

  private static Trial trial(Ticket ticket, Candidate candidate, Outcome outcome, boolean kept) {
    return new Trial(
        ticket.number(),
        ticket.round(),
        ticket.proposer().name(),
        ticket.parentIds(),
        candidate,
        outcome,
        kept);
  }

  private Ending ending(String reason, int number, Round round) {
    return new Ending(finished, reason, champion(), status(number, round, 0));
  }

  /// What is handed out: never what is banned, but what came before it.
  private Optional<Candidate> champion() {
    Optional<Candidate> promoted = gatehouse.flatMap(Gatehouse::promoted);
    if (promoted.isPresent()) {
      Candidate last = promoted.get();
      while (last != null && steering.isBanned(last)) {
        last = promotedBefore.get(last.id());
      }
      return Optional.ofNullable(last);
    }
    return champions.reversed().stream()
        .filter(champion -> !steering.isBanned(champion))
        .findFirst()
        .or(() -> Optional.ofNullable(best).map(Elite::candidate));
  }

  private Waiting watch(int number, Round round) {
    return new Waiting(status(number, round, 0), stop, progress, budget.compute());
  }

  private Status status(int number, Round round, long roundTicket) {
    return new Status(
        settled,
        number,
        lab.rounds(),
        roundTicket,
        round.tickets(),
        !scribe.caughtUp(),
        round.archive().size(),
        admitted,
        Optional.ofNullable(best),
        Optional.empty(),
        gatehouse.flatMap(Gatehouse::words),
        budget.spent());
  }

  private Optional<Gatehouse> gatehouse(ExecutorService workers) {
    Surroundings around =
        new Surroundings(
            scribe,
            mode,
            clock,
            stop,
            words -> progress.accept(now.get().whileProving(words)),
            budget::measured,
            workers);
    return terms
        .gating()
        .declared()
        .map(declared ->
            new Gatehouse(
                declared,
                new Approvals(terms.gating().approvers(), terms.gating().acknowledged(), around),
                terms.gating().acknowledged(),
                around,
                timings,
                budget::charge));
  }
}
