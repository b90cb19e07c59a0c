package dev.pawl.engine;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;

/// The improver of [HillClimb]: it learns the mean of the numbers that were kept, and guesses near
/// it, from the second round on. What it learns after every third round is refused.
final class Guessing implements Improver {

  private final Portfolio portfolio =
      new Portfolio(
          List.of(
              proposer("guess", 0, (parents, draw) -> mean() + draw.nextLong(-200, 200)),
              proposer("step", 1, (parents, draw) -> parents.get(0) + draw.nextLong(-9, 10)),
              proposer("mean", 2, (parents, draw) -> (parents.get(0) + parents.get(1)) / 2),
              proposer("broken", 1, (parents, draw) -> parents.get(5))),
          Choice.adaptive());
  private long sum;
  private long count;
  private long first = Long.MAX_VALUE;
  private long last;
  private volatile long mean = 500;

  private long mean() {
    return mean;
  }

  @Override
  public boolean canChoose(int eliteCount) {
    return portfolio.canChoose(eliteCount);
  }

  @Override
  public Proposer choose(Draw draw, int eliteCount) {
    return portfolio.choose(draw, eliteCount);
  }

  @Override
  public void learn(String proposer, boolean kept) {
    portfolio.learn(proposer, kept);
  }

  @Override
  public Set<String> weighable() {
    return portfolio.names();
  }

  @Override
  public void weigh(Map<String, Double> weights) {
    portfolio.weigh(weights);
  }

  @Override
  public void observe(Trial trial) {
    first = Math.min(first, trial.ticket());
    last = trial.ticket();
    if (trial.admitted()) {
      sum += HillClimb.number(trial.candidate());
      count++;
    }
  }

  @Override
  public Optional<Lesson> learn(int round, Watch watch) {
    watch.tell("half done");
    if (round == 1 || count == 0 || watch.isStopWanted()) {
      return Optional.empty();
    }
    long learned = sum / count;
    return Optional.of(
        new Lesson(
            new Version(Long.toString(learned).getBytes(StandardCharsets.US_ASCII)),
            "{}",
            first,
            last,
            mean,
            learned,
            new Cost(0, 0, 1_000),
            round % 3 == 0 ? Optional.of("every third is refused") : Optional.empty()));
  }

  @Override
  public void adopt(Version version) {
    mean = Long.parseLong(new String(version.bytes(), StandardCharsets.US_ASCII));
  }

  @Override
  public List<Measurement> measure(int round, ExecutorService workers) {
    return List.of(new Measurement("select", "guess", mean, List.of(), new Cost(0, 1)));
  }

  private static Proposer proposer(
      String name, int arity, BiFunction<List<Long>, Draw, Long> write) {
    return new Proposer() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int parents() {
        return arity;
      }

      @Override
      public Cost costMax() {
        return Cost.flops(10);
      }

      @Override
      public Proposal propose(List<Elite> parents, Draw draw) {
        if (draw.purpose("lazy").nextInt(20) == 0) {
          return new Proposal.Declined("no idea", Cost.flops(1));
        }
        List<Long> numbers = parents.stream().map(e -> HillClimb.number(e.candidate())).toList();
        long number = write.apply(numbers, draw);
        return new Proposal.Wrote(HillClimb.candidate(number), Cost.flops(1 + number % 7));
      }
    };
  }
}
