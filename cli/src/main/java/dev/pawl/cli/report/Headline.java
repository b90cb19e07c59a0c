package dev.pawl.cli.report;

import dev.pawl.Hash;
import dev.pawl.cli.report.Run.Measure;
import dev.pawl.journal.Event;
import dev.pawl.journal.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the run is, how far it got, what it cost, and what came of it.
final class Headline {

  private Headline() {}

  /// For the title of the page.
  static String title(List<Run> runs) {
    Words words = Words.of(runs.getFirst().lab());
    return runs.size() == 1
        ? "%s: %s".formatted(words.title(), runs.getFirst().name())
        : "%s: %s".formatted(words.title(), Say.count(runs.size(), "run"));
  }

  static Html of(List<Run> runs, List<Arm> arms) {
    Html figures = runs.size() == 1 ? single(runs.getFirst()) : several(runs, arms);
    boolean select =
        runs.stream()
            .flatMap(run -> run.measured().stream())
            .anyMatch(m -> m.split().equals("select"));
    boolean gated = runs.stream().anyMatch(run -> run.gate().champion().isPresent());
    Html note =
        gated
            ? Html.of(
                """
                <p class="note">The champion is the one that was <em>promoted</em>: shown to be better than the one before it, on
                <em>sealed</em> tasks that no search saw. Numbers on the <em>select</em> split may be looked at to choose between
                studies, and are optimistic.</p>
                """)
            : select
                ? Html.of(
                    """
                    <p class="note">The <em>select</em> split is measured for every champion and may be looked at to choose
                    between studies, so a number on it is optimistic. It is not <em>sealed</em>: a claim needs the sealed split,
                    which a gate opens once.</p>
                    """)
                : Html.NONE;
    return Html.of("{}{}", figures, note);
  }

  private static Html single(Run run) {
    List<Html> figures = new ArrayList<>();
    if (!run.rounds().isEmpty() && (run.rounds().size() > 1 || run.crowned().isPresent())) {
      long crowned = run.rounds().stream().filter(r -> r.champion().isPresent()).count();
      figures.add(figure("rounds complete", Say.count(crowned), ""));
    }
    figures.add(figure("tickets", Say.count(run.tickets()), ""));
    figures.add(figure("evaluations", Say.count(run.search().evaluations()), ""));
    if (run.search().instructions() > 0) {
      String also =
          run.measuring().instructions() > 0
              ? "and %s to measure champions".formatted(Say.big(run.measuring().instructions()))
              : "";
      figures.add(figure("instructions simulated", Say.big(run.search().instructions()), also));
    }
    if (run.pace().cpuNanos() > 0) {
      figures.add(
          figure("CPU time", Say.duration(run.pace().cpuNanos() / 1_000_000), "of evaluations"));
    }
    Words words = Words.of(run.lab());
    run.lastChampion()
        .ifPresent(champion ->
            figures.add(
                figure(
                    "champion’s " + words.value(),
                    Say.value(champion.value()),
                    "in round %d, of at most %s"
                        .formatted(
                            run.crowned().orElseThrow().number(),
                            Say.value(run.crowned().orElseThrow().scale())))));
    run.gate()
        .champion()
        .flatMap(run.gate()::audit)
        .ifPresent(audit ->
            figures.add(
                figure(
                    "champion’s sealed score",
                    Say.value(audit.value()),
                    "of 1, on %s drawn after its promotion"
                        .formatted(Say.count(audit.results().size(), words.task())))));
    for (Measure measure : Measures.of(run)) {
      Event.Measured last = run.measured(measure).getLast();
      figures.add(
          figure(
              "%s on %s".formatted(measure.name(), measure.split()),
              Measures.isFraction(measure) ? Say.percent(last.value()) : Say.value(last.value()),
              "%s, %s"
                  .formatted(
                      "champion of round " + last.round(),
                      Say.count(last.results().size(), words.task()))));
    }
    return Html.of(
        """
        <p class="state">{}</p>
        <dl class="figures">{}</dl>
        <dl class="facts">{}</dl>
        """,
        state(run),
        figures,
        facts(run));
  }

  private static Html figure(String name, String value, String also) {
    return Html.of("<div><dt>{}</dt><dd>{}<small>{}</small></dd></div>\n", name, value, also);
  }

