package dev.pawl.cli;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.journal.Journal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Shows a run, one of its candidates, or a ticket.",
    description = "",
    footer = {
      "",
      "  pawl show latest                where it stands",
      "  pawl show latest champion       the champion and its source",
      "  pawl show latest 5e8f0c         the candidate whose id begins so",
      "  pawl show latest 1234           ticket 1234 and its candidate"
    })
final class ShowCommand extends Command {

  @Mixin RunArgument run = new RunArgument();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "WHAT",
      description = "champion, the beginning of a candidate's id, or a ticket's number.")
  @Nullable String what;

  @Override
  Answer answer() {
    RunDirectory directory = run.find();
    try (Journal journal = RunArgument.journal(directory)) {
      if (what == null) {
        Summary summary = Summary.of(journal);
        boolean running = directory.isRunning();
        return Answer.ok(
            summary.json(directory.name(), running), summary.text(directory.name(), running));
      }
      Dossier dossier = dossier(journal, directory, what);
      Candidate candidate = candidate(journal, dossier.candidate());
      return Answer.ok(dossier.json(candidate), dossier.text(candidate));
    }
  }

  private static Dossier dossier(Journal journal, RunDirectory directory, String what) {
    if (what.equals("champion")) {
      Hash champion =
          Summary.of(journal)
              .champion()
              .orElseThrow(() -> new Refusal(directory.name() + " has no champion yet"));
      return Dossier.ofCandidate(journal, champion.toString());
    }
    return what.matches("\\d{1,18}")
        ? Dossier.ofTicket(journal, Long.parseLong(what))
        : Dossier.ofCandidate(journal, what);
  }

  private static Candidate candidate(Journal journal, Hash id) {
    return journal
        .blob(id)
        .map(Candidate::ofCanonical)
        .orElseThrow(
            () -> new Refusal("the journal lacks candidate %s; `pawl verify`".formatted(id)));
  }
}
