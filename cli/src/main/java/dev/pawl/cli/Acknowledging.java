package dev.pawl.cli;

import dev.pawl.cli.report.GateFold;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.labs.Study;
import java.util.List;
import java.util.Set;

/// That a run which paused goes on only when somebody says that they know why it did.
final class Acknowledging {

  private Acknowledging() {}

  /// Refuses if the run is paused for a reason that is not among `acknowledged`.
  static void check(RunDirectory run, Journal journal, Set<String> acknowledged) {
    List<Event.Paused> waiting =
        GateFold.of(journal).pauses().stream()
            .filter(pause -> !acknowledged.contains(pause.id()))
            .toList();
    if (!waiting.isEmpty()) {
      throw new Refusal(
          "%s is paused (%s); if you know why and it may go on: pawl resume %s%s"
              .formatted(
                  run.name(),
                  String.join("; ", waiting.stream().map(Event.Paused::reason).toList()),
                  run.folder(),
                  options(waiting)));
    }
  }

  /// The study of a run that goes on behind these pauses.
  static Study study(Study study, Set<String> acknowledged) {
    return new Study(
        study.lab(),
        study.terms().withGating(study.terms().gating().withAcknowledged(acknowledged)));
  }

  /// What to type behind `pawl resume RUN`.
  static String options(List<Event.Paused> pauses) {
    StringBuilder options = new StringBuilder();
    pauses.forEach(pause -> options.append(" --acknowledge ").append(pause.id()));
    return options.toString();
  }
}
