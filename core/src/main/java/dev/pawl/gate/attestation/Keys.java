package dev.pawl.gate.attestation;

import dev.pawl.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The text form of keys in the signed-note format (C2SP signed-note): name, four bytes of a hash
/// in hexadecimal, and in Base64 the kind of key and the key, with plus signs between.
final class Keys {

  private static final byte ED25519 = 1;

  private Keys() {}

  /// The first four bytes of SHA-256 of name, newline, kind and public key.
  static byte[] id(String name, byte[] publicKey) {
    byte[] start = (name + "\n").getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(Hash.of(start, new byte[] {ED25519}, publicKey).bytes(), 4);
  }

  static String format(String prefix, String name, byte[] publicKey, byte[] key) {
    byte[] typed = new byte[33];
    typed[0] = ED25519;
    System.arraycopy(key, 0, typed, 1, 32);
    return prefix
        + name
        + "+"
        + HexFormat.of().formatHex(id(name, publicKey))
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /// The three parts after `prefix`: name, id, 32 bytes of key.
  ///
  /// @throws IllegalArgumentException without the text, which may be secret
  static Parts parse(String prefix, String text) {
    int first = text.indexOf('+', prefix.length());
    int second = first < 0 ? -1 : text.indexOf('+', first + 1);
    if (!text.startsWith(prefix) || second < 0) {
      throw new IllegalArgumentException(
          "a key must have the form %sname+id+base64".formatted(prefix));
    }
    byte[] typed = Base64.getDecoder().decode(text.substring(second + 1));
    if (typed.length != 33 || typed[0] != ED25519) {
      throw new IllegalArgumentException("the key is not an Ed25519 key of 32 bytes");
    }
    return new Parts(
        checkedName(text.substring(prefix.length(), first)),
        text.substring(first + 1, second),
        Arrays.copyOfRange(typed, 1, 33));
  }

  @SuppressWarnings("ArrayRecordComponent") // read at once by the two that parse keys
  record Parts(String name, String id, byte[] key) {

    void checkId(byte[] publicKey) {
      String found = HexFormat.of().formatHex(Keys.id(name, publicKey));
      if (!found.equals(id)) {
        throw new IllegalArgumentException(
            "the key of %s has the id %s and says %s: a letter is wrong"
                .formatted(name, found, id));
      }
    }
  }

  static String checkedName(String name) {
    boolean odd =
        name.isEmpty()
            || name.length() > 100
            || name.chars()
                .anyMatch(c ->
                    c == '+'
                        || Character.isISOControl(c)
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c));
    if (odd) {
      throw new IllegalArgumentException(
          "a key's name must have 1 to 100 characters, and no space, control character or plus");
    }
    return name;
  }
}
