package dev.pawl.cli.report;

import dev.pawl.cli.report.Stats.Mean;
import java.util.List;
import java.util.stream.DoubleStream;

/// Runs of one study that differ in nothing but their seed.
record Variant(String name, List<Trace> runs) {

  Variant {
    runs = List.copyOf(runs);
  }

  /// The least that any run spent in the end that spent something; infinite if none did.
  double least(Scale scale) {
    return runs.stream()
        .mapToDouble(run -> scale.of(run.spent()))
        .filter(spent -> spent > 0)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /// What a run spent in the end.
  Mean spent(Scale scale) {
    return Stats.mean(runs.stream().map(run -> scale.of(run.spent())).toList());
  }

  /// Over the runs that have a value.
  Mean at(Yardstick yardstick, Scale scale, double amount) {
    return Stats.mean(
        runs.stream()
            .map(run -> run.at(yardstick, scale, amount))
            .filter(Double::isFinite)
            .toList());
  }

  /// How many runs reached `target` in the end.
  long reached(Yardstick yardstick, double target) {
    return runs.stream()
        .filter(run -> Double.isFinite(run.until(yardstick, Scale.EVALUATIONS, target)))
        .count();
  }

  /// What had been spent when half of the runs had reached `target`, those counted in that never
  /// did; infinite if fewer than half did.
  double medianUntil(Yardstick yardstick, Scale scale, double target) {
    double[] costs =
        runs.stream()
            .flatMapToDouble(run -> DoubleStream.of(run.until(yardstick, scale, target)))
            .sorted()
            .toArray();
    return costs.length == 0 ? Double.POSITIVE_INFINITY : costs[(costs.length - 1) / 2];
  }
}
