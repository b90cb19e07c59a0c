package dev.pawl.gate.split;

/// Where something is recorded before anyone acts on it: the journal.
@FunctionalInterface
public interface Register<E> {

  /// Makes `entry` durable and returns its number in the record; later entries have greater ones.
  long record(E entry);
}
