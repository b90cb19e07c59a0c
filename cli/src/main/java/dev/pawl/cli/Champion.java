package dev.pawl.cli;

import dev.pawl.Candidate;

/// A champion as a file that people and other programs read.
final class Champion {

  private Champion() {}

  /// The text of a warrior with a header that pMARS and hills know; of another candidate, all of
  /// its files.
  static String text(String run, Candidate champion) {
    if (champion.files().size() == 1 && champion.files().firstKey().endsWith(".red")) {
      return """
      ;redcode-94
      ;name %s %s
      ;author Pawl
      ;strategy evolved
      ;assert 1
      %s\
      """
          .formatted(run, champion.id().brief(), champion.text());
    }
    StringBuilder text = new StringBuilder();
    champion
        .files()
        .forEach((path, content) -> text.append("### ").append(path).append('\n').append(content));
    return text.toString();
  }
}
