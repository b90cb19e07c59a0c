package dev.pawl.corewar.redcode;

/// Cuts one line into tokens.
final class Lexer {

  enum Kind {
    END,
    NUMBER,
    WORD,
    OPERATOR,
    /// Also the operators `*`, `<` and `>`.
    MODE,
    COMMA,
    DOT,
    AMPERSAND,
    COMMENT,
    OTHER
  }

  private final String text;
  private int at;
  private int start;
  private Kind kind = Kind.END;

  Lexer(String text) {
    this.text = text;
  }

  /// Reads the next token.
  Kind next() {
    skipSpace();
    start = at;
    kind = at == text.length() ? Kind.END : read(text.charAt(at));
    return kind;
  }

  private Kind read(char c) {
    if (isDigit(c)) {
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      return Kind.NUMBER;
    }
    if (isLetter(c) || c == '_') {
      while (at < text.length() && isWord(text.charAt(at))) {
        at++;
      }
      return Kind.WORD;
    }
    at++;
    if ((c == '&' || c == '|') && peek() == c) {
      at++;
      return Kind.OPERATOR;
    }
    return switch (c) {
      case '(', ')', '/', '+', '-', '%', '!', '=' -> Kind.OPERATOR;
      case '#', '$', '@', '<', '>', '*', '{', '}' -> Kind.MODE;
      case ',' -> Kind.COMMA;
      case '.' -> Kind.DOT;
      case '&' -> Kind.AMPERSAND;
      case ';' -> Kind.COMMENT;
      default -> Kind.OTHER;
    };
  }

  Kind kind() {
    return kind;
  }

  /// The text of the token read last.
  String token() {
    return text.substring(start, at);
  }

  /// Puts the token read last back.
  void back() {
    at = start;
  }

  /// The character after the token, or NUL at the end.
  char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  /// The character after that.
  char peekSecond() {
    return at + 1 < text.length() ? text.charAt(at + 1) : '\0';
  }

  void skip() {
    at++;
  }

  void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  /// Takes what stands before the next space.
  String takeGlued() {
    int from = at;
    while (at < text.length() && !isSpace(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  /// What has not been read yet.
  String rest() {
    return text.substring(at);
  }

  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isWord(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }
}
