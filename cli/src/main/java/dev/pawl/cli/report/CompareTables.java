package dev.pawl.cli.report;

import dev.pawl.cli.report.Stats.Mean;
import java.util.ArrayList;
import java.util.List;

/// The numbers of a comparison.
final class CompareTables {

  private CompareTables() {}

  static Section differences(List<Versus> comparisons) {
    List<Html> rows = new ArrayList<>();
    for (Versus each : comparisons) {
      Mean mean = each.mean();
      String interval =
          Double.isFinite(mean.half())
              ? each.yardstick().signed(mean.low()) + " to " + each.yardstick().signed(mean.high())
              : "–";
      String verdict =
          switch (each.verdict()) {
            case SHOWN -> mean.mean() > 0 ? "better" : "worse";
            case LEANS -> "not shown by the exact test";
            case NOTHING -> "nothing shown";
          };
      rows.add(
          Html.of(
              """
              <tr><th scope="row">{}</th><td>{}</td><td>{} − {}</td><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td>
              <td class="n">{}</td><td>{}</td></tr>
              """,
              each.yardstick().title(),
              each.where(),
              each.variant(),
              each.baseline(),
              mean.n() == 0 ? "–" : each.yardstick().signed(mean.mean()),
              interval,
              mean.n(),
              Double.isNaN(each.p()) ? "–" : Say.fixed(each.p(), 3),
              verdict));
    }
    return new Section(
        "differences",
        "Paired differences",
        Html.of(
            "Each variant beside the first, seed by seed; shares are in points. A difference counts as shown when its 95 %"
                + " interval leaves out zero and the exact sign-flip test, where there are at most 20 seeds, gives a p of at"
                + " most .05; fewer than six seeds cannot."),
        table(
            List.of(
                "",
                "compared",
                "difference",
                "#mean",
                "#95 % interval",
                "#seeds",
                "#sign-flip p",
                "verdict"),
            rows));
  }

  static Section ends(List<Variant> variants, List<Yardstick> yardsticks) {
    List<String> heads = new ArrayList<>(List.of("variant", "#runs"));
    for (Scale scale : Scale.values()) {
      heads.add("#" + scale.title());
    }
    yardsticks.forEach(each -> heads.add("#" + each.title()));
    List<Html> rows = new ArrayList<>();
    for (Variant variant : variants) {
      List<Html> cells = new ArrayList<>();
      for (Scale scale : Scale.values()) {
        cells.add(number(Say.value(variant.spent(scale).mean())));
      }
      for (Yardstick each : yardsticks) {
        Mean end = variant.at(each, Scale.EVALUATIONS, Double.POSITIVE_INFINITY);
        cells.add(number(end.n() == 0 ? "–" : each.words(end.mean()) + half(each, end)));
      }
      rows.add(
          Html.of(
              "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td>{}</tr>\n",
              variant.name(),
              variant.runs().size(),
              cells));
    }
    return new Section(
        "ends",
        "Where the runs ended",
        Html.of(
            "Means over the runs of each variant, with half of the 95 % interval. Runs that ended at different spending are not"
                + " comparable here; the differences above are."),
        table(heads, rows));
  }

  private static String half(Yardstick yardstick, Mean mean) {
    return Double.isFinite(mean.half()) ? " ± " + yardstick.words(mean.half()) : "";
  }

  static Section target(
      List<Variant> variants, Yardstick yardstick, double target, List<Scale> scales) {
    List<String> heads = new ArrayList<>(List.of("variant", "#reached it"));
    scales.forEach(scale -> heads.add("#median " + scale.title()));
    List<Html> rows = new ArrayList<>();
    for (Variant variant : variants) {
      List<Html> cells = new ArrayList<>();
      for (Scale scale : scales) {
        double median = variant.medianUntil(yardstick, scale, target);
        cells.add(number(Double.isFinite(median) ? scale.words(median) : "not reached by half"));
      }
      rows.add(
          Html.of(
              "<tr><th scope=\"row\">{}</th><td class=\"n\">{} of {}</td>{}</tr>\n",
              variant.name(),
              variant.reached(yardstick, target),
              variant.runs().size(),
              cells));
    }
    return new Section(
        "target",
        "What %s %s cost".formatted(yardstick.title(), yardstick.words(target)),
        Html.of(
            "Runs that never reached it are not left out: the median is what had been spent when half of all runs had."),
        table(heads, rows));
  }

  private static Html number(String text) {
    return Html.of("<td class=\"n\">{}</td>", text);
  }

  /// @param heads those of numbers begin with `#`
  private static Html table(List<String> heads, List<Html> rows) {
    List<Html> cells = new ArrayList<>();
    for (String head : heads) {
      cells.add(
          head.startsWith("#")
              ? Html.of("<th scope=\"col\" class=\"n\">{}</th>", head.substring(1))
              : Html.of("<th scope=\"col\">{}</th>", head));
    }
    return Html.of(
        """
        <div class="scroll"><table><thead><tr>{}</tr></thead>
        <tbody>{}</tbody></table></div>
        """,
        cells,
        rows);
  }
}
