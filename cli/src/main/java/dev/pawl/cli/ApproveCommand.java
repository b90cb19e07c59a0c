package dev.pawl.cli;

import dev.pawl.engine.Clock;
import dev.pawl.gate.attestation.Approval;
import dev.pawl.gate.attestation.Decision;
import dev.pawl.gate.attestation.Decision.Rejected;
import dev.pawl.gate.attestation.Note;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Petition;
import dev.pawl.journal.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Signs what a paused run waits for, or says what that is.",
    description = {
      "",
      "A study that names `gate.approvers` lets no version of the improver write that enough of them",
      "have not approved. The signature is bound to the version, to the evidence of the gate, and to",
      "a moment at which it ends; it is worth nothing for any other. When enough have signed,",
      "`pawl resume` goes on with the version. To go on without it, acknowledge the pause instead.",
      "More budget than the run was started with is asked for by `pawl resume`, and signed here, too.",
      ""
    },
    footer = {
      "",
      "  pawl approve latest                               what waits, and who has signed",
      "  pawl approve latest --sign alice.key --expires 2d",
      "  pawl approve copy --sign bob.key --out bob.note   elsewhere, on a copy of the run",
      "  pawl approve latest --note bob.note"
    })
final class ApproveCommand extends Command {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([mhd])");

  @Mixin RunArgument run = new RunArgument();

  @Option(
      names = "--sign",
      paramLabel = "KEYFILE",
      description = "The private key to sign with; `pawl key new` makes one.")
  @Nullable Path key;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "For how long it is worth something, such as 90m, 12h or 2d. Default: 1d.")
  String expires = "1d";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the signed note there, and record nothing.")
  @Nullable Path out;

  @Option(
      names = "--note",
      paramLabel = "FILE",
      description = "Record a note that was signed elsewhere.")
  @Nullable Path note;

  @Override
  Answer answer() throws IOException {
    RunDirectory directory = run.find();
    if (key != null && note != null) {
      throw new Refusal(
          "--sign makes a note and --note records one that is there; give one of them");
    }
    long now = Clock.system().millis();
    if (key == null && note == null) {
      try (Journal journal = RunArgument.journal(directory)) {
        return answer(directory, petition(directory, journal), now);
      }
    }
    try (Journal journal = SqliteJournal.open(directory.journal())) {
      Petition asked = petition(directory, journal);
      String signed = signed(asked, now);
      if (out != null) {
        Files.writeString(out, signed);
        return Answer.ok(
            Map.of("run", directory.name(), "note", signed), "signed in %s".formatted(out));
      }
      refuseIfWorthless(asked, signed, now);
      journal.commit(
          new Journal.Batch(List.of(new Event.Approved(signed, now)), List.of(), List.of()));
      return answer(directory, petition(directory, journal), now);
    }
  }

  private static Petition petition(RunDirectory directory, Journal journal) {
    return Petition.of(journal)
        .orElseThrow(() ->
            new Refusal(
                "%s waits for no approval; it asks for one when a version is to write, or `pawl resume` for more budget, and its study names gate.approvers"
                    .formatted(directory.name())));
  }

  private String signed(Petition asked, long now) {
    if (note != null) {
      try {
        return Note.parse(KeyFiles.text(note, Note.CHARACTERS_MAX)).toString();
      } catch (IllegalArgumentException e) {
        throw new Refusal("%s is no signed note: %s".formatted(note, e.getMessage()));
      }
    }
    Approval approval = asked.change().until(now + valid(expires).toMillis());
    return Note.unsigned(approval.text())
        .sign(KeyFiles.signing(key == null ? Path.of("") : key))
        .toString();
  }

  private static Duration valid(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new Refusal(
          "--expires %s is no time; write it as 90m, 12h or 2d".formatted(Table.printable(text)));
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /// What adds nobody is not recorded; the reason is that of its signature.
  private static void refuseIfWorthless(Petition asked, String signed, long now) {
    Decision before = asked.decide(now);
    Decision after = asked.with(signed, now);
    if (Approving.by(after).size() > Approving.by(before).size()) {
      return;
    }
    List<Rejected> rejected =
        after.rejected().subList(before.rejected().size(), after.rejected().size());
    throw new Refusal(
        "this signature does not count: %s; who may approve: %s"
            .formatted(
                String.join(", ", rejected.stream().map(Approving::reason).toList()),
                String.join(
                    ", ", asked.approvers().keys().stream().map(each -> each.name()).toList())));
  }

  private static Answer answer(RunDirectory directory, Petition asked, long now) {
    Decision decision = asked.decide(now);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("pause", asked.change().id());
    json.put("change", asked.change().change());
    json.put("candidate", asked.change().candidate().toString());
    json.put("evidence", asked.change().evidence().toString());
    json.put("what", asked.what());
    json.put("needed", asked.approvers().needed());
    json.put("by", Approving.by(decision));
    json.put("approved", decision instanceof Decision.Approved);
    return Answer.ok(
        json,
        "%s: %s%n%s  candidate  %s%n  evidence   %s%n  %s%n"
            .formatted(
                directory.name(),
                asked.change().reason(asked.approvers()),
                asked.what().isEmpty() ? "" : "  to         %s%n".formatted(asked.what()),
                asked.change().candidate(),
                asked.change().evidence(),
                Approving.words(directory, asked, now)));
  }
}
