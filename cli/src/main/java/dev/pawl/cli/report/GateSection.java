package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Mark;
import dev.pawl.cli.report.Chart.Series;
import dev.pawl.gate.Declared;
import dev.pawl.gate.GatePlan;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the gate let through and what not: evidence against tasks for each attempt, and the table
/// of verdicts.
final class GateSection {

  private static final int CURVES_MAX = 30;
  private static final int POINTS_MAX = 250;

  private GateSection() {}

  /// Empty if nothing was put before a gate.
  static Optional<Section> of(String id, Run run, Charts charts) {
    GateFold gate = run.gate();
    Optional<Declared> declared = gate.declared();
    List<Html> parts = new ArrayList<>();
    for (String holdOut : List.of(Event.CHAMPIONS, Event.VERSIONS)) {
      if (!gate.of(holdOut).isEmpty() && declared.isPresent()) {
        GatePlan plan =
            holdOut.equals(Event.CHAMPIONS)
                ? declared.get().championPlan()
                : declared.get().versionPlan();
        parts.add(curves(holdOut, gate.of(holdOut), charts));
        parts.add(table(holdOut, gate, plan));
      }
    }
    for (Event.Paused pause : gate.pauses()) {
      parts.addFirst(
          Html.of(
              "<p class=\"note\"><strong>The run is paused</strong> ({}): {}.</p>",
              pause.id(),
              pause.reason()));
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            id,
            "Promotions",
            Html.of(
                "Whoever wins a round is not yet better: it may be the luckiest draw. A gate sets it against what was promoted"
                    + " last, on sealed tasks that were drawn after it was fixed. The first is promoted without evidence, all"
                    + " others by it alone; over all attempts on a hold-out, a false promotion has a chance of at most {}.",
                Say.percent(declared.map(d -> d.championPlan().alpha()).orElse(0.0))),
            Html.all(parts)));
  }

  private static Html curves(String holdOut, List<Tried> attempts, Charts charts) {
    List<Tried> shown =
        attempts.subList(Math.max(0, attempts.size() - CURVES_MAX), attempts.size());
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      Tried each = shown.get(i);
      double shade = shown.size() == 1 ? 1 : (double) i / (shown.size() - 1);
      Series curve =
          Series.of(
              "round %d, %s".formatted(each.round(), each.brief()),
              "line",
              each.promoted() ? "arm 0" : "shade " + Say.compact(shade),
              Thinned.evenly(each.wealth(), POINTS_MAX));
      series.add(each.promoted() ? curve : curve.withDashes());
    }
    return charts.figure(
        "wide",
        Html.of(
            "<b>Evidence for the {}, task by task.</b> The e-value of each attempt as a share of what it needs, 1/level; at the"
                + " line it is promoted. Solid: promoted. Values below 0.0001 are drawn there.",
            holdOut),
        "E-value as a share of what is needed, against sealed tasks, for each attempt on "
            + holdOut,
        Chart.Xy.of(
            Axis.fromZero("sealed tasks"),
            Axis.log("e-value × level (log scale)"),
            series,
            List.of(Mark.y(1, "promoted"))));
  }

  private static Html table(String holdOut, GateFold gate, GatePlan plan) {
    List<Html> rows = new ArrayList<>();
    for (Tried each : gate.of(holdOut)) {
      String audit =
          each.promoted()
              ? gate.audit(each.attempt().candidate())
                  .map(measured -> Say.value(measured.value()))
                  .orElse("–")
              : "–";
      rows.add(
          Html.of(
              """
              <tr><th scope="row" class="n">{}</th><td class="n">{}</td><td><code>{}</code></td><td>{}</td><td class="n">{}</td>
              <td class="n">{}</td><td class="n">{}</td><td class="n">{}</td><td>{}</td><td class="n">{}</td><td class="n">{}</td></tr>
              """,
              each.attempt().number(),
              each.round(),
              each.attempt().candidate().brief(),
              each.words(),
              Say.count(each.tasks()),
              Say.signed(each.gain(), 3),
              each.reported().isPresent() ? Say.value(each.reported().getAsDouble()) : "–",
              each.sealedScore().isPresent() ? Say.value(each.sealedScore().getAsDouble()) : "–",
              each.alarm().map(alarm -> alarm.raised() ? "alarm" : "no alarm").orElse("–"),
              each.canaries(),
              audit));
    }
    String baseline =
        holdOut.equals(Event.CHAMPIONS)
            ? "The first is the baseline: the champion of the first round, or the tuned reference where recipes are searched."
            : "The first version is the baseline.";
    return Html.of(
        """
        <div class="scroll"><table>
        <caption>Attempts with {}. {} {} of alpha {} may be used up. <em>Reported</em> is the score on tasks that the search
        saw, <em>sealed</em> that on the tasks that decided; the alarm says that the second is less by more than the study
        expects. <em>Audit</em> is measured anew, on tasks that did not decide: the number to quote.</caption>
        <thead><tr><th scope="col" class="n">attempt</th><th scope="col" class="n">round</th><th scope="col">id</th>
        <th scope="col">verdict</th><th scope="col" class="n">tasks</th><th scope="col" class="n">gain</th>
        <th scope="col" class="n">reported</th><th scope="col" class="n">sealed</th><th scope="col">gap</th>
        <th scope="col" class="n">canaries</th><th scope="col" class="n">audit</th></tr></thead>
        <tbody>{}</tbody></table></div>
        """,
        holdOut,
        baseline,
        Say.value(gate.alphaSpent(holdOut)),
        Say.value(plan.alpha()),
        rows);
  }

  /// Attempts and what came of them, by arm.
  static Html byArm(List<Arm> arms) {
    List<Html> rows = new ArrayList<>();
    for (Arm arm : arms) {
      for (String holdOut : List.of(Event.CHAMPIONS, Event.VERSIONS)) {
        List<Tried> tried =
            arm.runs().stream().flatMap(run -> run.gate().of(holdOut).stream()).toList();
        if (!tried.isEmpty()) {
          rows.add(row(arm, holdOut, tried));
        }
      }
    }
    return rows.isEmpty()
        ? Html.NONE
        : Html.of(
            """
            <div class="scroll"><table>
            <caption>What the gate said, all runs of an arm together. Baselines are not counted.</caption>
            <thead><tr><th scope="col">arm</th><th scope="col">what</th><th scope="col" class="n">attempts</th>
            <th scope="col" class="n">promoted</th><th scope="col" class="n">refused</th><th scope="col">why</th></tr></thead>
            <tbody>{}</tbody></table></div>
            """,
            rows);
  }

  private static Html row(Arm arm, String holdOut, List<Tried> tried) {
    long promoted = tried.stream().filter(Tried::promoted).count();
    return Html.of(
        """
        <tr><th scope="row">{}</th><td>{}</td><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td><td>{}</td></tr>
        """,
        arm.label(),
        holdOut,
        tried.size(),
        promoted,
        tried.size() - promoted,
        reasons(tried));
  }

  /// How often each reason of a refusal was given.
  static String reasons(List<Tried> tried) {
    Map<String, Integer> counts = new TreeMap<>();
    tried.stream()
        .filter(t -> !t.promoted())
        .forEach(t -> counts.merge(t.brief(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((reason, count) -> words.add(count + " " + reason));
    return words.isEmpty() ? "–" : String.join(", ", words);
  }

  /// A sentence for each arm.
  static List<String> findings(List<Arm> arms) {
    List<String> sentences = new ArrayList<>();
    for (Arm arm : arms) {
      for (String holdOut : List.of(Event.CHAMPIONS, Event.VERSIONS)) {
        List<Tried> tried =
            arm.runs().stream().flatMap(run -> run.gate().of(holdOut).stream()).toList();
        if (!tried.isEmpty()) {
          long promoted = tried.stream().filter(Tried::promoted).count();
          sentences.add(
              "gate, %s of %s: %d attempts, %d promoted, refused %s"
                  .formatted(holdOut, arm.label(), tried.size(), promoted, reasons(tried)));
        }
      }
    }
    return sentences;
  }
}
