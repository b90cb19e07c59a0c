package dev.pawl.lm.formula;

import java.io.Serial;

/// A text is no formula. The message says what was found, and what to write instead.
public final class SyntaxException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1;

  private final int column;

  private final String reason;

  SyntaxException(int column, String reason) {
    super(reason);
    this.reason = reason;
    this.column = column;
  }

  /// What was found, and what to write instead.
  public String reason() {
    return reason;
  }

  /// Where in the text, from 0.
  public int column() {
    return column;
  }
}
