package dev.pawl.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What task a run of the lab of programs improves, and what its scores lack.
final class TaskSection {

  private static final List<String> SOURCES = List.of("task", "openevolve", "shinka");

  private TaskSection() {}

  /// Empty for runs of other labs.
  static Optional<Section> of(String id, Run run) {
    return run.started()
        .filter(started -> started.lab().equals("programs"))
        .flatMap(started -> programs(started.study()))
        .map(programs -> section(id, programs));
  }

  private static Optional<JsonNode> programs(String study) {
    try {
      return Optional.of(JsonMapper.shared().readTree(study).path("programs"));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Section section(String id, JsonNode programs) {
    List<Html> rows = new ArrayList<>();
    for (String source : SOURCES) {
      for (JsonNode folder : programs.path(source)) {
        rows.add(row(source.equals("task") ? "folder" : "folder (" + source + ")", folder));
      }
    }
    rows.add(row("hash of its files", programs.path("hash")));
    rows.add(row("archive", programs.path("archive").path("kind")));
    List<Html> lacks = new ArrayList<>();
    for (JsonNode lack : programs.path("lacks")) {
      lacks.add(Html.of("<li>{}</li>\n", lack.asString("")));
    }
    Html missing =
        lacks.isEmpty()
            ? Html.of(
                "<p>Candidates ran apart from their evaluator, which scored only what came back.</p>")
            : Html.of("<p><strong>Scores of this run lack</strong></p><ul>{}</ul>", lacks);
    return new Section(
        id,
        "The task",
        Html.of("What was improved, and how far its scores can be trusted."),
        Html.of("<div class=\"scroll\"><table><tbody>{}</tbody></table></div>{}", rows, missing));
  }

  private static Html row(String name, JsonNode value) {
    return Html.of(
        "<tr><th scope=\"row\">{}</th><td class=\"text\">{}</td></tr>\n", name, value.asString(""));
  }
}
