package dev.pawl.corewar.redcode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of source.
///
/// @param number its number, from 1
/// @param offset characters of that line before this text: more than 0 where a line is too long
record SourceLine(int number, int offset, String text) {

  /// The column at which a token stands, or that of the first character if it came from elsewhere.
  int columnOf(String token) {
    if (!token.isEmpty()) {
      Matcher word =
          Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(token) + "(?![A-Za-z0-9_])")
              .matcher(text);
      if (word.find()) {
        return offset + word.start() + 1;
      }
      int at = text.indexOf(token);
      if (at >= 0) {
        return offset + at + 1;
      }
    }
    int first = 0;
    while (first < text.length() && Lexer.isSpace(text.charAt(first))) {
      first++;
    }
    return offset + (first < text.length() ? first : 0) + 1;
  }

  /// What a lexer has not read yet of this line.
  SourceLine rest(Lexer lexer) {
    String rest = lexer.rest();
    return new SourceLine(number, offset + text.length() - rest.length(), rest);
  }
}
