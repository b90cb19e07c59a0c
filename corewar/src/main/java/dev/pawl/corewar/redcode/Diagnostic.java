package dev.pawl.corewar.redcode;

import java.util.Objects;

/// Something that the assembler has to say about the source.
///
/// @param line the line, from 1
/// @param column the column, from 1; where names were replaced, the place in the line as written
/// @param message what was found
/// @param hint what to do, or empty
public record Diagnostic(Severity severity, int line, int column, String message, String hint) {

  /// Whether the warrior can still fight.
  public enum Severity {
    WARNING,
    ERROR
  }

  public Diagnostic {
    Objects.requireNonNull(severity);
    Objects.requireNonNull(message);
    Objects.requireNonNull(hint);
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "place is line %d, column %d; both count from 1".formatted(line, column));
    }
  }

  /// One line, such as `3:5: error: no label or name 'bmob'. Did you mean 'bomb'?`
  @Override
  public String toString() {
    String kind = severity == Severity.ERROR ? "error" : "warning";
    String text = "%d:%d: %s: %s".formatted(line, column, kind, message);
    return hint.isEmpty() ? text : text + ". " + hint;
  }
}
