package dev.pawl.corewar.viewer;

/// Text from strangers, made harmless for where it goes.
final class SafeText {
  private static final String REPLACEMENT = "\uFFFD";

  private SafeText() {}

  /// Without characters that move a cursor, change colours, break lines or turn the direction of
  /// writing; those become U+FFFD.
  static String printable(String text) {
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (isPrintable(c)) {
            safe.appendCodePoint(c);
          } else {
            safe.append(REPLACEMENT);
          }
        });
    return safe.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// Printable text for the content or a quoted attribute of an HTML element.
  static String html(String text) {
    return printable(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /// Printable text as a JSON string, which is also safe inside a script element, where `<` could
  /// end the element.
  static String json(String text) {
    String printable = printable(text);
    var safe = new StringBuilder("\"");
    for (int i = 0; i < printable.length(); i++) {
      char c = printable.charAt(i);
      if (c > '~' || "\"\\<>&'".indexOf(c) >= 0) {
        safe.append("\\u%04x".formatted((int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.append('"').toString();
  }
}
