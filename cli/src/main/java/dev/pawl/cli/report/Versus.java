package dev.pawl.cli.report;

import dev.pawl.cli.report.Stats.Mean;
import java.util.ArrayList;
import java.util.List;

/// Two variants at equal spending: the paired difference on a yardstick over the seeds that both
/// have.
///
/// @param amount that both had spent; infinite for where each run ended
/// @param differences variant minus baseline, one for each seed
record Versus(
    String variant,
    String baseline,
    Yardstick yardstick,
    Scale scale,
    double amount,
    List<Double> differences) {

  private static final double LEVEL = 0.05;

  Versus {
    differences = List.copyOf(differences);
  }

  static Versus of(
      Variant variant, Variant baseline, Yardstick yardstick, Scale scale, double amount) {
    List<Double> differences = new ArrayList<>();
    for (Trace run : variant.runs()) {
      double other =
          baseline.runs().stream()
              .filter(each -> each.seed() == run.seed())
              .mapToDouble(each -> each.at(yardstick, scale, amount))
              .findFirst()
              .orElse(Double.NaN);
      double difference = run.at(yardstick, scale, amount) - other;
      if (Double.isFinite(difference)) {
        differences.add(difference);
      }
    }
    return new Versus(variant.name(), baseline.name(), yardstick, scale, amount, differences);
  }

  Mean mean() {
    return Stats.mean(differences);
  }

  /// The two-sided p-value of the exact sign-flip test.
  double p() {
    return Stats.signFlip(differences);
  }

  /// How sure one may be that the two differ.
  enum Verdict {
    /// The interval leaves out zero, and the exact test agrees where it can be made.
    SHOWN,
    /// The interval leaves out zero, and the exact test does not.
    LEANS,
    /// Neither.
    NOTHING
  }

  Verdict verdict() {
    Mean mean = mean();
    if (!Double.isFinite(mean.half()) || (mean.low() <= 0 && mean.high() >= 0)) {
      return Verdict.NOTHING;
    }
    return p() > LEVEL ? Verdict.LEANS : Verdict.SHOWN;
  }

  /// `at 200 evaluations`, `in the end`.
  String where() {
    return Double.isFinite(amount) ? "at " + scale.words(amount) : "in the end";
  }

  /// The finding in a sentence, with its interval and its test.
  String sentence() {
    Mean mean = mean();
    String where = yardstick.title() + " " + where();
    if (mean.n() == 0) {
      return "%s: %s and %s have no seed in common there".formatted(where, variant, baseline);
    }
    String numbers =
        "%s%s%s; %s%s"
            .formatted(
                yardstick.signed(mean.mean()),
                yardstick.isFraction() ? " points" : "",
                interval(),
                Say.count(mean.n(), "seed"),
                Double.isNaN(p()) ? "" : ", sign-flip p " + Say.fixed(p(), 3));
    String direction = mean.mean() > 0 ? "better" : "worse";
    return switch (verdict()) {
      case SHOWN ->
          "%s: %s is %s than %s (%s)".formatted(where, variant, direction, baseline, numbers);
      case LEANS ->
          "%s: %s looks %s than %s, but the exact test does not show it (%s)"
              .formatted(where, variant, direction, baseline, numbers);
      case NOTHING ->
          "%s: nothing was shown between %s and %s (%s)"
              .formatted(where, variant, baseline, numbers);
    };
  }

  /// `, 95 % interval +0.1 to +0.3`; empty for one seed.
  private String interval() {
    Mean mean = mean();
    return Double.isFinite(mean.half())
        ? ", 95 %% interval %s to %s"
            .formatted(yardstick.signed(mean.low()), yardstick.signed(mean.high()))
        : "";
  }
}
