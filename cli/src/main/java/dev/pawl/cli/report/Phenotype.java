package dev.pawl.cli.report;

import dev.pawl.cli.report.Run.Measure;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The phenotype of a champion is the vector of its results, one for each task of a split.
final class Phenotype {

  private Phenotype() {}

  /// Whether some champion has one.
  static boolean applies(Run run, Measure measure) {
    return run.measured(measure).stream().anyMatch(m -> m.results().size() > 1);
  }

  /// The root mean square distance per task between each champion and the one before it.
  static List<Curve.At> change(Run run, Measure measure) {
    List<Curve.At> changes = new ArrayList<>();
    Event.Measured before = null;
    for (Event.Measured now : run.measured(measure)) {
      if (before != null
          && now.round() == before.round() + 1
          && now.results().size() == before.results().size()
          && !now.results().isEmpty()) {
        double squares = 0;
        for (int i = 0; i < now.results().size(); i++) {
          double d = now.results().get(i) - before.results().get(i);
          squares += d * d;
        }
        double rms = Math.sqrt(squares / now.results().size());
        changes.add(new Curve.At(now.round(), now.round(), rms));
      }
      before = now;
    }
    return changes;
  }

  /// The variance over runs at each round, as a mean over the tasks; only for rounds that all runs
  /// reached, for a mean over fewer and fewer runs would be another quantity.
  static List<Point> variance(List<Run> runs, Measure measure) {
    Map<Integer, List<List<Double>>> byRound = new HashMap<>();
    for (Run run : runs) {
      for (Event.Measured m : run.measured(measure)) {
        byRound.computeIfAbsent(m.round(), _ -> new ArrayList<>()).add(m.results());
      }
    }
    List<Point> variances = new ArrayList<>();
    byRound.keySet().stream()
        .sorted()
        .forEach(round -> {
          List<List<Double>> vectors = byRound.get(round);
          int tasks = vectors.getFirst().size();
          boolean alike = vectors.stream().allMatch(v -> v.size() == tasks);
          if (vectors.size() == runs.size() && runs.size() > 1 && alike && tasks > 0) {
            double sum = 0;
            for (int task = 0; task < tasks; task++) {
              int t = task;
              sum += Stats.variance(vectors.stream().map(v -> v.get(t)).toList());
            }
            variances.add(new Point(round, sum / tasks));
          }
        });
    return variances;
  }
}
