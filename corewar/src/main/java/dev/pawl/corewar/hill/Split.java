package dev.pawl.corewar.hill;

import java.util.Locale;

/// The parts of the house hill. What a search learns from is never what its result is judged by.
public enum Split {
  /// Seeds and opponents that a search may see.
  SEARCH,
  /// Opponents for choosing between results.
  SELECT,
  /// Opponents for the final word, and for nothing else.
  SEALED;

  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
