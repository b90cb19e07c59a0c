package dev.pawl.llm;

import java.nio.charset.StandardCharsets;

/// What is done to text from servers before anybody sees it.
final class Text {

  private static final int BRIEF_CHARS = 300;

  private Text() {}

  /// The beginning, on one line, without control characters.
  static String brief(String text) {
    String head = text.length() > 4 * BRIEF_CHARS ? text.substring(0, 4 * BRIEF_CHARS) : text;
    String line = whole(head).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > BRIEF_CHARS ? line.substring(0, BRIEF_CHARS) + "..." : line;
  }

  /// The same as it comes back from UTF-8: halves of characters become question marks, so that what
  /// is replayed is what was seen.
  static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
