package dev.pawl.cli;

import dev.pawl.gate.attestation.SigningKey;
import dev.pawl.gate.attestation.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Keys as files: `NAME.pub` holds the public half in one line; `NAME.key`, which only its owner
/// reads, the private half and then the public one.
final class KeyFiles {

  private static final int BYTES_MAX = 4_096;

  private KeyFiles() {}

  /// The key to sign with.
  static SigningKey signing(Path file) {
    List<String> lines = lines(file);
    if (lines.size() != 2) {
      throw new Refusal(
          "%s holds no key to sign with: it must have two lines, the private and the public half; `pawl key new NAME` makes one"
              .formatted(file));
    }
    try {
      return SigningKey.parse(lines.getFirst(), VerifyingKey.parse(lines.getLast()));
    } catch (IllegalArgumentException e) {
      throw new Refusal("%s holds no key to sign with: %s".formatted(file, e.getMessage()));
    }
  }

  /// The key to check with, given as a file or as its text.
  static VerifyingKey verifying(String fileOrText) {
    boolean isText = fileOrText.contains("+") && !Files.exists(Path.of(fileOrText));
    String text = isText ? fileOrText : lines(Path.of(fileOrText)).getLast();
    try {
      return VerifyingKey.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          "%s is no public key: %s; `pawl key new NAME` writes one to NAME.pub"
              .formatted(fileOrText, e.getMessage()));
    }
  }

  /// The text of a small file that a user names.
  static String text(Path file, int bytesMax) {
    try {
      if (Files.size(file) > bytesMax) {
        throw new Refusal(
            "%s has %,d bytes; the most is %,d".formatted(file, Files.size(file), bytesMax));
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new Refusal("there is no file " + file);
    } catch (IOException e) {
      throw new Refusal("cannot read %s: %s".formatted(file, e));
    }
  }

  private static List<String> lines(Path file) {
    List<String> lines = text(file, BYTES_MAX).lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      throw new Refusal("%s is empty; `pawl key new NAME` makes keys".formatted(file));
    }
    return lines;
  }
}
