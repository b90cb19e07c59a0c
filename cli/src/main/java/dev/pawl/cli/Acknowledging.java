package dev.pawl.cli;

import dev.pawl.cli.report.GateFold;
import dev.pawl.gate.attestation.Decision;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Petition;
import dev.pawl.labs.Study;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// That a run which paused goes on only when somebody says that they know why it did.
final class Acknowledging {

  private Acknowledging() {}

  /// Refuses if the run is paused for a reason that is not among `acknowledged`, and waits for
  /// people who have not approved it.
  ///
  /// @param nowMillis when the run is to go on
  static void check(RunDirectory run, Journal journal, Set<String> acknowledged, long nowMillis) {
    Optional<Petition> petition = Petition.of(journal);
    List<Event.Paused> waiting =
        GateFold.of(journal).pauses().stream()
            .filter(pause -> !acknowledged.contains(pause.id()))
            .filter(pause -> !isApproved(petition, pause, nowMillis))
            .toList();
    if (!waiting.isEmpty()) {
      throw new Refusal(
          "%s is paused (%s); %s"
              .formatted(
                  run.name(),
                  String.join("; ", waiting.stream().map(Event.Paused::reason).toList()),
                  petition
                      .map(asked -> Approving.words(run, asked, nowMillis))
                      .orElse(
                          "if you know why and it may go on: pawl resume %s%s"
                              .formatted(run.folder(), options(waiting)))));
    }
  }

  private static boolean isApproved(
      Optional<Petition> petition, Event.Paused pause, long nowMillis) {
    return petition
        .filter(asked -> asked.change().id().equals(pause.id()))
        .filter(asked -> asked.decide(nowMillis) instanceof Decision.Approved)
        .isPresent();
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
