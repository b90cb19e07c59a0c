package dev.pawl.cli.report;

import dev.pawl.Cost;
import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Series;
import dev.pawl.cli.report.Run.Measure;
import dev.pawl.cli.report.Stats.Mean;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether learning helped: what the improver of each arm can do against what it has spent, and the
/// arm that learns beside each control at equal compute.
final class AscentSection {

  /// The arm that learns after every round.
  private static final String FULL = "full";

  private static final int GRID = 60;

  private final List<Arm> arms;
  private final List<Measure> measures;
  private final double compute;
  private final Charts charts;

  private AscentSection(List<Arm> arms, List<Measure> measures, Charts charts) {
    this.arms = arms;
    this.measures = measures;
    this.charts = charts;
    compute =
        arms.stream()
            .flatMap(arm -> arm.runs().stream())
            .mapToDouble(run -> run.search().compute())
            .min()
            .orElse(0);
  }

  /// Empty if no improver was measured.
  static Optional<AscentSection> of(List<Arm> arms, Charts charts) {
    List<Run> runs = arms.stream().flatMap(arm -> arm.runs().stream()).toList();
    List<Measure> measures =
        Measures.of(runs).stream().filter(AscentSection::isOfImprover).toList();
    if (measures.isEmpty() || arms.size() < 2) {
      return Optional.empty();
    }
    List<Measure> all = new ArrayList<>(measures);
    Measures.of(runs).stream().filter(m -> !isOfImprover(m)).forEach(all::add);
    return Optional.of(new AscentSection(arms, all, charts));
  }

  private static boolean isOfImprover(Measure measure) {
    return measure.name().startsWith("sample ") || measure.name().startsWith("best of ");
  }

  /// A sentence for each measure and control.
  List<String> findings() {
    return comparisons().stream().map(Comparison::sentence).toList();
  }

  private List<Comparison> comparisons() {
    List<Comparison> comparisons = new ArrayList<>();
    for (Measure measure : measures) {
      arms.stream()
          .filter(arm -> arm.label().equals(FULL))
          .forEach(full ->
              arms.stream()
                  .filter(arm -> !arm.label().equals(FULL))
                  .forEach(arm -> comparisons.add(Comparison.of(full, arm, measure, compute))));
    }
    return comparisons;
  }

  Section section(String id) {
    List<Html> figures = new ArrayList<>();
    measures.forEach(measure -> figures.add(chart(measure)));
    return new Section(
        id,
        "Capability against compute",
        Html.of(
            "What the improver of each arm writes when nobody helps it: one sample, and the best of several chosen on the"
                + " search split, both measured on a split that no search saw. Models write from nothing; the operators of"
                + " the arm without a model change the elites of its last round, which is help that models do not have."
                + " Compute is proposing, scoring and learning; measuring is not counted. Lines are means over seeds, bands"
                + " 95 % intervals (Student’s t). Dots are generations: versions that the gate promoted, and versions that were"
                + " the first to be trained by a new recipe."),
        Html.of(
            "<div class=\"charts three\">{}</div>{}{}",
            figures,
            table(),
            RecipesSection.byArm(arms)));
  }

  private Html chart(Measure measure) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      List<Double> xs = new ArrayList<>();
      List<Mean> means = new ArrayList<>();
      for (int step = 1; step <= GRID; step++) {
        double at = compute * step / GRID;
        List<Double> values =
            arms.get(i).runs().stream()
                .map(run -> Comparison.at(run, measure, at))
                .filter(Double::isFinite)
                .toList();
        if (values.size() == arms.get(i).runs().size()) {
          xs.add(at);
          means.add(Stats.mean(values));
        }
      }
      List<Point> points = new ArrayList<>();
      for (int p = 0; p < xs.size(); p++) {
        points.add(new Point(xs.get(p), means.get(p).mean()));
      }
      series.add(Series.of(arms.get(i).label(), "line", "arm " + i, points).withBand(xs, means));
      List<Point> promoted = promoted(arms.get(i), measure);
      if (!promoted.isEmpty()) {
        series.add(Series.of(arms.get(i).label() + ", promoted", "dots", "arm " + i, promoted));
      }
      List<Point> recipes = RecipesSection.points(arms.get(i), measure);
      if (!recipes.isEmpty()) {
        series.add(Series.of(arms.get(i).label() + ", new recipe", "dots", "arm 7", recipes));
      }
    }
    return charts.figure(
        "",
        Html.of("<b>{}.</b>", Say.capital(measure.name())),
        "%s on %s against compute, by arm".formatted(measure.name(), measure.split()),
        Chart.Xy.of(
            Axis.fromZero(
                "FLOPs, an instruction counting as %d".formatted(Cost.FLOPS_PER_INSTRUCTION)),
            Measures.isFraction(measure)
                ? Axis.percent(measure.name())
                : Axis.number(measure.name()),
            series,
            List.of()));
  }

  /// What the versions that the gate promoted were measured at, run by run.
  private static List<Point> promoted(Arm arm, Measure measure) {
    List<Point> points = new ArrayList<>();
    for (Run run : arm.runs()) {
      for (Tried tried : run.gate().of(Event.VERSIONS)) {
        run.measured(measure).stream()
            .filter(m -> tried.promoted() && m.candidate().equals(tried.attempt().candidate()))
            .findFirst()
            .ifPresent(m -> points.add(new Point(run.searchedBy(m).compute(), m.value())));
      }
    }
    return points;
  }

  private Html table() {
    List<Html> rows = new ArrayList<>();
    for (Comparison each : comparisons()) {
      Mean mean = each.mean();
      boolean fraction = Measures.isFraction(each.measure());
      double unit = fraction ? 100 : 1;
      int decimals = fraction ? 1 : 3;
      rows.add(
          Html.of(
              """
              <tr><th scope="row">{} on {}</th><td>{} − {}</td><td class="n">{}{}</td><td class="n">{}</td>
              <td class="n">{}</td></tr>
              """,
              each.measure().name(),
              each.measure().split(),
              each.reference(),
              each.control(),
              Say.signed(unit * mean.mean(), decimals),
              Double.isFinite(mean.half()) ? " ± " + Say.fixed(unit * mean.half(), decimals) : "",
              mean.n(),
              Double.isNaN(each.p()) ? "–" : Say.fixed(each.p(), 3)));
    }
    return rows.isEmpty()
        ? Html.NONE
        : Html.of(
            """
            <div class="scroll"><table>
            <caption>Paired differences at {} FLOPs, what the shortest run spent; fractions in points</caption>
            <thead><tr><th scope="col">measure</th><th scope="col">difference</th><th scope="col" class="n">mean</th>
            <th scope="col" class="n">seeds</th><th scope="col" class="n">sign-flip p</th></tr></thead>
            <tbody>{}</tbody></table></div>
            """,
            Say.big((long) compute),
            rows);
  }
}
