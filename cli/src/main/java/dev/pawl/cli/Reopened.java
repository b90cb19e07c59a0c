package dev.pawl.cli;

import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.labs.Study;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The study of a run that exists, as its journal holds it.
final class Reopened {

  private Reopened() {}

  /// @param settings how far and how fast to go on
  static Study study(RunDirectory run, Journal journal, List<Setting> settings) {
    List<Event.Started> started = new ArrayList<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.Started event) {
            started.add(event);
          }
        });
    if (started.isEmpty()) {
      throw new Refusal(
          "the journal of %s is empty: it was killed before its first commit; delete the folder and run the study again"
              .formatted(run.name()));
    }
    String name = run.journal() + ", event 0";
    ObjectNode recorded = Allowance.node(started.getFirst().study());
    JsonNode budget = recorded.remove("budget");
    Study study =
        Study.of(
            StudyFile.parse(name, Path.of("").toAbsolutePath(), recorded.toString(), settings));
    return budget == null ? study : withBudget(study, budget);
  }

  /// What a run may spend now may be another budget than the one that its journal begins with.
  private static Study withBudget(Study study, JsonNode recorded) {
    ObjectNode text = Allowance.node(study.terms().study());
    text.set("budget", recorded);
    return new Study(
        study.lab(), study.terms().withStudy(JsonMapper.shared().writeValueAsString(text)));
  }
}
