package dev.pawl.labs.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text of any language as words, numbers, quoted texts, blanks and signs. Joined again, they are
/// the text.
public final class Lexer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "[\\p{L}_$][\\p{L}\\p{N}_$]*" // word
              + "|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?" // number
              + "|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'" // quoted
              + "|[ \\t]+|\\n" // blanks
              + "|[<>=!]=|&&|\\|\\||\\*\\*|//|->|\\+\\+|--|<<|>>|." // signs
          ,
          Pattern.DOTALL);

  /// What a token is.
  public enum Kind {
    WORD,
    NUMBER,
    QUOTED,
    BLANK,
    SIGN
  }

  private Lexer() {}

  /// The tokens of `text`, in order.
  public static List<String> split(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  /// What `token`, one of those that [#split] gives, is.
  public static Kind kind(String token) {
    int first = token.codePointAt(0);
    if (Character.isLetter(first) || first == '_' || first == '$') {
      return Kind.WORD;
    }
    if (Character.isDigit(first)) {
      return Kind.NUMBER;
    }
    if (token.isBlank()) {
      return Kind.BLANK;
    }
    return token.length() > 1 && (first == '"' || first == '\'') ? Kind.QUOTED : Kind.SIGN;
  }
}
