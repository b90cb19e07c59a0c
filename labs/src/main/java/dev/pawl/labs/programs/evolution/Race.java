package dev.pawl.labs.programs.evolution;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.journal.Event;
import dev.pawl.labs.programs.task.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/// The best of a round in trials that are new to all of them, the same for each: sequential halving
/// (Karnin, Koren, Somekh 2013). Each heat has twice the trials of the one before, and the better
/// half of who ran it goes on. Whoever cannot be judged in a trial is out.
///
/// @param leaders how many start; 1 for no race
/// @param trials of the first heat
record Race(int leaders, int trials) {

  /// The most that start, and the most trials of the first heat.
  static final int MOST = 64;

  private static final class Runner {

    private final int place;
    private final Candidate candidate;
    private final List<Double> results = new ArrayList<>();
    private int trials;

    Runner(int place, Candidate candidate) {
      this.place = place;
      this.candidate = candidate;
    }

    double mean() {
      return results.isEmpty() ? Double.NEGATIVE_INFINITY : Remeasured.mean(results);
    }
  }

  /// One result for each of `candidates`, in their order: the mean over the trials it was put to.
  List<Measurement> run(
      Scoring scoring, int round, List<Candidate> candidates, ExecutorService workers) {
    List<Runner> all =
        IntStream.range(0, candidates.size())
            .mapToObj(i -> new Runner(i, candidates.get(i)))
            .toList();
    List<Runner> left = all;
    int from = 0;
    for (int heat = trials; left.size() > 1; heat *= 2) {
      left = heat(scoring, round, left, from, from + heat, workers);
      from += heat;
    }
    return all.stream()
        .map(runner ->
            new Measurement(
                Event.RACE,
                "value",
                runner.results.isEmpty() ? 0 : runner.mean(),
                runner.results,
                new Cost(runner.trials, 0)))
        .toList();
  }

  /// Who goes on.
  private static List<Runner> heat(
      Scoring scoring, int round, List<Runner> runners, int from, int to, ExecutorService workers) {
    Stage stage = scoring.task().stages().getLast();
    List<Runner> judged = new ArrayList<>();
    for (Runner runner : runners) {
      runner.trials += to - from;
      Optional<List<Double>> values =
          Remeasured.values(
              from, to, i -> scoring.race(runner.candidate, stage, round, i), workers);
      if (values.isPresent()) {
        runner.results.addAll(values.get());
        judged.add(runner);
      }
    }
    return judged.stream()
        .sorted(Comparator.comparingDouble((Runner r) -> -r.mean()).thenComparingInt(r -> r.place))
        .limit((runners.size() + 1) / 2)
        .toList();
  }
}
