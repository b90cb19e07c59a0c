package dev.pawl;

import java.util.List;

/// What a candidate is worth on one split. Every number is finite, and the value and the tasks lie
/// in the bounds that the problem declared: NaN, infinity and negative zero cannot be constructed.
///
/// @param value what is maximised
/// @param tasks the result of each task in the problem's order; may be empty
/// @param traits behaviour descriptors, by which archives keep candidates apart; may be empty
/// @param feedback text for the proposer, at most [#FEEDBACK_MAX] characters; untrusted
public record Score(
    double value, Bounds bounds, List<Double> tasks, List<Double> traits, String feedback) {

  /// The most characters of feedback.
  public static final int FEEDBACK_MAX = 4_000;

  public Score {
    value = checked("value", value, bounds) + 0.0;
    tasks = List.copyOf(tasks);
    traits = List.copyOf(traits);
    for (double task : tasks) {
      checked("task", task, bounds);
    }
    for (double trait : traits) {
      if (!Double.isFinite(trait)) {
        throw new IllegalArgumentException("trait is %s; it must be finite".formatted(trait));
      }
    }
    if (feedback.length() > FEEDBACK_MAX) {
      feedback = feedback.substring(0, FEEDBACK_MAX);
    }
  }

  /// A score that is nothing but a number.
  public static Score of(double value, Bounds bounds) {
    return new Score(value, bounds, List.of(), List.of(), "");
  }

  private static double checked(String name, double value, Bounds bounds) {
    if (!bounds.contains(value)) {
      throw new IllegalArgumentException(
          "%s is %s; it must be from %s to %s".formatted(name, value, bounds.min(), bounds.max()));
    }
    return value;
  }
}
