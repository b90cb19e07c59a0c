package dev.pawl.engine;

/// A round ended without a candidate that could be scored, so there is nothing to go on from. The
/// study or its task is at fault, and not one candidate.
public final class NoChampion extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param last what came of the last candidate
  NoChampion(int round, String last) {
    super(
        "round %d ended and none of its candidates could be scored; the last one: %s"
            .formatted(round, last));
  }
}
