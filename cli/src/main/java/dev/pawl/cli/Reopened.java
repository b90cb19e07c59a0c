package dev.pawl.cli;

import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.labs.Study;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    return Study.of(
        StudyFile.parse(name, Path.of("").toAbsolutePath(), started.getFirst().study(), settings));
  }
}
