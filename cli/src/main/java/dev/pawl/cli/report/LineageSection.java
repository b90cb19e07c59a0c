package dev.pawl.cli.report;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.cli.report.Lineage.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where the champion comes from, and what it is.
final class LineageSection {

  private static final int OPEN_LINES_MAX = 14;
  private static final int DIFF_LINES_MAX = 6_000;

  /// Programs with lines no longer than this are set in columns.
  private static final int NARROW = 34;

  private LineageSection() {}

  static Section of(String id, Run run, Lineage lineage) {
    Words words = Words.of(run.lab());
    List<Html> steps = new ArrayList<>();
    int lines = 0;
    for (Step step : lineage.steps()) {
      lines += step.diff().map(d -> d.lines().size()).orElse(0);
      steps.add(step(step, words, lines <= DIFF_LINES_MAX));
    }
    int left = lineage.length() - lineage.steps().size();
    Html rest =
        left > 0 ? Html.of("<p>… and {} before it.</p>", Say.count(left, "step")) : Html.NONE;
    return new Section(
        id,
        "The champion",
        Html.of(
            "<code>{}</code>, at the end of a line of {}.",
            lineage.id(),
            Say.count(lineage.length(), "candidate")),
        Html.of(
            """
            {}
            <h3 class="sub">Where it comes from</h3>
            <p>Newest first, along first parents. A value was reached in the round in which the candidate was first admitted.</p>
            <ol class="lineage" reversed start="{}">{}</ol>{}
            """,
            source(id, lineage, words),
            lineage.length(),
            steps,
            rest));
  }

  private static Html source(String id, Lineage lineage, Words words) {
    if (lineage.champion().isEmpty()) {
      return Html.of("<p>The journal does not hold its text: run <code>pawl verify</code>.</p>");
    }
    Candidate champion = lineage.champion().orElseThrow();
    List<Html> files = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, String> file : champion.files().entrySet()) {
      String target = id + "-file" + ++number;
      files.add(
          Html.of(
              """
              <div class="file"><div class="bar"><code>{}</code> <button type="button" data-copy="{}">Copy</button></div>
              <pre id="{}" class="{}" tabindex="0">{}</pre></div>
              """,
              file.getKey(),
              target,
              target,
              file.getValue().lines().allMatch(line -> line.length() <= NARROW) ? "narrow" : "",
              file.getValue()));
    }
    if (!words.challenge().isEmpty()) {
      String target = id + "-command";
      files.add(
          Html.of(
              """
              <div class="file"><div class="bar">To battle it: in the folder of the run it is <code>champion.red</code>.
              <button type="button" data-copy="{}">Copy</button></div><pre id="{}" tabindex="0">{}</pre></div>
              """,
              target,
              target,
              words.challenge()));
    }
    return Html.all(files);
  }

  private static Html step(Step step, Words words, boolean room) {
    Ancestor a = step.ancestor();
    List<Html> others = new ArrayList<>();
    for (Hash other : step.others()) {
      others.add(Html.of(" with <code>{}</code>", other.brief()));
    }
    return Html.of(
        """
        <li><div class="step"><div><code>{}</code> <b>{}</b>{}<br>
        <small>ticket {}, round {}, {} {}{}</small></div>{}</div></li>
        """,
        a.candidate().brief(),
        Say.brief(a.proposer(), 60),
        others,
        Say.count(a.ticket()),
        a.round(),
        words.value(),
        Say.value(a.value()),
        step.diff().map(d -> ", +%d −%d lines".formatted(d.added(), d.removed())).orElse(""),
        step.diff().isPresent() && room ? diff(step.diff().orElseThrow()) : Html.NONE);
  }

  /// As a listing; folded if it is long.
  static Html diff(Diff diff) {
    List<Html> lines = new ArrayList<>();
    for (Diff.Line line : diff.lines()) {
      lines.add(
          switch (line.sign()) {
            case ADDED -> Html.of("<ins>+{}</ins>\n", line.text());
            case REMOVED -> Html.of("<del>−{}</del>\n", line.text());
            case HEAD -> Html.of("<i>{}</i>\n", line.text());
            case SAME -> Html.of(" {}\n", line.text());
          });
    }
    if (!diff.whole()) {
      lines.add(Html.of("<i>… the rest is left out</i>\n"));
    }
    Html pre = Html.of("<pre class=\"diff\">{}</pre>", lines);
    return diff.lines().size() <= OPEN_LINES_MAX
        ? pre
        : Html.of(
            "<details><summary>{}</summary>{}</details>",
            "%d lines changed".formatted(diff.added() + diff.removed()),
            pre);
  }
}
