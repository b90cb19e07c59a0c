package dev.pawl.gate.split;

import dev.pawl.Candidate;
import dev.pawl.Hash;

/// A candidate that has been recorded as the one that is put before the gate, and so cannot be
/// exchanged any more. Sealed tasks are drawn only for a frozen candidate: there is no other way to
/// get one than [#freeze], which returns when the record is durable.
public final class Frozen {

  private final Hash candidate;
  private final long sequence;

  private Frozen(Hash candidate, long sequence) {
    this.candidate = candidate;
    this.sequence = sequence;
  }

  /// Records the candidate's id and freezes it. Freezing the same candidate again gives the same
  /// tasks.
  public static Frozen freeze(Candidate candidate, Register<Hash> register) {
    return freeze(candidate.id(), register);
  }

  /// Records the id of a candidate, or of a version of an improver, and freezes it.
  public static Frozen freeze(Hash id, Register<Hash> register) {
    return new Frozen(id, register.record(id));
  }

  public Hash candidate() {
    return candidate;
  }

  /// The number of the record that froze it.
  public long sequence() {
    return sequence;
  }
}
