package dev.pawl.cli.model;

import dev.pawl.cli.report.Stats;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.labs.redqueen.Capability;
import dev.pawl.labs.redqueen.model.Sampling;
import dev.pawl.labs.redqueen.model.WarriorModel;
import dev.pawl.lm.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What a model of warriors can do unaided, over some seeds: each seed is a group of `bestOf`
/// warriors that are written from nothing, and the one among them that does best against `search`.
///
/// @param search opponents that the best is chosen on
/// @param select opponents that all is measured on
/// @param battles with each
/// @param seeds groups
/// @param bestOf warriors a group
/// @param threads that fight
public record WarriorTrial(
    List<Warrior> search, List<Warrior> select, int battles, int seeds, int bestOf, int threads) {

  public WarriorTrial {
    search = List.copyOf(search);
    select = List.copyOf(select);
  }

  /// One measure, over the seeds.
  ///
  /// @param mean and the interval of Student's t at 95 %
  public record Result(String name, Stats.Mean mean, List<Double> bySeed) {
    public Result {
      bySeed = List.copyOf(bySeed);
    }
  }

  /// Everything about one model.
  ///
  /// @param flops of writing
  /// @param instructions of fighting
  public record Results(List<Result> results, long flops, long instructions) {
    public Results {
      results = List.copyOf(results);
    }
  }

  /// Measures `model`; all models are asked with the same chance.
  ///
  /// @param kind what it writes
  public Results of(Model model, WarriorModel kind, Sampling sampling) {
    Capability capability =
        new Capability(kind.settings(), search, select, battles, seeds * bestOf, bestOf);
    List<Measurement> measurements;
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      measurements = capability.of(kind.writer(model, sampling), workers);
    }
    List<Result> results = new ArrayList<>();
    for (Measurement measurement : measurements) {
      List<Double> bySeed = bySeed(measurement.results());
      results.add(new Result(measurement.name(), Stats.mean(bySeed), bySeed));
    }
    return new Results(
        results,
        measurements.stream().mapToLong(m -> m.cost().flops()).sum(),
        measurements.stream().mapToLong(m -> m.cost().instructions()).sum());
  }

  /// The mean of each group; the best of a group is one already.
  private List<Double> bySeed(List<Double> results) {
    int size = results.size() / seeds;
    List<Double> means = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      means.add(
          results.subList(seed * size, (seed + 1) * size).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElse(0));
    }
    return means;
  }
}
