package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Mark;
import dev.pawl.cli.report.Chart.Series;
import java.util.ArrayList;
import java.util.List;

/// The best value within rounds and over the run, and the values of the champions.
final class FitnessSection {

  private static final int ROUNDS_MAX = 24;
  private static final int RUN_ROUNDS_MAX = 150;
  private static final int BOUNDARIES_MAX = 40;

  private FitnessSection() {}

  static Section of(String id, Run run, Charts charts) {
    Words words = Words.of(run.lab());
    List<Html> figures = new ArrayList<>();
    if (run.rounds().size() > 1) {
      figures.add(within(run, words, charts));
      figures.add(champions(run, words, charts));
    }
    figures.add(over(run, words, charts));
    String lead =
        run.rounds().size() > 1
            ? "Opponents change from round to round, so values of different rounds are different things: a curve may only be"
                + " compared with itself."
            : "Every rise is a candidate that was better than all before it.";
    return new Section(
        id,
        Say.capital(words.value()) + (run.rounds().size() > 1 ? " within rounds" : ""),
        Html.of("{}", lead),
        Html.of("<div class=\"charts\">{}</div>{}", figures, table(run, words)));
  }

  private static Html within(Run run, Words words, Charts charts) {
    List<Round> rounds = Thinned.evenly(run.rounds(), ROUNDS_MAX);
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      Round round = rounds.get(i);
      List<Point> shifted =
          round.best().stream()
              .map(p -> new Point(p.x() - round.firstTicket() + 1, p.y()))
              .toList();
      double shade = rounds.size() == 1 ? 1 : (double) i / (rounds.size() - 1);
      series.add(
          Series.of("round " + round.number(), "step", "shade " + Say.compact(shade), shifted));
    }
    String some =
        rounds.size() < run.rounds().size()
            ? " %d of the %d rounds are shown.".formatted(rounds.size(), run.rounds().size())
            : "";
    return charts.figure(
        "",
        Html.of(
            "<b>Best so far within each round.</b> The faintest is the first, the strongest the last.{}",
            some),
        "Best %s so far against the tickets of each round".formatted(words.value()),
        Chart.Xy.of(
            Axis.fromZero("ticket of the round"),
            Axis.fromZero(axisName(words)),
            series,
            fair(words)));
  }

  private static Html over(Run run, Words words, Charts charts) {
    List<Series> series = new ArrayList<>();
    series.add(Series.of("a candidate", "cloud", "faint", run.scores()));
    List<Mark> marks = new ArrayList<>(fair(words));
    int every = (run.rounds().size() - 1) / BOUNDARIES_MAX + 1;
    List<Round> shown = Thinned.evenly(run.rounds(), RUN_ROUNDS_MAX);
    for (Round round : shown) {
      series.add(Series.of("best of round " + round.number(), "step", "arm 0", round.best()));
    }
    for (int i = every; i < run.rounds().size(); i += every) {
      marks.add(Mark.x(run.rounds().get(i).firstTicket() - 0.5, ""));
    }
    String sample =
        run.scoresEvery() == 1
            ? "Dots are the candidates that ran to their end"
            : "Dots are one in %s of the candidates that ran to their end"
                .formatted(Say.count(run.scoresEvery()));
    return charts.figure(
        "wide",
        Html.of(
            "<b>Over the whole run.</b> {}; the line is the best so far{}.",
            sample,
            run.rounds().size() > 1 ? ", which starts again with each round" : ""),
        "Value of candidates and best so far against tickets",
        Chart.Xy.of(Axis.fromZero("ticket"), Axis.fromZero(axisName(words)), series, marks));
  }

  private static Html champions(Run run, Words words, Charts charts) {
    List<Point> values = new ArrayList<>();
    for (Round round : run.rounds()) {
      round.champion().ifPresent(c -> values.add(new Point(round.number(), c.value())));
    }
    return charts.figure(
        "",
        Html.of("<b>Value of each round’s champion</b> in its own round."),
        "Value of champions against rounds",
        Chart.Xy.of(
            Axis.integer("round"),
            Axis.fromZero(axisName(words)),
            List.of(Series.of("champion", "line", "arm 0", Thinned.evenly(values, 500))),
            fair(words)));
  }

  private static Html table(Run run, Words words) {
    List<Html> rows = new ArrayList<>();
    List<Round> shown = Thinned.evenly(run.rounds(), 200);
    for (Round round : shown) {
      String champion = round.champion().map(c -> c.id().brief()).orElse("–");
      String value = round.champion().map(c -> Say.value(c.value())).orElse("–");
      String ticket = round.champion().map(c -> Say.count(c.ticket())).orElse("–");
      rows.add(
          Html.of(
              """
              <tr><th scope="row" class="n">{}</th><td class="n">{} – {}</td><td><code>{}</code></td><td class="n">{}</td>
              <td class="n">{}</td><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td></tr>
              """,
              round.number(),
              Say.count(round.firstTicket()),
              Say.count(round.lastTicket()),
              champion,
              ticket,
              value,
              Say.value(round.scale()),
              Say.count(round.searched().evaluations()),
              Say.big(round.searched().instructions())));
    }
    return Html.of(
        """
        <details><summary>The rounds in numbers</summary><div class="scroll"><table>
        <thead><tr><th scope="col" class="n">round</th><th scope="col" class="n">tickets</th><th scope="col">champion</th>
        <th scope="col" class="n">its ticket</th><th scope="col" class="n">its {}</th><th scope="col" class="n">at most</th>
        <th scope="col" class="n">evaluations so far</th><th scope="col" class="n">instructions so far</th></tr></thead>
        <tbody>{}</tbody></table></div></details>
        """,
        words.value(),
        rows);
  }

  static String axisName(Words words) {
    return words.fair().isPresent() ? words.value() + " (1 = fair share)" : words.value();
  }

  static List<Mark> fair(Words words) {
    return words.fair().map(fair -> List.of(Mark.y(fair, "fair share"))).orElse(List.of());
  }
}
