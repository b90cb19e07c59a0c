package dev.pawl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256: the identity of a candidate, a blob, or everything that a journal holds up to an
/// event.
///
/// Four longs and not an array, so that equality and hash tables work and a million of them are
/// small.
public record Hash(long a, long b, long c, long d) implements Comparable<Hash> {

  /// What stands before the first event of a journal.
  public static final Hash ZERO = new Hash(0, 0, 0, 0);

  /// The SHA-256 of `parts`, one after the other.
  public static Hash of(byte[]... parts) {
    MessageDigest digest = sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return ofBytes(digest.digest());
  }

  /// The SHA-256 of `text` in UTF-8.
  public static Hash of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The hash with these 32 bytes.
  public static Hash ofBytes(byte[] bytes) {
    if (bytes.length != 32) {
      throw new IllegalArgumentException("a hash has 32 bytes; found " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Hash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /// The hash written as 64 hexadecimal digits.
  public static Hash parse(String hex) {
    if (hex.length() != 64) {
      throw new IllegalArgumentException(
          "a hash has 64 hexadecimal digits; found %d in '%s'".formatted(hex.length(), hex));
    }
    return ofBytes(HexFormat.of().parseHex(hex));
  }

  /// The 32 bytes.
  public byte[] bytes() {
    return ByteBuffer.allocate(32).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  /// The first 10 hexadecimal digits: enough for people.
  public String brief() {
    return toString().substring(0, 10);
  }

  @Override
  public int compareTo(Hash other) {
    int order = Long.compareUnsigned(a, other.a);
    order = order != 0 ? order : Long.compareUnsigned(b, other.b);
    order = order != 0 ? order : Long.compareUnsigned(c, other.c);
    return order != 0 ? order : Long.compareUnsigned(d, other.d);
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
