package dev.pawl.cli;

import dev.pawl.Hash;
import dev.pawl.journal.Verification;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Checks the journal of a run: every hash, every event, every candidate.",
    description = {
      "",
      "Finds any changed bit, and any event that is missing, repeated or moved. Decides every verdict",
      "of the gate again from what the journal says was observed. That the end was",
      "cut off, or that all was written anew, no chain can tell: for that, note the head and",
      "give it with --head, or have it signed by `pawl checkpoint`.",
      "",
      "Exit code 0: sound; 1: not.",
      ""
    },
    footer = {
      "",
      "  pawl verify latest",
      "  pawl verify latest --checkpoint latest.note --key alice.pub"
    })
final class VerifyCommand extends Command {

  @Mixin RunArgument run = new RunArgument();

  @Option(
      names = "--head",
      paramLabel = "HASH",
      description = "A head that was noted before; the journal must contain it.")
  @Nullable String head;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "A note of `pawl checkpoint`; the journal must extend what it signs.")
  @Nullable Path note;

  @Option(
      names = "--key",
      paramLabel = "PUB",
      description = "Who must have signed the note: a file such as alice.pub, or its text.")
  @Nullable String key;

  @Override
  Answer answer() {
    RunDirectory directory = run.find();
    if ((note == null) != (key == null)) {
      throw new Refusal(
          "--checkpoint and --key belong together: the one is checked with the other");
    }
    Verification found = found(directory);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("sound", found.sound());
    json.put("events", found.events());
    json.put("blobs", found.blobs());
    json.put("head", found.head().toString());
    json.put("findings", found.findings().stream().map(Object::toString).toList());
    return new Answer(found.sound() ? Exit.OK : Exit.NO, json, text(directory.name(), found));
  }

  private Verification found(RunDirectory directory) {
    if (note != null && key != null) {
      SignedHead signed = SignedHead.open(note, KeyFiles.verifying(key));
      Verification found = signed.verify(directory);
      return head == null || !found.sound()
          ? found
          : Verification.of(directory.journal(), hash(head));
    }
    return head == null
        ? Verification.of(directory.journal())
        : Verification.of(directory.journal(), hash(head));
  }

  private static String text(String name, Verification found) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s is %s: %,d events, %,d candidates, head %s%n"
            .formatted(
                name,
                found.sound() ? "sound" : "NOT sound",
                found.events(),
                found.blobs(),
                found.head()));
    found
        .findings()
        .forEach(each -> text.append("  ").append(Table.printable(each.toString())).append('\n'));
    return text.toString();
  }

  private static Hash hash(String text) {
    try {
      return Hash.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal("--head: " + e.getMessage());
    }
  }
}
