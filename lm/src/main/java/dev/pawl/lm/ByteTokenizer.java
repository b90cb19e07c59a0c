package dev.pawl.lm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Text as its UTF-8 bytes, one token each, and two tokens more that no text contains.
public final class ByteTokenizer {

  /// What a model calls it.
  public static final String NAME = "bytes";

  /// The token before a text.
  public static final int START = 256;

  /// The token after a text.
  public static final int END = 257;

  /// How many tokens there are.
  public static final int VOCABULARY = 258;

  private ByteTokenizer() {}

  /// The bytes of `text`, without start and end.
  public static Tokens encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] tokens = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      tokens[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return Tokens.of(tokens);
  }

  /// The text of `tokens`; start and end are left out, and what is not UTF-8 becomes U+FFFD.
  public static String decode(Tokens tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.at(i) < START) {
        bytes.write(tokens.at(i));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
