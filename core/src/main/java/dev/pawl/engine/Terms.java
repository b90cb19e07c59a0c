package dev.pawl.engine;

/// Under which terms a run goes.
///
/// @param seed what all chance is computed from
/// @param window tickets in flight: ticket k sees exactly the results of tickets up to k - window.
///   Part of what decides the journal, unlike the number of threads
/// @param study the whole study as canonical JSON, which the journal keeps
/// @param limits how far the run may go; they decide only where it stops
/// @param threads that evaluate
/// @param gating what is put before a gate
public record Terms(
    long seed, int window, String study, Limits limits, int threads, Gating gating) {

  /// The most tickets in flight.
  public static final int WINDOW_MAX = 4096;

  /// Terms without a gate.
  public Terms(long seed, int window, String study, Limits limits, int threads) {
    this(seed, window, study, limits, threads, Gating.NONE);
  }

  /// These with another gating.
  public Terms withGating(Gating other) {
    return new Terms(seed, window, study, limits, threads, other);
  }

  /// These with another study in the journal.
  public Terms withStudy(String other) {
    return new Terms(seed, window, other, limits, threads, gating);
  }

  public Terms {
    if (window < 1 || window > WINDOW_MAX) {
      throw new IllegalArgumentException(
          "window is %d; it must be from 1 to %d".formatted(window, WINDOW_MAX));
    }
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException(
          "threads is %d; it must be from 1 to 1024".formatted(threads));
    }
  }
}
