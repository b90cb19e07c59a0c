package dev.pawl.jail.inside;

/// A program that may not run here, and why.
final class Refusal extends Exception {

  private final boolean reachesOut;

  Refusal(String reason) {
    this(reason, false);
  }

  /// @param reachesOut whether no program that only computes names such a thing
  Refusal(String reason, boolean reachesOut) {
    super(reason);
    this.reachesOut = reachesOut;
  }

  boolean reachesOut() {
    return reachesOut;
  }
}
