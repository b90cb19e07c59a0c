package dev.pawl.gate.attestation;

import dev.pawl.Hash;
import java.util.List;

/// A change that takes effect only when enough people approve it: what the run pauses for.
///
/// @param change what kind of change, as in [Approval]
/// @param round after which; of a budget, the number of the request
/// @param candidate what is to take effect
/// @param evidence hash of what speaks for it
public record Awaited(String change, int round, Hash candidate, Hash evidence) {

  /// A version of the improver is to write from now on.
  public static final String IMPROVER = "promote improver";

  /// The run is to spend more than it may.
  public static final String BUDGET = "raise budget";

  private static final String PREFIX = "approval-";

  /// Whether a pause with this id waits for people.
  public static boolean isAwaited(String pause) {
    return pause.startsWith(PREFIX);
  }

  /// The id of the pause, or of the request for a budget.
  public String id() {
    return (change.equals(BUDGET) ? "budget-" : PREFIX) + round;
  }

  /// Why the run pauses.
  public String reason(Approvers approvers) {
    return "%s %s needs the approval of %d of %s"
        .formatted(
            change,
            candidate.brief(),
            approvers.needed(),
            String.join(", ", approvers.keys().stream().map(VerifyingKey::name).toList()));
  }

  /// The approval of it until a moment, to be signed.
  public Approval until(long expiresMillis) {
    return new Approval(change, candidate, evidence, expiresMillis);
  }

  /// Whether enough people approve it at that moment.
  ///
  /// @param notes as they were recorded, in their order
  public Decision decide(Approvers approvers, List<String> notes, long nowMillis) {
    return approvers.decide(
        change, candidate, evidence, "", notes.stream().map(Note::parse).toList(), nowMillis);
  }
}
