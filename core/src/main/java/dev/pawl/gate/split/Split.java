package dev.pawl.gate.split;

/// Which part of the tasks a number comes from.
public enum Split {
  /// The proposer may see tasks and results. A number from here is a hope.
  SEARCH,
  /// Only scores come back, and every query is counted. A number from here is a preference.
  SELECT,
  /// Opened by a gate, one bit comes back. Only a number from here is a result.
  SEALED
}
