package dev.pawl.cli.report;

import dev.pawl.cli.report.Run.Measure;
import dev.pawl.cli.report.Stats.Mean;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Two arms at equal compute: the paired difference of a measure over the seeds that both have.
///
/// @param differences reference minus control, one for each seed
/// @param compute where they are compared, in FLOPs: what the shortest of all runs spent
record Comparison(
    String reference, String control, Measure measure, List<Double> differences, double compute) {

  Comparison {
    differences = List.copyOf(differences);
  }

  /// @param compute what the shortest of all runs spent
  static Comparison of(Arm reference, Arm control, Measure measure, double compute) {
    TreeSet<Long> seeds = new TreeSet<>();
    reference.runs().forEach(run -> seeds.add(run.seed()));
    List<Double> differences = new ArrayList<>();
    for (long seed : seeds) {
      double one = at(reference, seed, measure, compute);
      double other = at(control, seed, measure, compute);
      if (Double.isFinite(one) && Double.isFinite(other)) {
        differences.add(one - other);
      }
    }
    return new Comparison(reference.label(), control.label(), measure, differences, compute);
  }

  private static double at(Arm arm, long seed, Measure measure, double compute) {
    return arm.runs().stream()
        .filter(run -> run.seed() == seed)
        .mapToDouble(run -> at(run, measure, compute))
        .findFirst()
        .orElse(Double.NaN);
  }

  /// The last value that `run` was measured at when it had spent `compute`; NaN if there is none.
  static double at(Run run, Measure measure, double compute) {
    double value = Double.NaN;
    for (Event.Measured event : run.measured(measure)) {
      if (run.searchedBy(event).compute() <= compute) {
        value = event.value();
      }
    }
    return value;
  }

  Mean mean() {
    return Stats.mean(differences);
  }

  /// The two-sided p-value of the exact sign-flip test.
  double p() {
    return Stats.signFlip(differences);
  }

  /// The finding in a sentence, with its interval and its test.
  String sentence() {
    Mean mean = mean();
    boolean fraction = Measures.isFraction(measure);
    double unit = fraction ? 100 : 1;
    int decimals = fraction ? 1 : 3;
    String numbers =
        "%s − %s = %s%s%s"
            .formatted(
                reference,
                control,
                Say.signed(unit * mean.mean(), decimals),
                Double.isFinite(mean.half()) ? " ± " + Say.fixed(unit * mean.half(), decimals) : "",
                fraction ? " points" : "");
    String verdict =
        mean.n() < 2 || !Double.isFinite(mean.half())
            ? "one seed shows nothing"
            : mean.low() > 0
                ? "better than %s".formatted(control)
                : mean.high() < 0 ? "worse than %s".formatted(control) : "no difference shown";
    return "%s on %s: %s (%s; %s, sign-flip p %s)"
        .formatted(
            measure.name(),
            measure.split(),
            verdict,
            numbers,
            Say.count(mean.n(), "seed"),
            Double.isNaN(p()) ? "–" : Say.fixed(p(), 3));
  }
}
