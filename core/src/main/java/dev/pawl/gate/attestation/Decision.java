package dev.pawl.gate.attestation;

import java.util.List;

/// What the signatures under approvals come to.
public sealed interface Decision {

  /// Signatures that do not count, in the order in which they were given.
  List<Rejected> rejected();

  /// Enough people approved.
  ///
  /// @param by their names, sorted
  record Approved(List<String> by, List<Rejected> rejected) implements Decision {}

  /// Fewer than are needed did.
  record Denied(int needed, List<String> by, List<Rejected> rejected) implements Decision {}

  /// A signature that does not count.
  ///
  /// @param signer the name that it claims; empty if a whole note is rejected that has none
  record Rejected(String signer, Reason reason) {}

  /// Why a signature does not count.
  enum Reason {
    /// The text is not an approval.
    NOT_AN_APPROVAL,
    /// It approves another kind of change.
    OTHER_CHANGE,
    /// It is for another candidate.
    OTHER_CANDIDATE,
    /// It is for other evidence about this candidate.
    OTHER_EVIDENCE,
    /// Its time is over.
    EXPIRED,
    /// It would be valid for longer than approvals may be.
    EXPIRES_TOO_LATE,
    /// Nobody with this key may approve.
    UNKNOWN_KEY,
    /// It is not a signature of this text with that key.
    BAD_SIGNATURE,
    /// Whoever wrote the change does not approve it.
    IS_THE_AUTHOR,
    /// The same person counts once.
    COUNTED_ALREADY
  }
}
