package dev.pawl.cli;

import dev.pawl.Hash;
import dev.pawl.journal.Verification;
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
      "give it with --head.",
      "",
      "Exit code 0: sound; 1: not.",
      ""
    })
final class VerifyCommand extends Command {

  @Mixin RunArgument run = new RunArgument();

  @Option(
      names = "--head",
      paramLabel = "HASH",
      description = "A head that was noted before; the journal must contain it.")
  @Nullable String head;

  @Override
  Answer answer() {
    RunDirectory directory = run.find();
    Verification found =
        head == null
            ? Verification.of(directory.journal())
            : Verification.of(directory.journal(), hash(head));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("sound", found.sound());
    json.put("events", found.events());
    json.put("blobs", found.blobs());
    json.put("head", found.head().toString());
    json.put("findings", found.findings().stream().map(Object::toString).toList());
    return new Answer(found.sound() ? Exit.OK : Exit.NO, json, text(directory.name(), found));
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
