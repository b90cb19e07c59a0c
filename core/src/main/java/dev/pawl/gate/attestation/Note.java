package dev.pawl.gate.attestation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A text with signatures under it, in the signed-note format (C2SP signed-note, Ed25519): the
/// text, an empty line, and for each signature a line of an em dash, the key's name, and in Base64
/// the key's id with the signature. Several people sign by adding their lines.
///
/// @param text ends in a newline
public record Note(String text, List<Line> lines) {

  /// The most characters of a note that is read: notes come from anywhere.
  public static final int CHARACTERS_MAX = 64_000;

  private static final int LINES_MAX = 100;
  private static final String DASH = "\u2014 ";

  /// A signature line.
  ///
  /// @param name of the key that it claims
  /// @param signature in Base64, the key's id before it
  public record Line(String name, String signature) {}

  public Note {
    lines = List.copyOf(lines);
    if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
      throw new IllegalArgumentException(
          "the text of a note must end in a newline and have no other control characters");
    }
    if (text.length() > CHARACTERS_MAX || lines.size() > LINES_MAX) {
      throw new IllegalArgumentException(
          "a note has %d characters and %d signatures; the most are %d and %d"
              .formatted(text.length(), lines.size(), CHARACTERS_MAX, LINES_MAX));
    }
  }

  /// `text`, not yet signed.
  public static Note unsigned(String text) {
    return new Note(text, List.of());
  }

  /// This note with the signature of `key` added.
  public Note sign(SigningKey key) {
    byte[] id = key.verifying().id();
    byte[] signature = key.sign(message());
    byte[] both = Arrays.copyOf(id, id.length + signature.length);
    System.arraycopy(signature, 0, both, id.length, signature.length);
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(key.verifying().name(), Base64.getEncoder().encodeToString(both)));
    return new Note(text, more);
  }

  /// The note written as `note`.
  public static Note parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (note.length() > CHARACTERS_MAX || end < 0 || !note.endsWith("\n")) {
      throw new IllegalArgumentException(
          "a note is a text, an empty line and signature lines, at most %d characters; found %d"
              .formatted(CHARACTERS_MAX, note.length()));
    }
    List<Line> lines = new ArrayList<>();
    for (String line : note.substring(end + 2).split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      String[] parts = line.split(" ", -1);
      if (!line.startsWith(DASH) || parts.length != 3) {
        throw new IllegalArgumentException(
            "signature line %d of a note is not an em dash, a name and a signature"
                .formatted(lines.size() + 1));
      }
      lines.add(new Line(Keys.checkedName(parts[1]), parts[2]));
    }
    return new Note(note.substring(0, end + 1), lines);
  }

  /// Whether `line` is a signature of `key` under this text; false too for a line that only claims
  /// to be of that key.
  boolean isSignedBy(Line line, VerifyingKey key) {
    byte[] both = decoded(line);
    return claims(line, key) && key.verifies(message(), Arrays.copyOfRange(both, 4, both.length));
  }

  /// Whether `line` names this key and carries its id.
  static boolean claims(Line line, VerifyingKey key) {
    byte[] both = decoded(line);
    return line.name().equals(key.name())
        && both.length > 4
        && Arrays.equals(Arrays.copyOf(both, 4), key.id());
  }

  /// Whether `key` signed this text.
  public boolean isSignedBy(VerifyingKey key) {
    return lines.stream().anyMatch(line -> isSignedBy(line, key));
  }

  private static byte[] decoded(Line line) {
    try {
      return Base64.getDecoder().decode(line.signature());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] message() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The note in its format.
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    for (Line line : lines) {
      note.append(DASH).append(line.name()).append(' ').append(line.signature()).append('\n');
    }
    return note.toString();
  }
}
