package dev.pawl.cli;

import dev.pawl.Hash;
import dev.pawl.cli.report.GateFold;
import dev.pawl.gate.attestation.Card;
import dev.pawl.gate.attestation.Envelope;
import dev.pawl.gate.attestation.Promotion;
import dev.pawl.gate.attestation.Provenance;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Tells where what was promoted comes from and what speaks for it.",
    description = {
      "",
      "Writes a card for people (Markdown) and a statement for machines (in-toto, SLSA",
      "provenance), both made from the journal alone: what was observed is decided again, and",
      "nothing is written if it does not promote. With --sign the statement is in a DSSE envelope.",
      ""
    },
    footer = {
      "",
      "  pawl card latest                      card.md and provenance.json in its folder",
      "  pawl card latest --stdout             print the card, write nothing",
      "  pawl card latest --version            the improver's version instead of the champion",
      "  pawl card latest --sign alice.key     the statement, signed: provenance.dsse.json"
    })
final class CardCommand extends Command {

  @Mixin RunArgument run = new RunArgument();

  @ArgGroup Subject subject = new Subject();

  static final class Subject {
    @Option(
        names = "--champion",
        description = "About the champion that counts now. This is the default.")
    boolean champion;

    @Option(
        names = "--version",
        description = "About the version of the improver that was promoted last.")
    boolean version;
  }

  @Option(
      names = "--sign",
      paramLabel = "KEYFILE",
      description = "The private key to sign with; `pawl key new` makes one.")
  @Nullable Path key;

  @Option(names = "--stdout", description = "Print the card, and write nothing.")
  boolean print;

  @Override
  Answer answer() throws IOException {
    RunDirectory directory = run.find();
    Promotion promotion = promotion(directory);
    String card = Card.of(promotion);
    String statement = Provenance.statement(promotion);
    String sealed =
        key == null ? statement : Envelope.seal(Envelope.IN_TOTO, statement, KeyFiles.signing(key));
    String prefix = subject.version ? "version-" : "";
    Path page = directory.folder().resolve(prefix + "card.md");
    Path provenance =
        directory
            .folder()
            .resolve(prefix + (key == null ? "provenance.json" : "provenance.dsse.json"));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("candidate", promotion.attempt().candidate().toString());
    json.put("card", card);
    json.put(key == null ? "statement" : "envelope", sealed);
    if (print) {
      return Answer.ok(json, card);
    }
    Files.writeString(page, card);
    Files.writeString(provenance, sealed + "\n");
    json.put("files", List.of(page.toString(), provenance.toString()));
    return Answer.ok(
        json,
        "%s of %s%n  card        %s%n  provenance  %s%s%n"
            .formatted(
                promotion.attempt().candidate().brief(),
                directory.name(),
                page,
                provenance,
                key == null ? "; not signed" : ""));
  }

  private Promotion promotion(RunDirectory directory) {
    String holdOut = subject.version ? Event.VERSIONS : Event.CHAMPIONS;
    try (Journal journal = RunArgument.journal(directory)) {
      Map<Hash, Promotion> all = PromotionFold.of(directory.name(), journal, holdOut);
      GateFold gate = GateFold.of(journal);
      Optional<Hash> now = subject.version ? gate.version() : gate.champion();
      if (now.isEmpty()) {
        throw new Refusal(
            "%s has put no %s before a gate, so there is nothing to attest; a study with a section gate does"
                .formatted(directory.name(), holdOut));
      }
      Promotion promotion = all.get(now.get());
      if (promotion == null) {
        throw new Refusal(
            "the gate of %s promoted none of its %s over the first, %s, which is the baseline and was not shown to be anything; `pawl show %s` tells what was refused"
                .formatted(directory.name(), holdOut, now.get().brief(), directory.folder()));
      }
      return promotion;
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          "the journal of %s does not promote what it says: %s; `pawl verify %s` tells more"
              .formatted(directory.name(), e.getMessage(), directory.folder()));
    }
  }
}
