package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Series;
import dev.pawl.cli.report.Outcomes.Kind;
import dev.pawl.cli.report.Outcomes.Reason;
import dev.pawl.journal.Session;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// How tickets ended, and how fast.
final class OutcomesSection {

  private static final int REASONS_MAX = 12;
  private static final int SESSIONS_MAX = 20;

  private OutcomesSection() {}

  static Section of(String id, Run run, Charts charts) {
    Outcomes outcomes = run.outcomes();
    List<Html> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      long count = outcomes.of(kind);
      if (count > 0) {
        double share = (double) count / outcomes.total();
        rows.add(
            Html.of(
                "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td><td>{}</td></tr>\n",
                kind.label,
                Say.count(count),
                Say.percent(share),
                Svg.bar(share),
                kind.means));
      }
    }
    Html counts =
        Html.of(
            """
            <div class="scroll"><table><thead><tr><th scope="col">outcome</th><th scope="col" class="n">tickets</th>
            <th scope="col" class="n">share</th><th scope="col"></th><th scope="col">the candidate or its proposer</th></tr>
            </thead><tbody>{}</tbody></table></div>
            """,
            rows);
    return new Section(
        id,
        "Outcomes and pace",
        Html.of("No way to fail stops a run; each is an outcome that the journal counts."),
        Html.of("{}{}{}", counts, reasons(outcomes), pace(run, charts)));
  }

  private static Html reasons(Outcomes outcomes) {
    List<Html> rows = new ArrayList<>();
    for (Reason reason : outcomes.reasons(REASONS_MAX)) {
      rows.add(
          Html.of(
              "<tr><td class=\"n\">{}</td><td>{}</td><td class=\"text\">{}</td></tr>\n",
              Say.count(reason.count()),
              reason.kind().label,
              reason.text()));
    }
    return rows.isEmpty()
        ? Html.NONE
        : Html.of(
            """
            <details><summary>The commonest reasons</summary><div class="scroll"><table><thead><tr>
            <th scope="col" class="n">tickets</th><th scope="col">outcome</th>
            <th scope="col">reason (numbers left out)</th></tr></thead><tbody>{}</tbody></table></div></details>
            """,
            rows);
  }

  private static Html pace(Run run, Charts charts) {
    Run.Pace pace = run.pace();
    if (pace.curve().isEmpty() && pace.sessions().isEmpty()) {
      return Html.NONE;
    }
    Html figure =
        pace.curve().isEmpty()
            ? Html.NONE
            : charts.figure(
                "wide low",
                Html.of(
                    "<b>Throughput.</b> {} of work; {} of CPU for evaluations.",
                    Say.duration(pace.workedMillis()),
                    Say.duration(pace.cpuNanos() / 1_000_000)),
                "Tickets per second against minutes of work",
                Chart.Xy.of(
                    Axis.fromZero("minutes of work, sessions end to end"),
                    Axis.fromZero("tickets per second"),
                    List.of(Series.of("throughput", "line", "arm 0", pace.curve())),
                    List.of()));
    List<Html> rows = new ArrayList<>();
    for (Session s : Thinned.evenly(pace.sessions(), SESSIONS_MAX)) {
      boolean open = s.endedMillis() == 0;
      rows.add(
          Html.of(
              "<tr><th scope=\"row\" class=\"n\">{}</th><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td><td>{}</td></tr>\n",
              s.number(),
              Instant.ofEpochMilli(s.startedMillis()).truncatedTo(ChronoUnit.SECONDS),
              open ? "–" : Say.duration(Math.max(0, s.endedMillis() - s.startedMillis())),
              open ? "–" : Say.duration(s.cpuMillis()),
              open ? "at work, or killed" : s.reason(),
              s.machine()));
    }
    return Html.of(
        """
        <div class="charts">{}</div>
        <div class="scroll"><table><thead><tr><th scope="col" class="n">session</th><th scope="col">started (UTC)</th>
        <th scope="col" class="n">took</th><th scope="col" class="n">CPU of the process</th><th scope="col">ended</th>
        <th scope="col">machine</th></tr></thead><tbody>{}</tbody></table></div>
        <p class="note">Times stand beside the journal’s hash chain, not in it: they differ from machine to machine, and
        nothing in the run depends on them.</p>
        """,
        figure,
        rows);
  }
}
