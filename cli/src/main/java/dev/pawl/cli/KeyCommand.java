package dev.pawl.cli;

import dev.pawl.gate.attestation.SigningKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Makes a new pair of Ed25519 keys, to sign with.",
    description = {
      "",
      "NAME.key is the private half: only its owner can read it, and whoever has it can sign.",
      "NAME.pub is for everybody: it checks signatures. Both are in the text form of signed notes,",
      "which Go's note package reads. NAME stands in every signature.",
      ""
    },
    footer = {
      "",
      "  pawl key new alice                             alice.key and alice.pub",
      "  pawl checkpoint latest --sign alice.key        sign with one",
      "  pawl verify latest --checkpoint FILE --key alice.pub",
      "                                                 check with the other"
    })
final class KeyCommand extends Command {

  @Parameters(index = "0", paramLabel = "new", description = "What to do; new is all there is.")
  String verb = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "Who signs, such as alice.")
  String name = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of both files. Default: the current one.")
  Path out = Path.of("");

  @Override
  Answer answer() throws IOException {
    if (!verb.equals("new")) {
      throw new Refusal(
          "pawl key knows no %s; `pawl key new NAME` makes a pair of keys"
              .formatted(Table.printable(verb)));
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}")) {
      throw new Refusal(
          "a key cannot be named %s: it needs 1 to 100 letters, digits, dots, dashes and @, and starts with a letter or digit"
              .formatted(Table.printable(name)));
    }
    Path secret = out.resolve(name + ".key");
    Path shared = out.resolve(name + ".pub");
    if (Files.exists(shared)) {
      throw taken(shared);
    }
    SigningKey key = SigningKey.generate(name);
    Files.createDirectories(out);
    try {
      OwnerOnly.write(secret, "%s%n%s%n".formatted(key.secret(), key.verifying()));
    } catch (FileAlreadyExistsException e) {
      throw taken(secret);
    }
    Files.writeString(shared, key.verifying() + "\n");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("key", key.verifying().toString());
    json.put("private", secret.toString());
    json.put("public", shared.toString());
    return Answer.ok(
        json,
        "%s%n  private    %s (keep it; whoever has it can sign)%n  public     %s%n"
            .formatted(key.verifying(), secret, shared));
  }

  private static Refusal taken(Path file) {
    return new Refusal(
        "%s is there already, and what it signed would be lost; choose another name or --out"
            .formatted(file));
  }
}
