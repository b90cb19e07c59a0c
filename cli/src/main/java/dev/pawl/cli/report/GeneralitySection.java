package dev.pawl.cli.report;

import dev.pawl.Cost;
import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Series;
import dev.pawl.cli.report.Run.Measure;
import dev.pawl.cli.report.Stats.Line;
import dev.pawl.cli.report.Stats.Mean;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// What champions are worth on a split that the search never sees, by round and by compute.
final class GeneralitySection {

  private static final int POINTS_MAX = 400;

  private final List<Arm> arms;
  private final Measure measure;
  private final Charts charts;

  private GeneralitySection(List<Arm> arms, Measure measure, Charts charts) {
    this.arms = arms.stream().filter(arm -> has(arm, measure)).toList();
    this.measure = measure;
    this.charts = charts;
  }

  static Section of(String id, List<Arm> arms, Measure measure, Charts charts) {
    return new GeneralitySection(arms, measure, charts).section(id);
  }

  private static boolean has(Arm arm, Measure measure) {
    return arm.runs().stream().anyMatch(run -> !run.measured(measure).isEmpty());
  }

  private Section section(String id) {
    boolean seeds = arms.stream().anyMatch(arm -> arm.runs().size() > 1);
    String band =
        seeds
            ? "Lines are means over seeds, bands their 95 % intervals (Student’s t), cut where they would leave"
                + " the picture."
            : "One run: the scatter of its points says nothing about other seeds.";
    String what =
        Measures.isFraction(measure)
            ? "The share of the opponents of the split that a champion defeats or ties, one against one. "
            : "";
    List<Html> figures = new ArrayList<>();
    figures.add(chart("", "By round", "round", Axis.log("round (log scale)"), (at, _) -> at, true));
    if (costs(Cost::flops)) {
      figures.add(
          chart(
              "",
              "By compute",
              "compute",
              Axis.log(
                  "FLOPs, an instruction counting as %d (log scale)"
                      .formatted(Cost.FLOPS_PER_INSTRUCTION)),
              (_, cost) -> cost.compute(),
              false));
    } else if (costs(Cost::instructions)) {
      figures.add(
          chart(
              "",
              "By compute",
              "instructions",
              Axis.log("instructions simulated by the search (log scale)"),
              (_, cost) -> cost.instructions(),
              false));
    }
    figures.add(
        chart(
            "",
            "By evaluations",
            "evaluations",
            Axis.log("evaluations by the search (log scale)"),
            (_, cost) -> cost.evaluations(),
            false));
    return new Section(
        id,
        Say.capital("%s on %s".formatted(measure.name(), measure.split())),
        Html.of("{}{}", what, band),
        Html.of("<div class=\"charts three\">{}</div>{}", figures, table()));
  }

  private boolean costs(ToLongFunction<Cost> what) {
    return arms.stream()
        .flatMap(arm -> arm.runs().stream())
        .anyMatch(run -> what.applyAsLong(run.search()) > 0);
  }

  /// Where on the axis a measurement lies.
  private interface Place {
    double of(double round, Cost searched);
  }

