package dev.pawl.gate.split;

/// Why sealed tasks are opened. Each purpose has its own tasks.
public enum Purpose {
  /// To decide on a promotion.
  GATE,
  /// To set the champion against itself.
  SELF_CHECK,
  /// To measure what was promoted anew, on tasks that did not decide on it: the number to publish.
  AUDIT
}
