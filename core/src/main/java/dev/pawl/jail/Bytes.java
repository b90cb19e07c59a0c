package dev.pawl.jail;

import dev.pawl.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that never change: all that crosses the walls.
public final class Bytes {

  /// None.
  public static final Bytes NONE = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A copy of `bytes`.
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /// `text` in UTF-8.
  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// How many.
  public int size() {
    return bytes.length;
  }

  /// A copy.
  public byte[] array() {
    return bytes.clone();
  }

  /// Whether `part`, which is not empty, stands somewhere in them.
  boolean contains(byte[] part) {
    for (int at = 0; at <= bytes.length - part.length; at++) {
      if (bytes[at] == part[0]
          && Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  /// As UTF-8; what is not is replaced.
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Their SHA-256.
  public Hash hash() {
    return Hash.of(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