  private Html chart(
      String size, String title, String against, Axis x, Place place, boolean fitted) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      Arm arm = arms.get(i);
      String color = "arm " + i;
      Curve curve = Curve.of(arm.runs(), run -> values(run, place));
      if (arm.runs().size() > 1) {
        for (Run run : arm.runs()) {
          List<Point> dots = values(run, place).stream().map(v -> new Point(v.x(), v.y())).toList();
          series.add(
              Series.of(
                  run.name(),
                  "dots",
                  color,
                  Thinned.evenly(dots, POINTS_MAX / arm.runs().size() + 2)));
        }
      }
      String name = arms.size() == 1 && arm.runs().size() == 1 ? measure.name() : arm.label();
      series.add(
          Series.of(name, "line", color, Thinned.evenly(curve.points(), POINTS_MAX))
              .withBand(
                  Thinned.evenly(curve.xs(), POINTS_MAX),
                  Thinned.evenly(curve.means(), POINTS_MAX)));
      if (fitted && curve.rounds().size() > 2) {
        series.add(fit(curve, name, color));
      }
    }
    return charts.figure(
        size,
        Html.of(
            "<b>{}.</b> {}",
            title,
            fitted
                ? "Dashed: the least-squares line in ln(round)."
                : "A point is one round; what measuring costs is not counted."),
        "%s on %s against %s".formatted(measure.name(), measure.split(), against),
        Chart.Xy.of(
            x,
            Measures.isFraction(measure)
                ? Axis.percent("%s on %s".formatted(measure.name(), measure.split()))
                : Axis.number(measure.name()),
            series,
            List.of()));
  }

  private static Series fit(Curve curve, String name, String color) {
    Line line = Stats.line(curve.againstLnRound());
    double first = curve.rounds().getFirst();
    double last = curve.rounds().getLast();
    List<Point> ends = new ArrayList<>();
    for (int i = 0; i <= 24; i++) {
      double x = first * Math.pow(last / first, i / 24.0);
      ends.add(new Point(x, line.at(Math.log(x))));
    }
    return Series.of("fit of " + name, "line", color, ends).withDashes();
  }

  private List<Curve.At> values(Run run, Place place) {
    List<Curve.At> values = new ArrayList<>();
    for (Event.Measured event : run.measured(measure)) {
      Cost searched = run.searchedBy(event);
      double x = place.of(event.round(), searched);
      if (x > 0) {
        values.add(new Curve.At(event.round(), x, event.value()));
      }
    }
    return values;
  }

  private Html table() {
    List<Html> rows = new ArrayList<>();
    double unit = Measures.isFraction(measure) ? 100 : 1;
    for (Arm arm : arms) {
      Curve curve = Curve.of(arm.runs(), run -> values(run, (round, _) -> round));
      Line line = curve.rounds().size() > 2 ? Stats.line(curve.againstLnRound()) : null;
      Mean slopes = Stats.mean(slopes(arm));
      boolean overSeeds = slopes.n() > 1;
      double slope = line == null ? Double.NaN : line.slope();
      double half = line == null ? Double.NaN : overSeeds ? slopes.half() : line.half();
      rows.add(
          Html.of(
              """
              <tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td>
              <td class="n">{}</td><td>{}</td><td class="n">{}</td></tr>
              """,
              arm.label(),
              arm.runs().size(),
              estimate(curve.means().getFirst()),
              estimate(finals(arm)),
              line == null
                  ? "–"
                  : Say.signed(unit * (overSeeds ? slopes.mean() : slope), 2)
                      + plusMinus(unit * half, 2),
              line == null ? "" : overSeeds ? "over seeds" : "over rounds",
              line == null ? "–" : Say.fixed(line.r2(), 3)));
    }
    String points = Measures.isFraction(measure) ? " (points)" : "";
    return Html.of(
        """
        <div class="scroll"><table>
        <thead><tr><th scope="col">arm</th><th scope="col" class="n">runs</th><th scope="col" class="n">first round</th>
        <th scope="col" class="n">last round</th><th scope="col" class="n">slope per ln(round){}</th>
        <th scope="col">its interval</th><th scope="col" class="n">R² of the mean</th></tr></thead>
        <tbody>{}</tbody></table></div>
        """,
        points,
        rows);
  }

  /// The slope of each run that has enough rounds.
  private List<Double> slopes(Arm arm) {
    List<Double> slopes = new ArrayList<>();
    for (Run run : arm.runs()) {
      List<Point> points = new ArrayList<>();
      run.measured(measure).forEach(m -> points.add(new Point(Math.log(m.round()), m.value())));
      if (points.size() > 2) {
        slopes.add(Stats.line(points).slope());
      }
    }
    return slopes;
  }

  private Mean finals(Arm arm) {
    List<Double> finals = new ArrayList<>();
    for (Run run : arm.runs()) {
      List<Event.Measured> measured = run.measured(measure);
      if (!measured.isEmpty()) {
        finals.add(measured.getLast().value());
      }
    }
    return Stats.mean(finals);
  }

  private String estimate(Mean mean) {
    return Measures.isFraction(measure)
        ? Say.fixed(100 * mean.mean(), 1) + plusMinus(100 * mean.half(), 1) + " %"
        : Say.fixed(mean.mean(), 3) + plusMinus(mean.half(), 3);
  }

  private static String plusMinus(double half, int decimals) {
    return Double.isFinite(half) ? " ± " + Say.fixed(half, decimals) : "";
  }
}
