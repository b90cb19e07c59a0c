package dev.pawl.cli;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.cli.report.SteeringFold;
import dev.pawl.journal.Journal;
import java.util.List;
import java.util.Map;
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
        Map<String, Object> json = summary.json(directory.name(), running);
        List<String> waiting =
            directory.orders().all().stream()
                .map(order -> SteeringFold.words(order.steered().order()))
                .toList();
        json.put("ordersWaiting", waiting);
        StringBuilder text = new StringBuilder(summary.text(directory.name(), running));
        waiting.forEach(
            order -> text.append("waiting     ").append(Table.printable(order)).append('\n'));
        return Answer.ok(json, text.toString());
      }
      Dossier dossier = dossier(journal, directory, what);
      Candidate candidate = candidate(journal, dossier.candidate());
      SteeringFold steering = SteeringFold.of(journal);
      Map<String, Object> json = dossier.json(candidate);
      json.put("notes", steering.notes(candidate.id()));
      json.put("banned", steering.isBanned(candidate.id()));
      json.put("pinned", steering.pins().getOrDefault(candidate.id(), 0.0));
      return Answer.ok(json, text(steering, candidate) + dossier.text(candidate));
    }
  }

  private static String text(SteeringFold steering, Candidate candidate) {
    StringBuilder text = new StringBuilder();
    Double share = steering.pins().get(candidate.id());
    if (share != null) {
      text.append("pinned        at %s%n".formatted(share));
    }
    if (steering.isBanned(candidate.id())) {
      text.append("banned        no parent, not handed out%n".formatted());
    }
    for (String note : steering.notes(candidate.id())) {
      text.append("note          %s%n".formatted(Table.printable(note)));
    }
    return text.toString();
  }

  static Dossier dossier(Journal journal, RunDirectory directory, String what) {
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
