package dev.pawl.lm.formula;

import java.io.Serial;

/// A formula has no type, or the wrong one; the message says why.
public final class TypeException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1;

  private final String reason;

  /// @param reason what was needed and what was found
  public TypeException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// What was needed and what was found.
  public String reason() {
    return reason;
  }
}
