package dev.pawl.labs.programs.writer;

import dev.pawl.Hash;

/// Untrusted text on its way into a prompt: bounded, and between marks that it cannot write itself,
/// because they hold its hash.
public final class Fence {

  private Fence() {}

  /// `text` as data.
  ///
  /// @param what it is, such as `feedback`
  /// @param charsMax of it; the middle is left out of what is longer
  public static String around(String what, String text, int charsMax) {
    String kept = bounded(text, charsMax);
    String mark = "%s %s".formatted(what, Hash.of(kept).brief());
    return "<<<BEGIN %s\n%s%s>>>END %s"
        .formatted(mark, kept, kept.isEmpty() || kept.endsWith("\n") ? "" : "\n", mark);
  }

  /// At most so many characters of `text`: its beginning and its end.
  public static String bounded(String text, int charsMax) {
    if (text.length() <= charsMax) {
      return text;
    }
    int head = charsMax * 2 / 3;
    int tail = charsMax - head;
    return "%s\n[... %d characters left out ...]\n%s"
        .formatted(
            text.substring(0, head),
            text.length() - charsMax,
            text.substring(text.length() - tail));
  }
}
