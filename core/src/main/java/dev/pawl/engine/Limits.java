package dev.pawl.engine;

import java.time.Duration;

/// What a run may spend.
///
/// @param evaluations candidates that may be scored
/// @param instructions that may be simulated
/// @param compute FLOPs that may be spent on proposing, scoring and learning, instructions counted
///   in (see [dev.pawl.Cost#compute()])
/// @param cpu CPU time of all evaluations together, over all sessions
/// @param wall time of one session
public record Limits(
    long evaluations, long instructions, long compute, Duration cpu, Duration wall) {

  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /// No limit at all.
  public static final Limits NONE =
      new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, FOREVER, FOREVER);

  public Limits {
    if (evaluations < 1
        || instructions < 1
        || compute < 1
        || !cpu.isPositive()
        || !wall.isPositive()) {
      throw new IllegalArgumentException(
          "every limit must be positive; found %d evaluations, %d instructions, compute %d, cpu %s, wall %s"
              .formatted(evaluations, instructions, compute, cpu, wall));
    }
  }

  /// These limits with another number of evaluations.
  public Limits withEvaluations(long most) {
    return new Limits(most, instructions, compute, cpu, wall);
  }
}
