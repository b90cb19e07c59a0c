package dev.pawl.jail;

/// What came back from a [Worker].
sealed interface Reply {

  /// Bytes; untrusted.
  record Answer(Bytes body) implements Reply {}

  /// No answer, or none in the agreed form; the worker is dead.
  record None(Ending ending) implements Reply {}
}
