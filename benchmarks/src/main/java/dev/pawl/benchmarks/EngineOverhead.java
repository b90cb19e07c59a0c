package dev.pawl.benchmarks;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Evaluation;
import dev.pawl.Outcome;
import dev.pawl.Problem;
import dev.pawl.Proposer;
import dev.pawl.Score;
import dev.pawl.archive.Axis;
import dev.pawl.archive.MapElites;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Lab;
import dev.pawl.engine.Limits;
import dev.pawl.engine.Terms;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// What the engine itself costs: a problem that does nothing, with a candidate of about 400 bytes, on a journal on disk.
/// Prints CPU and wall time per ticket between powers of ten; the CPU time is that of the whole process, garbage
/// collection and the compiler included.
///
///     java -cp ... dev.pawl.benchmarks.EngineOverhead [tickets] [window] [folder]
public final class EngineOverhead {

  private EngineOverhead() {}

  /// Runs it.
  public static void main(String[] args) throws Exception {
    long tickets = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    int window = args.length > 1 ? Integer.parseInt(args[1]) : 64;
    Path folder =
        Files.createTempDirectory(args.length > 2 ? Path.of(args[2]) : Path.of("."), "overhead");
    Clock clock = Clock.system();
    System.out.printf("%12s %16s %16s%n", "tickets", "CPU us/ticket", "wall us/ticket");
    try (SqliteJournal journal = SqliteJournal.create(folder.resolve("journal.db"))) {
      var meter = new Meter(clock);
      Engine engine =
          new Engine(
              new Nothing(tickets),
              new Terms(1, window, "{}", Limits.NONE, 1),
              journal,
              Engine.Mode.RUN,
              clock,
              Optional::empty,
              status -> meter.tick(status.ticket()));
      engine.run("benchmark");
      System.out.printf("journal: %,d bytes%n", Files.size(folder.resolve("journal.db")));
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static final class Meter {
    private final Clock clock;
    private long ticket;
    private long next = 100;
    private long cpu;
    private long wall;

    private Meter(Clock clock) {
      this.clock = clock;
      cpu = clock.processCpuNanos();
      wall = clock.nanos();
    }

    private void tick(long now) {
      if (now == next) {
        long cpuNow = clock.processCpuNanos();
        long wallNow = clock.nanos();
        double count = 1e3 * (now - ticket);
        System.out.printf(
            "%,12d %16.1f %16.1f%n", now, (cpuNow - cpu) / count, (wallNow - wall) / count);
        ticket = now;
        next = now * 10;
        cpu = cpuNow;
        wall = wallNow;
      }
    }
  }

  /// A lab in which nothing is computed.
  private record Nothing(long tickets) implements Lab {

    private static final String PADDING = "MOV.I $0, $1\n".repeat(28);

    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public int rounds() {
      return 1;
    }

    @Override
    public Round round(int number, List<Candidate> champions) {
      return new Round(
          new Blank(),
          new MapElites(List.of(Axis.of("a", 1, 2, 3, 4, 5), Axis.of("b", 1, 2, 3, 4, 5))),
          tickets);
    }

    @Override
    public Improver improver() {
      return Improver.fixed(new Portfolio(List.of(new Padded()), Choice.adaptive()));
    }

    @Override
    public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
      return List.of();
    }
  }

  private record Padded() implements Proposer {

    @Override
    public String name() {
      return "padded";
    }

    @Override
    public int parents() {
      return 1;
    }

    @Override
    public Proposal propose(List<Elite> parents, Draw draw) {
      return new Proposal.Wrote(Candidate.of("warrior.red", draw.nextLong() + Nothing.PADDING));
    }
  }

  private record Blank() implements Problem {

    @Override
    public List<Candidate> seeds() {
      return List.of(Candidate.of("warrior.red", "0"));
    }

    @Override
    public Cost costMax() {
      return new Cost(1, 0);
    }

    @Override
    public Evaluation score(Candidate candidate, Draw draw, Incumbents incumbents) {
      double value = draw.nextDouble();
      List<Double> traits = List.of(6 * draw.nextDouble(), 6 * draw.nextDouble());
      Score score = new Score(value, Bounds.UNIT, List.of(value), traits, "");
      return new Evaluation(new Outcome.Finished(score), new Cost(1, 0));
    }
  }
}
