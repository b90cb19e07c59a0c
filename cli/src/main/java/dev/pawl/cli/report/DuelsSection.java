package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Frame;
import dev.pawl.cli.report.Chart.Heat;
import dev.pawl.cli.report.Chart.Scale;
import dev.pawl.cli.report.Stats.Mean;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Progress or running in circles: champions against champions.
final class DuelsSection {

  private static final int CHAMPIONS_MAX = 100;

  private DuelsSection() {}

  /// The matrix of one run.
  static Section matrix(String id, Duels duels, Charts charts) {
    List<Integer> shown =
        Thinned.evenly(IntStream.range(0, duels.size()).boxed().toList(), CHAMPIONS_MAX);
    List<List<Number>> cells = new ArrayList<>();
    for (int x = 0; x < shown.size(); x++) {
      for (int y = 0; y < shown.size(); y++) {
        if (x != y) {
          double result = duels.result(shown.get(y), shown.get(x));
          cells.add(List.of(x, y, Say.compact(Math.rint(result * 1000) / 1000)));
        }
      }
    }
    List<String> names = shown.stream().map(i -> String.valueOf(duels.rounds().get(i))).toList();
    return new Section(
        id,
        "Champions against champions",
        Html.of(
            "{} of {} triples of champions ({}) go round in a circle: a beats b, b beats c, c beats a. "
                + "The later champion wins {} of the duels.",
            Say.count(duels.cycles()),
            Say.count(duels.triples()),
            duels.triples() == 0 ? "–" : Say.percent((double) duels.cycles() / duels.triples()),
            Say.percent(duels.laterWins())),
        Html.of(
            "<div class=\"charts\">{}</div>",
            charts.figure(
                "square",
                Html.of(
                    "<b>Fitness of the row’s champion against the column’s.</b> If every champion beat all before it, one colour"
                        + " would fill the half above the diagonal and the other the half below."),
                "Heat map of duels between champions",
                Heat.of(
                    Axis.names("champion of round (column)", names),
                    Axis.names("champion of round (row)", names),
                    Scale.parted("fitness of the row’s champion (1 = tie)", 0, 1, 2),
                    false,
                    List.of(new Frame("", cells, List.of()))))));
  }

  /// Cycle counts over all runs that have duels; nothing if none has.
  static Html table(List<Arm> arms) {
    List<Html> rows = new ArrayList<>();
    for (Arm arm : arms) {
      List<Duels> all = arm.runs().stream().flatMap(run -> Duels.of(run).stream()).toList();
      if (all.isEmpty()) {
        continue;
      }
      List<Double> shares = new ArrayList<>();
      List<Double> later = new ArrayList<>();
      for (Duels duels : all) {
        shares.add((double) duels.cycles() / duels.triples());
        later.add(duels.laterWins());
      }
      rows.add(
          Html.of(
              """
              <tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td>
              <td class="n">{}</td><td class="n">{}</td></tr>
              """,
              arm.label(),
              all.size(),
              Say.count(all.stream().mapToLong(Duels::triples).sum()),
              Say.count(all.stream().mapToLong(Duels::cycles).sum()),
              share(Stats.mean(shares)),
              share(Stats.mean(later))));
    }
    return rows.isEmpty()
        ? Html.NONE
        : Html.of(
            """
            <div class="scroll"><table>
            <thead><tr><th scope="col">arm</th><th scope="col" class="n">runs</th><th scope="col" class="n">triples</th>
            <th scope="col" class="n">cycles</th><th scope="col" class="n">share of cycles, mean over runs</th>
            <th scope="col" class="n">later champion wins</th></tr></thead><tbody>{}</tbody></table></div>
            """,
            rows);
  }

  private static String share(Mean mean) {
    return Say.percent(mean.mean())
        + (Double.isFinite(mean.half()) ? " ± " + Say.fixed(100 * mean.half(), 1) : "");
  }
}
