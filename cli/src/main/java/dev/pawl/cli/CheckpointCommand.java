package dev.pawl.cli;

import dev.pawl.Hash;
import dev.pawl.gate.attestation.Checkpoint;
import dev.pawl.gate.attestation.Note;
import dev.pawl.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Signs the head of a run's journal, as a note to keep elsewhere.",
    description = {
      "",
      "Keep the note where whoever holds the journal cannot change it: from then on, what the",
      "journal held cannot be cut off or rewritten unnoticed. The run may go on; the note stays",
      "good.",
      ""
    },
    footer = {
      "",
      "  pawl key new alice",
      "  pawl checkpoint latest --sign alice.key --out latest.note",
      "  pawl verify latest --checkpoint latest.note --key alice.pub"
    })
final class CheckpointCommand extends Command {

  @Mixin RunArgument run = new RunArgument();

  @Option(
      names = "--sign",
      required = true,
      paramLabel = "KEYFILE",
      description = "The private key to sign with; `pawl key new` makes one.")
  Path key = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the note. Default: standard output.")
  @Nullable Path out;

  @Override
  Answer answer() throws IOException {
    RunDirectory directory = run.find();
    Checkpoint checkpoint = head(directory);
    String note = Note.unsigned(checkpoint.text()).sign(KeyFiles.signing(key)).toString();
    if (out != null) {
      Files.writeString(out, note);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("events", checkpoint.events());
    json.put("head", checkpoint.head().toString());
    json.put("note", note);
    return Answer.ok(
        json,
        out == null
            ? note
            : "%s: %,d events, head %s, signed in %s"
                .formatted(directory.name(), checkpoint.events(), checkpoint.head(), out));
  }

  private static Checkpoint head(RunDirectory run) {
    try (Journal journal = RunArgument.journal(run)) {
      long[] events = new long[1];
      Hash[] head = {Hash.ZERO};
      journal.read(
          0,
          entry -> {
            events[0] = entry.number() + 1;
            head[0] = entry.hash();
          });
      if (events[0] == 0) {
        throw new Refusal(
            "the journal of %s is empty: there is nothing to sign yet".formatted(run.name()));
      }
      return new Checkpoint(run.name(), events[0], head[0]);
    }
  }
}
