package dev.pawl.engine;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Evaluation;
import dev.pawl.Outcome;
import dev.pawl.Problem;
import dev.pawl.Score;
import dev.pawl.archive.Axis;
import dev.pawl.archive.MapElites;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/// A lab for tests: a candidate is a number, and each round wants another one. It fails in every
/// way in which candidates and proposers can fail, and it can be made slow at random without a
/// change of its results.
record HillClimb(int rounds, int ticketsPerRound, boolean jitter) implements Lab {

  private static final Bounds BOUNDS = new Bounds(0, 1_000);

  @Override
  public String name() {
    return "hillclimb";
  }

  @Override
  public Round round(int number, List<Candidate> champions) {
    long wanted =
        300L + 100L * champions.size() + champions.stream().mapToLong(HillClimb::number).sum() % 7;
    return new Round(
        new Near(wanted),
        new MapElites(
            List.of(Axis.of("tens", IntStream.range(1, 10).mapToDouble(i -> i * 10).toArray()))),
        ticketsPerRound);
  }

  @Override
  public Improver improver() {
    return new Guessing();
  }

  @Override
  public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
    double value = number(champions.getLast());
    return List.of(
        new Measurement("select", "digits", value, List.of(value, value / 2), new Cost(0, 3)),
        new Measurement("select", "double", 2 * value, List.of(), Cost.NONE));
  }

  static Candidate candidate(long number) {
    return Candidate.of("number", Long.toString(number));
  }

  static long number(Candidate candidate) {
    return Long.parseLong(candidate.text());
  }

  private final class Near implements Problem {
    private final long wanted;

    private Near(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public List<Candidate> seeds() {
      return List.of(candidate(1), candidate(2));
    }

    @Override
    public Cost costMax() {
      return new Cost(1, 1_000);
    }

    @Override
    public Evaluation score(Candidate candidate, Draw draw, Incumbents incumbents) {
      if (jitter) {
        sleep();
      }
      long number = number(candidate);
      double value = Math.clamp(1_000.0 - Math.abs(number - wanted), 0, 1_000);
      Outcome outcome =
          switch (Math.floorMod(number, 41)) {
            case 3 -> throw new IllegalStateException("3 is unlucky");
            case 7 -> new Outcome.Refused("7 is taken");
            case 11 -> new Outcome.TimedOut(50);
            case 13 -> new Outcome.OverLimit("memory");
            case 17 -> new Outcome.Eliminated(Score.of(value, BOUNDS), "17 is behind");
            case 19 -> throw new StackOverflowError();
            default ->
                new Outcome.Finished(
                    new Score(
                        value,
                        BOUNDS,
                        List.of(value),
                        List.of((double) Math.floorMod(number, 100)),
                        "off by " + Math.abs(number - wanted)));
          };
      return new Evaluation(outcome, new Cost(1, 1 + Math.floorMod(number, 900)));
    }

    private static void sleep() {
      try {
        Thread.sleep(0, (int) (System.nanoTime() % 300_000 & ~3));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
