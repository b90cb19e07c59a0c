package dev.pawl.labs.programs.task;

import java.util.OptionalDouble;

/// One step of an evaluation. A candidate that misses the threshold does not reach the next.
///
/// @param trials how many, each with a seed of its own
/// @param threshold what the value must reach, in the task's own terms: at least that where more is
///   better, at most that where less is
public record Stage(String name, int trials, OptionalDouble threshold) {

  /// The most trials of a stage.
  public static final int TRIALS_MAX = 10_000;
}
