package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Series;
import dev.pawl.cli.report.Stats.Mean;
import java.util.ArrayList;
import java.util.List;

/// What each variant had reached against what it had spent: means with bands.
final class CompareCurves {

  private static final int GRID = 80;

  private CompareCurves() {}

  /// @param most where the curves end
  static Html figure(
      List<Variant> variants, Yardstick yardstick, Scale scale, double most, Charts charts) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      series.add(curve(variants.get(i), "arm " + i, yardstick, scale, most));
    }
    return charts.figure(
        "",
        Html.of("<b>Against {}.</b>", scale.title()),
        "%s against %s, by variant".formatted(yardstick.title(), scale.title()),
        Chart.Xy.of(
            Axis.fromZero(scale.title()),
            yardstick.isFraction()
                ? Axis.percent(yardstick.title())
                : Axis.number(yardstick.title()),
            series,
            List.of()));
  }

  private static Series curve(
      Variant variant, String color, Yardstick yardstick, Scale scale, double most) {
    List<Double> xs = new ArrayList<>();
    List<Mean> means = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    for (int step = 1; step <= GRID; step++) {
      double amount = most * step / GRID;
      Mean mean = variant.at(yardstick, scale, amount);
      if (mean.n() == variant.runs().size()) {
        xs.add(amount);
        means.add(mean);
        points.add(new Point(amount, mean.mean()));
      }
    }
    return Series.of(variant.name(), "line", color, points).withBand(xs, means);
  }
}
