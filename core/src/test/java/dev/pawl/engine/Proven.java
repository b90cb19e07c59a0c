package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.engine.Proving.Pairing;
import dev.pawl.engine.Proving.Played;
import dev.pawl.engine.Proving.Reported;
import dev.pawl.engine.Proving.Side;
import dev.pawl.engine.Proving.Trapped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToLongFunction;

/// [HillClimb] with sealed tasks: a task is a number, and who is nearer to it scores more. Its
/// versions are proved in the same way. Counts what it plays.
///
/// @param score of a number on a task
/// @param solvesTraps whether candidates solve what cannot be solved
record Proven(
    HillClimb search,
    ToDoubleBiFunction<Long, Draw> score,
    boolean solvesTraps,
    AtomicInteger played)
    implements Lab {

  /// Nearer to 500 is better, with noise.
  static Proven near(HillClimb search) {
    return new Proven(search, Proven::nearness, false, new AtomicInteger());
  }

  /// All are equally good.
  static Proven chance(HillClimb search) {
    return new Proven(
        search,
        (number, task) -> task.purpose("of " + number).nextDouble(),
        false,
        new AtomicInteger());
  }

  static double nearness(long number, Draw task) {
    double noise = task.purpose("noise of " + number).nextDouble() - 0.5;
    return Math.clamp(1 - Math.abs(number - 500.0) / 500 + 0.6 * noise, 0, 1);
  }

  @Override
  public Optional<Proving<Candidate>> proving(List<Candidate> champions) {
    return Optional.of(proving(HillClimb::number));
  }

  private <T> Proving<T> proving(ToLongFunction<T> number) {
    return new Proving<>() {
      @Override
      public Pairing pair(T champion, T contender) {
        return new Numbers(number.applyAsLong(champion), number.applyAsLong(contender));
      }

      @Override
      public boolean hasTraps() {
        return true;
      }
    };
  }

  private final class Numbers implements Pairing {
    private final long champion;
    private final long contender;

    private Numbers(long champion, long contender) {
      this.champion = champion;
      this.contender = contender;
    }

    @Override
    public double championSize() {
      return Math.abs(champion);
    }

    @Override
    public double contenderSize() {
      return Math.abs(contender);
    }

    @Override
    public Reported reported() {
      return new Reported(OptionalDouble.of(0.75), new Cost(0, 2));
    }

    @Override
    public List<Played> play(List<Draw> tasks, ExecutorService workers) {
      List<Played> all = new ArrayList<>();
      for (Draw task : tasks) {
        played.incrementAndGet();
        all.add(new Played(side(champion, task), side(contender, task), new Cost(0, 10)));
      }
      return all;
    }

    private Side side(long number, Draw task) {
      return Math.floorMod(number + task.purpose("lost").nextInt(50), 50) == 0
          ? new Side.Missing("lost")
          : new Side.Scored(score.applyAsDouble(number, task), 1 + task.purpose("cost").nextInt(9));
    }

    @Override
    public Trapped trap(Draw task) {
      return new Trapped(solvesTraps, new Cost(0, 1));
    }
  }

  @Override
  public Improver improver() {
    Guessing guessing = new Guessing();
    return new Improver() {
      @Override
      public boolean canChoose(int eliteCount) {
        return guessing.canChoose(eliteCount);
      }

      @Override
      public Proposer choose(Draw draw, int eliteCount) {
        return guessing.choose(draw, eliteCount);
      }

      @Override
      public void learn(String proposer, boolean kept) {
        guessing.learn(proposer, kept);
      }

      @Override
      public void observe(Trial trial) {
        guessing.observe(trial);
      }

      @Override
      public Optional<Lesson> learn(int round, Watch watch) {
        return guessing.learn(round, watch);
      }

      @Override
      public void adopt(Version version) {
        guessing.adopt(version);
      }

      @Override
      public List<Measurement> measure(int round, ExecutorService workers) {
        return guessing.measure(round, workers);
      }

      @Override
      public Optional<Proving<Version>> proving() {
        return Optional.of(
            Proven.this.proving(
                version -> Long.parseLong(new String(version.bytes(), StandardCharsets.US_ASCII))));
      }
    };
  }

  @Override
  public String name() {
    return search.name();
  }

  @Override
  public int rounds() {
    return search.rounds();
  }

  @Override
  public Round round(int number, List<Candidate> champions) {
    return search.round(number, champions);
  }

  @Override
  public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
    return search.measure(champions, workers);
  }
}
