package dev.pawl;

/// What became of a candidate. Every way to fail is a value: one bad candidate never stops a run.
public sealed interface Outcome {

  /// Ran to its end and was scored.
  record Finished(Score score) implements Outcome {}

  /// Was stopped early because it could no longer matter, with its score so far. Never admitted.
  record Eliminated(Score soFar, String reason) implements Outcome {}

  /// Did not end within its time.
  record TimedOut(long limitMillis) implements Outcome {}

  /// Wanted more of something than it may have.
  record OverLimit(String limit) implements Outcome {}

  /// Was never run: it is no legal candidate of the problem, or has been scored before.
  record Refused(String reason) implements Outcome {}

  /// Was caught reaching for what its walls keep from it. It is kept with its lineage, and is never
  /// a parent.
  record TriedToEscape(String how) implements Outcome {}

  /// Broke while it ran.
  record Crashed(String reason) implements Outcome {}
}
