package dev.pawl.gate.split;

/// Whether sealed tasks may be opened.
public sealed interface Access<T> {

  record Granted<T>(Opened<T> tasks) implements Access<T> {}

  /// @param openings how many there were, which is the most there may be
  record Denied<T>(String split, int openings) implements Access<T> {}
}