  private static Html facts(Run run) {
    List<Html> facts = new ArrayList<>();
    String champion = run.gate().champion().isPresent() ? "champion, promoted" : "champion";
    run.champion().ifPresent(id -> facts.add(fact(champion, Html.of("<code>{}</code>", id))));
    facts.add(
        fact(
            "journal head",
            Html.of("<code>{}</code> after {}", run.head(), Say.count(run.entries(), "event"))));
    run.started()
        .ifPresent(s -> {
          facts.add(
              fact("made by", Html.of("Pawl {}, lab {}, seed {}", s.pawl(), s.lab(), s.seed())));
          facts.add(
              fact(
                  "study",
                  Html.of(
                      "<details><summary>all settings</summary><pre class=\"wrap\">{}</pre></details>",
                      s.study())));
        });
    run.forked()
        .ifPresent(f ->
            facts.add(
                fact(
                    "fork",
                    Html.of(
                        "copy of <code>{}</code> up to ticket {}; from there on seed {}",
                        f.head().brief(),
                        Say.count(f.ticket()),
                        f.seed()))));
    return Html.all(facts);
  }

  private static Html fact(String name, Html value) {
    return Html.of("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
  }

  /// Whether the run is finished, as far as the journal can tell.
  static String state(Run run) {
    if (run.finished().isPresent()) {
      return "Finished: %s.".formatted(run.finished().orElseThrow());
    }
    if (run.entries() == 0) {
      return "Nothing has happened yet.";
    }
    List<Session> sessions = run.pace().sessions();
    if (sessions.isEmpty()) {
      return "Not finished.";
    }
    Session last = sessions.getLast();
    return last.endedMillis() == 0
        ? "Not finished: at work when this was written, or killed."
        : "Not finished. The last session ended: %s.".formatted(last.reason());
  }

  private static Html several(List<Run> runs, List<Arm> arms) {
    List<Measure> measures = Measures.of(runs);
    List<Html> rows = new ArrayList<>();
    for (Arm arm : arms) {
      for (Run run : arm.runs()) {
        rows.add(row(runs.indexOf(run) + 1, run, arm.label(), measures));
      }
      for (Run twin : arm.twins()) {
        rows.add(
            row(
                runs.indexOf(twin) + 1,
                twin,
                arm.label() + " (left out: this seed is there already)",
                measures));
      }
    }
    List<Html> heads = new ArrayList<>();
    measures.forEach(m ->
        heads.add(Html.of("<th scope=\"col\" class=\"n\">{} on {}</th>", m.name(), m.split())));
    String counts =
        "%s in %s".formatted(Say.count(runs.size(), "run"), Say.count(arms.size(), "arm"));
    return Html.of(
        """
        <p class="state">{}. Runs of an arm differ in nothing but their seed.</p>
        <div class="scroll"><table>
        <thead><tr><th scope="col">run</th><th scope="col">arm</th><th scope="col" class="n">seed</th>
        <th scope="col">state</th><th scope="col" class="n">rounds</th><th scope="col" class="n">tickets</th>
        <th scope="col" class="n">evaluations</th><th scope="col" class="n">instructions</th>
        <th scope="col" class="n">CPU</th><th scope="col">champion</th><th scope="col" class="n">value</th>{}
        <th scope="col">journal head</th></tr></thead>
        <tbody>{}</tbody></table></div>
        {}
        """,
        counts,
        heads,
        rows,
        differences(arms));
  }

  private static Html differences(List<Arm> arms) {
    if (arms.size() < 2) {
      return Html.NONE;
    }
    List<Html> items = new ArrayList<>();
    arms.forEach(arm ->
        items.add(Html.of("<li><strong>{}</strong>: {}</li>", arm.label(), arm.differences())));
    return Html.of("<p>The studies of the arms differ in:</p><ul>{}</ul>", items);
  }

  private static Html row(int number, Run run, String arm, List<Measure> measures) {
    List<Html> values = new ArrayList<>();
    for (Measure measure : measures) {
      List<Event.Measured> found = run.measured(measure);
      String value =
          found.isEmpty()
              ? "–"
              : Measures.isFraction(measure)
                  ? Say.percent(found.getLast().value())
                  : Say.value(found.getLast().value());
      values.add(Html.of("<td class=\"n\">{}</td>", value));
    }
    Optional<Round> crowned = run.lastComplete();
    return Html.of(
        """
        <tr><th scope="row"><a href="#run{}">{}</a></th><td>{}</td><td class="n">{}</td><td>{}</td><td class="n">{}</td>
        <td class="n">{}</td><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td>
        <td><code>{}</code></td><td class="n">{}</td>{}<td><code>{}</code></td></tr>
        """,
        number,
        run.name(),
        arm,
        run.seed(),
        run.finished().isPresent() ? "finished" : "not finished",
        crowned.map(Round::number).orElse(0),
        Say.count(run.tickets()),
        Say.count(run.search().evaluations()),
        Say.big(run.search().instructions()),
        Say.duration(run.pace().cpuNanos() / 1_000_000),
        run.champion().map(Hash::brief).orElse("–"),
        run.lastChampion().map(c -> Say.value(c.value())).orElse("–"),
        values,
        run.head().brief());
  }
}
