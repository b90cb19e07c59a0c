package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The values of the champions of several runs.
final class ChampionsSection {

  private ChampionsSection() {}

  /// Empty if no round of any run is complete.
  static Optional<Section> of(String id, List<Arm> arms, Charts charts) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      Curve curve = Curve.of(arms.get(i).runs(), ChampionsSection::values);
      if (!curve.rounds().isEmpty()) {
        series.add(
            Series.of(arms.get(i).label(), "line", "arm " + i, curve.points())
                .withBand(curve.xs(), curve.means()));
      }
    }
    if (series.isEmpty()) {
      return Optional.empty();
    }
    Words words = Words.of(arms.getFirst().runs().getFirst().lab());
    return Optional.of(
        new Section(
            id,
            "Champions by round",
            Html.of(
                "Each champion’s {} in its own round. Opponents differ between rounds and between runs, so this shows how"
                    + " hard each round was won, not progress.",
                words.value()),
            charts.figure(
                "wide",
                Html.of("<b>Mean over seeds</b>, with 95 % intervals (Student’s t)."),
                "Value of champions against rounds, by arm",
                Chart.Xy.of(
                    Axis.integer("round"),
                    Axis.fromZero(FitnessSection.axisName(words)),
                    series,
                    FitnessSection.fair(words)))));
  }

  private static List<Curve.At> values(Run run) {
    List<Curve.At> values = new ArrayList<>();
    for (Round round : run.rounds()) {
      round
          .champion()
          .ifPresent(c -> values.add(new Curve.At(round.number(), round.number(), c.value())));
    }
    return values;
  }
}
