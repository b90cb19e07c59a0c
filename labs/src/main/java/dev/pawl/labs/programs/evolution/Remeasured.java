package dev.pawl.labs.programs.evolution;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.labs.programs.task.Stage;
import dev.pawl.labs.programs.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// A champion beside the seed, in trials that the search never saw.
public final class Remeasured {

  private Remeasured() {}

  /// The measurements of `champion`; empty if the task has no such trials.
  static List<Measurement> of(Scoring scoring, Candidate champion, ExecutorService workers) {
    Task task = scoring.task();
    int trials = task.selectTrials();
    if (trials == 0) {
      return List.of();
    }
    Stage stage = task.stages().getLast();
    List<Double> seed =
        values(0, trials, i -> scoring.select(task.seed(), stage, i), workers).orElse(List.of());
    List<Double> best =
        values(0, trials, i -> scoring.select(champion, stage, i), workers).orElse(List.of());
    Cost cost = new Cost(2L * trials, 0);
    List<Measurement> measured = new ArrayList<>();
    if (!seed.isEmpty()) {
      measured.add(new Measurement("select", "noise", deviation(seed), seed, cost));
    }
    if (!best.isEmpty()) {
      measured.add(new Measurement("select", "value", mean(best), best, Cost.NONE));
    }
    if (!seed.isEmpty() && !best.isEmpty()) {
      List<Double> gains = new ArrayList<>();
      for (int i = 0; i < trials; i++) {
        gains.add(best.get(i) - seed.get(i));
      }
      measured.add(new Measurement("select", "gain", mean(gains), gains, Cost.NONE));
    }
    return measured;
  }

  /// The values of the trials `from` up to `to`, exclusive; empty if one cannot be judged.
  static Optional<List<Double>> values(
      int from, int to, IntFunction<Optional<Double>> trial, ExecutorService workers) {
    List<Future<Optional<Double>>> futures = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int number = i;
      futures.add(workers.submit(() -> trial.apply(number)));
    }
    List<Double> values = new ArrayList<>();
    for (Future<Optional<Double>> future : futures) {
      try {
        future.get().ifPresent(values::add);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a champion could not be measured", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a champion was measured", e);
      }
    }
    return values.size() == to - from ? Optional.of(values) : Optional.empty();
  }

  /// The mean of `values`.
  public static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }

  /// The standard deviation of the population that `values` are a sample of; 0 for one value.
  public static double deviation(List<Double> values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return values.size() < 2 ? 0 : Math.sqrt(sum / (values.size() - 1));
  }
}
