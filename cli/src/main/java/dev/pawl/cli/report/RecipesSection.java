package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Series;
import dev.pawl.cli.report.Run.Measure;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Training recipes: what was set against what, what changed from one to the next and what each
/// changed line brought, and with how few FLOPs a champion reaches what the reference does.
final class RecipesSection {

  /// The split of curves of loss against FLOPs.
  static final String TRANSFER = "transfer";

  private static final String CURVE = "excess bits, ";
  private static final String SHARE = "share of FLOPs";

  /// The excess of a training that cannot be planned: too few steps.
  private static final double IMPOSSIBLE = 20;

  private RecipesSection() {}

  /// Empty if no recipe was set against another one.
  static Optional<Section> of(String id, Run run, List<RecipeChange> changes, Charts charts) {
    List<Html> parts = new ArrayList<>();
    curves(run, charts).ifPresent(parts::add);
    for (RecipeChange change : changes.reversed()) {
      parts.add(change(change));
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            id,
            "Recipes",
            Html.of(
                "Each recipe that was set against the one before it: the lines that differ, and for each of them how many bits"
                    + " a token the model gets worse when that line alone is put back (ablation by reversal; a mean over few"
                    + " trainings, and no proof). Newest first."),
            Html.all(parts)));
  }

  private static Html change(RecipeChange change) {
    List<Html> rows = new ArrayList<>();
    for (Event.Measured each : change.brought()) {
      List<Html> results = new ArrayList<>();
      each.results().forEach(r -> results.add(Html.of("{} ", Say.signed(r, 3))));
      rows.add(
          Html.of(
              """
              <tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td></tr>
              """,
              each.name(),
              Say.signed(each.value(), 3),
              results));
    }
    Html table =
        rows.isEmpty()
            ? Html.NONE
            : Html.of(
                """
                <div class="scroll"><table><caption>What is lost without each changed line, bits a token</caption>
                <thead><tr><th scope="col">line</th><th scope="col" class="n">mean</th>
                <th scope="col" class="n">trainings</th></tr></thead><tbody>{}</tbody></table></div>
                """,
                rows);
    return Html.of(
        """
        <h3 class="sub">Round {}: {}</h3>
        <p>Mean gain {} in {}; <code>{}</code> against <code>{}</code>.</p>{}{}
        """,
        change.round(),
        change.taken() ? "promoted" : "not promoted",
        Say.signed(change.gain(), 4),
        Say.count(change.pairs(), "pair"),
        change.child().id().brief(),
        change.parent().id().brief(),
        LineageSection.diff(Diff.of(change.parent(), change.child())),
        table);
  }

  private static Optional<Html> curves(Run run, Charts charts) {
    List<Event.Measured> transfer =
        run.measured().stream().filter(m -> m.split().equals(TRANSFER)).toList();
    Optional<Event.Measured> share =
        transfer.stream().filter(m -> m.name().startsWith(SHARE)).reduce((_, last) -> last);
    List<Series> series = new ArrayList<>();
    for (Event.Measured curve : transfer) {
      boolean isLast = share.isPresent() && curve.round() == share.get().round();
      if (curve.name().startsWith(CURVE) && isLast) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < curve.results().size(); i++) {
          double at = (i + 1.0) / curve.results().size();
          if (curve.results().get(i) < IMPOSSIBLE) {
            points.add(new Point(at, curve.results().get(i)));
          }
        }
        series.add(
            Series.of(
                curve.name().substring(CURVE.length()), "line", "arm " + series.size(), points));
      }
    }
    if (share.isEmpty() || series.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        charts.figure(
            "wide",
            Html.of(
                "<b>Loss against FLOPs</b> on kinds of sources and a size that the search never meets; each point is a training"
                    + " of its own. {}",
                words(share.get())),
            "Excess bits against the share of FLOPs, champion and reference",
            Chart.Xy.of(
                Axis.fromZero("share of the FLOPs"),
                Axis.number("excess bits a token"),
                series,
                List.of())));
  }

  private static String words(Event.Measured share) {
    return share.value() > 1
        ? "The champion does not reach what the reference has at the end."
        : "The champion reaches what the reference has at the end with %s of its FLOPs."
            .formatted(Say.percent(share.value()));
  }

  /// The arms whose lessons tell of recipes, a row each.
  static Html byArm(List<Arm> arms) {
    List<Html> rows = new ArrayList<>();
    for (Arm arm : arms) {
      Counts counts = Counts.of(arm);
      if (counts.lessons() > 0) {
        rows.add(
            Html.of(
                """
                <tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td></tr>
                """,
                arm.label(),
                counts.tried(),
                counts.contests(),
                counts.taken(),
                Say.percent(counts.share())));
      }
    }
    return rows.isEmpty()
        ? Html.NONE
        : Html.of(
            """
            <div class="scroll"><table>
            <caption>Recipes of lessons, all runs of an arm together: tried, set against the one in use, taken; and what the
            search for them cost of all compute</caption>
            <thead><tr><th scope="col">arm</th><th scope="col" class="n">tried</th><th scope="col" class="n">contests</th>
            <th scope="col" class="n">promoted</th><th scope="col" class="n">compute</th></tr></thead>
            <tbody>{}</tbody></table></div>
            """,
            rows);
  }

  /// A sentence for each arm whose lessons tell of recipes.
  static List<String> findings(List<Arm> arms) {
    List<String> sentences = new ArrayList<>();
    for (Arm arm : arms) {
      Counts counts = Counts.of(arm);
      if (counts.lessons() > 0) {
        sentences.add(
            "recipes of %s: %d tried, %d contests decided, %d promoted, %s of compute"
                .formatted(
                    arm.label(),
                    counts.tried(),
                    counts.contests(),
                    counts.taken(),
                    Say.percent(counts.share())));
      }
    }
    return sentences;
  }

  /// What the lessons of an arm tell of.
  private record Counts(int lessons, int tried, int contests, int taken, double share) {

    static Counts of(Arm arm) {
      int lessons = 0;
      int tried = 0;
      int contests = 0;
      int taken = 0;
      double flops = 0;
      double compute = 0;
      for (Run run : arm.runs()) {
        compute += run.search().compute();
        double last = 0;
        for (Event.Learned lesson : run.lessons()) {
          var squared = RecipeChange.squared(lesson);
          if (!squared.isMissingNode()) {
            lessons++;
            tried += squared.path("tried").size();
            last = squared.path("flops").asDouble(0);
          }
        }
        flops += last;
        List<RecipeChange> changes = RecipeChange.ofLessons(run);
        contests += changes.size();
        taken += (int) changes.stream().filter(RecipeChange::taken).count();
      }
      return new Counts(lessons, tried, contests, taken, compute == 0 ? 0 : flops / compute);
    }
  }

  /// What improvers were measured at right after their recipe had changed, run by run.
  static List<Point> points(Arm arm, Measure measure) {
    List<Point> points = new ArrayList<>();
    for (Run run : arm.runs()) {
      for (RecipeChange change : RecipeChange.ofLessons(run)) {
        run.measured(measure).stream()
            .filter(m -> change.taken() && m.round() >= change.round())
            .findFirst()
            .ifPresent(m -> points.add(new Point(run.searchedBy(m).compute(), m.value())));
      }
    }
    return points;
  }
}
