package dev.pawl.cli;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Lab;
import dev.pawl.engine.Limits;
import dev.pawl.engine.Terms;
import dev.pawl.gate.Declared;
import dev.pawl.gate.GatePlan;
import dev.pawl.gate.Spending;
import dev.pawl.journal.Event;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.journal.Timing;
import dev.pawl.labs.Study;
import dev.pawl.labs.squared.Squared;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a study would cost at most, before it runs: from the sizes of its rounds and the most that
/// one evaluation can cost. Lessons and measurements come on top; nobody knows them before.
///
/// @param rounds that begin within the budget
/// @param tickets of the search
/// @param instructions simulated by the search, at most
/// @param flops of proposing and scoring, at most; lessons are not among them. Empty if there is no
///   bound: what an improver proposes with is not there before it has learned
/// @param gateTasks on which champions and versions are proved and measured anew, at most
/// @param trial how long a few tickets took; empty if none may be tried
/// @param threads that evaluate
record Estimate(
    int rounds,
    long tickets,
    long instructions,
    OptionalLong flops,
    long gateTasks,
    Optional<Trial> trial,
    int threads) {

  private static final int TRIAL_EVALUATIONS = 200;
  private static final Duration TRIAL_TIME = Duration.ofSeconds(5);
  private static final int CHOICES = 200;
  private static final int ELITES = 1_000;

  /// What some of the first tickets took.
  ///
  /// @param instructions that they simulated
  record Trial(long tickets, long instructions, long cpuNanos, long wallNanos) {}

  /// The estimate for `study`, whose lab is used up by it.
  ///
  /// @param tried how long its first tickets took, if they could be tried
  static Estimate of(Study study, Optional<Trial> tried) {
    Lab lab = study.lab();
    Limits limits = study.terms().limits();
    List<Candidate> seeds = lab.round(1, List.of()).problem().seeds();
    Improver improver = lab.improver();
    double proposing = proposing(improver, study.terms().seed());
    int rounds = 0;
    long tickets = 0;
    double instructions = 0;
    double flops = 0;
    while (rounds < lab.rounds() && tickets < limits.evaluations()) {
      rounds++;
      List<Candidate> champions =
          seeds.isEmpty() ? List.of() : Collections.nCopies(rounds - 1, seeds.getFirst());
      Size size = size(lab, rounds, champions);
      long more = Math.min(size.tickets(), limits.evaluations() - tickets);
      tickets += more;
      instructions += (double) more * size.each().instructions();
      flops += more * (size.each().flops() + proposing);
    }
    return new Estimate(
        rounds,
        tickets,
        Math.min(
            (long) instructions,
            Math.min(limits.instructions(), limits.compute() / Cost.FLOPS_PER_INSTRUCTION)),
        flops(improver, (long) flops, limits.compute()),
        gateTasks(study, improver, seeds, rounds),
        tried,
        study.terms().threads());
  }

  /// How large a round is at most.
  ///
  /// @param each what a candidate of it can cost
  private record Size(long tickets, Cost each) {}

  private static Size size(Lab lab, int number, List<Candidate> champions) {
    if (lab instanceof Squared squared) {
      return new Size(squared.ticketsMost(number), squared.costMost(number));
    }
    Lab.Round round = lab.round(number, champions);
    return new Size(round.tickets(), round.problem().costMax());
  }

  private static OptionalLong flops(Improver improver, long counted, long limit) {
    boolean learns = improver.proving().isPresent();
    return learns && limit == Long.MAX_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(learns ? limit : Math.min(counted, limit));
  }

  /// The most FLOPs that one of the proposers takes.
  private static double proposing(Improver improver, long seed) {
    double most = 0;
    for (int i = 1; i <= CHOICES && improver.canChoose(ELITES); i++) {
      Draw draw = Draw.of(seed, i, "estimate");
      most = Math.max(most, (double) improver.choose(draw, ELITES).costMax().flops());
    }
    return most;
  }

  private static long gateTasks(Study study, Improver improver, List<Candidate> seeds, int rounds) {
    Optional<Declared> gate = study.terms().gating().declared();
    if (gate.isEmpty() || seeds.isEmpty()) {
      return 0;
    }
    Declared declared = gate.get();
    boolean champions =
        declared.champions() && study.lab().proving(List.of(seeds.getFirst())).isPresent();
    boolean versions =
        declared.versions() != Declared.Versions.OFF && improver.proving().isPresent();
    return (champions ? tasks(declared.championPlan(), declared, rounds) : 0)
        + (versions ? tasks(declared.versionPlan(), declared, rounds) : 0);
  }

  private static long tasks(GatePlan plan, Declared declared, int rounds) {
    long attempts =
        plan.spending() instanceof Spending.Equal(int most)
            ? Math.min(most, rounds - 1)
            : rounds - 1;
    long checks = declared.selfCheckEvery() == 0 ? 0 : attempts / declared.selfCheckEvery();
    return attempts * plan.tasksMax()
        + (attempts + 1) * declared.auditTasks()
        + checks * declared.selfCheckTasks();
  }

  /// Plays the first tickets of `study` in memory, and says how long they took.
  static Optional<Trial> trial(Study study) throws InterruptedException {
    MemoryJournal journal = new MemoryJournal();
    Terms terms = study.terms();
    try (Lab lab = study.lab()) {
      long most = Math.min(TRIAL_EVALUATIONS, lab.round(1, List.of()).tickets() - 1);
      if (most < 1) {
        return Optional.empty();
      }
      Limits few = new Limits(most, Long.MAX_VALUE, Long.MAX_VALUE, Limits.NONE.cpu(), TRIAL_TIME);
      Terms small = new Terms(terms.seed(), terms.window(), terms.study(), few, terms.threads());
      new Engine(lab, small, journal, Engine.Mode.RUN, Clock.system(), Optional::empty, _ -> {})
          .run(Version.pawl());
    }
    return second(journal);
  }

  /// The second half of what was tried: in the first the machine warms up.
  private static Optional<Trial> second(MemoryJournal journal) {
    Map<Long, Long> instructions = new HashMap<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.Scored scored) {
            instructions.put(scored.ticket(), scored.cost().instructions());
          }
        });
    List<Timing> all =
        journal.timings().stream().sorted(Comparator.comparingLong(Timing::ticket)).toList();
    List<Timing> timings = all.subList(all.size() / 2, all.size());
    return timings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Trial(
                timings.size(),
                timings.stream().mapToLong(t -> instructions.getOrDefault(t.ticket(), 0L)).sum(),
                timings.stream().mapToLong(Timing::cpuNanos).sum(),
                timings.stream().mapToLong(Timing::wallNanos).sum()));
  }

  /// How long the search may take at most, from the trial: by CPU time of its instructions where it
  /// simulates, by tickets where it does not.
  Optional<Duration> time() {
    return trial.map(t -> {
      double nanos =
          t.instructions() > 0
              ? (double) t.cpuNanos() / t.instructions() * instructions
              : (double) t.wallNanos() / t.tickets() * tickets;
      return Duration.ofMillis((long) (nanos / threads / 1e6));
    });
  }

  Map<String, Object> json(String lab) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lab", lab);
    json.put("rounds", rounds);
    json.put("tickets", tickets);
    json.put("evaluationsMax", tickets);
    json.put("instructionsMax", instructions);
    flops.ifPresent(most -> json.put("flopsMax", most));
    json.put("gateTasksMax", gateTasks);
    time().ifPresent(time -> json.put("searchSecondsMax", time.toMillis() / 1e3));
    trial.ifPresent(t -> json.put("triedTickets", t.tickets()));
    return json;
  }

  String text(String lab) {
    StringBuilder text = new StringBuilder();
    line(text, "lab", lab);
    line(text, "rounds", "%,d".formatted(rounds));
    line(text, "tickets", "%,d, each with one evaluation at most".formatted(tickets));
    line(text, "simulated", "%.3g instructions at most".formatted((double) instructions));
    line(
        text,
        "models",
        flops.isPresent()
            ? "%.3g FLOPs at most, without lessons".formatted((double) flops.getAsLong())
            : "FLOPs not bounded: the model that proposes is not there before it has learned; budget.compute is a bound");
    line(text, "gate", "%,d tasks at most".formatted(gateTasks));
    line(
        text,
        "time",
        time()
            .map(time ->
                "%s at most for the search, on %d threads, as %,d tickets took now"
                    .formatted(words(time), threads, trial.map(Trial::tickets).orElse(0L)))
            .orElse("not known: nothing was tried, since that would ask a remote model or train"));
    text.append("Nothing was started. Lessons, measurements and the gate come on top.\n");
    return text.toString();
  }

  private static String words(Duration time) {
    double seconds = time.toMillis() / 1e3;
    return seconds < 120
        ? "%.1f seconds".formatted(seconds)
        : seconds < 7_200
            ? "%.0f minutes".formatted(seconds / 60)
            : "%.1f hours".formatted(seconds / 3_600);
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("%-10s  %s%n".formatted(key, value));
  }
}
