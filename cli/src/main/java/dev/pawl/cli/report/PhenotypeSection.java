package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Frame;
import dev.pawl.cli.report.Chart.Heat;
import dev.pawl.cli.report.Chart.Scale;
import dev.pawl.cli.report.Chart.Series;
import dev.pawl.cli.report.Run.Measure;
import dev.pawl.cli.report.Stats.Line;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How champions behave against each opponent of a split, and whether they come to behave alike.
final class PhenotypeSection {

  private static final int ROUNDS_MAX = 120;
  private static final int TASKS_MAX = 300;

  private PhenotypeSection() {}

  /// The heat map of one run.
  static Section map(String id, Run run, Measure measure, Charts charts) {
    Words words = Words.of(run.lab());
    List<Event.Measured> all = run.measured(measure);
    int tasks = all.getLast().results().size();
    List<Event.Measured> rounds =
        Thinned.evenly(all.stream().filter(m -> m.results().size() == tasks).toList(), ROUNDS_MAX);
    List<Integer> order =
        Thinned.evenly(
            IntStream.range(0, tasks)
                .boxed()
                .sorted(
                    Comparator.comparingDouble((Integer t) -> mean(rounds, t))
                        .thenComparing(t -> t))
                .toList(),
            TASKS_MAX);
    List<List<Number>> cells = new ArrayList<>();
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (int x = 0; x < rounds.size(); x++) {
      for (int y = 0; y < order.size(); y++) {
        double value = rounds.get(x).results().get(order.get(y));
        cells.add(List.of(x, y, Say.compact(Math.rint(value * 1000) / 1000)));
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    Scale scale = Scale.of(words.result(), "number", low, Math.max(high, low + 1e-9));
    if (words.tie().isPresent()) {
      double tie = words.tie().orElseThrow();
      double reach = Math.max(1e-9, Math.max(Math.abs(high - tie), Math.abs(low - tie)));
      scale = Scale.parted(words.result(), tie - reach, tie, tie + reach);
    }
    List<String> names = rounds.stream().map(m -> String.valueOf(m.round())).toList();
    List<String> taskNames = order.stream().map(t -> words.task() + " " + (t + 1)).toList();
    Html figure =
        charts.figure(
            order.size() > 60 ? "wide tall" : "wide",
            Html.of(
                "<b>Results of each round’s champion against each {}</b> of {}, the hardest at the bottom.{}",
                words.task(),
                measure.split(),
                order.size() < tasks ? " %d of %d are shown.".formatted(order.size(), tasks) : ""),
            "Heat map of results, %ss by rounds".formatted(words.task()),
            Heat.of(
                Axis.names("round", names),
                Axis.names("%d %ss".formatted(order.size(), words.task()), taskNames),
                scale,
                false,
                List.of(new Frame("", cells, List.of()))));
    return new Section(
        id,
        "Phenotype on " + measure.split(),
        Html.of(
            "A column is a champion’s phenotype. Columns that come to look alike are convergence."),
        figure);
  }

  private static double mean(List<Event.Measured> rounds, int task) {
    return rounds.stream().mapToDouble(m -> m.results().get(task)).average().orElse(0);
  }

  /// Rate of change and variance over seeds, for all arms.
  static Section convergence(String id, List<Arm> arms, Measure measure, Charts charts) {
    List<Series> change = new ArrayList<>();
    List<Series> variance = new ArrayList<>();
    List<Html> rows = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      Arm arm = arms.get(i);
      Curve curve = Curve.of(arm.runs(), run -> Phenotype.change(run, measure));
      List<Point> variances = Phenotype.variance(arm.runs(), measure);
      if (!curve.rounds().isEmpty()) {
        change.add(
            Series.of(arm.label(), "line", "arm " + i, curve.points())
                .withBand(curve.xs(), curve.means()));
        rows.add(row(arm, "change", curve.againstLnRound()));
      }
      if (!variances.isEmpty()) {
        variance.add(Series.of(arm.label(), "line", "arm " + i, variances));
        rows.add(
            row(
                arm,
                "variance over seeds",
                variances.stream().map(p -> new Point(Math.log(p.x()), p.y())).toList()));
      }
    }
    List<Html> figures = new ArrayList<>();
    figures.add(
        charts.figure(
            "",
            Html.of(
                "<b>Rate of change.</b> Root mean square distance, per {}, between a champion’s phenotype and that of the"
                    + " champion before it.",
                Words.of(arms.getFirst().runs().getFirst().lab()).task()),
            "Change of phenotype against rounds",
            Chart.Xy.of(
                Axis.log("round (log scale)"),
                Axis.fromZero("change of phenotype"),
                change,
                List.of())));
    if (!variance.isEmpty()) {
      figures.add(
          charts.figure(
              "",
              Html.of(
                  "<b>Variance over seeds</b> of the champions’ phenotypes, as a mean over the split."
                      + " If it falls, different seeds arrive at the same behaviour."),
              "Variance of phenotype over seeds against rounds",
              Chart.Xy.of(
                  Axis.log("round (log scale)"),
                  Axis.fromZero("variance of phenotype"),
                  variance,
                  List.of())));
    }
    return new Section(
        id,
        "Convergence on " + measure.split(),
        Html.of(
            "Whether the race settles: how much behaviour still changes, and how much it depends on chance."),
        Html.of(
            """
            <div class="charts">{}</div>
            <div class="scroll"><table><thead><tr><th scope="col">arm</th><th scope="col">quantity</th>
            <th scope="col" class="n">slope per ln(round)</th><th scope="col" class="n">R²</th></tr></thead>
            <tbody>{}</tbody></table></div>
            """,
            figures,
            rows));
  }

  private static Html row(Arm arm, String quantity, List<Point> againstLnRound) {
    if (againstLnRound.size() < 3) {
      return Html.NONE;
    }
    Line line = Stats.line(againstLnRound);
    return Html.of(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
        arm.label(),
        quantity,
        Say.signed(line.slope(), 4) + " ± " + Say.fixed(line.half(), 4),
        Double.isFinite(line.r2()) ? Say.fixed(line.r2(), 3) : "–");
  }
}
