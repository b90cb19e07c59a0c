package dev.pawl.labs.programs;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an evaluator says of one trial.
public sealed interface Verdict {

  /// What the candidate is worth.
  ///
  /// @param value what is improved, as the task's `goal` says; ignored where the task names
  ///   `objectives`
  /// @param objectives by name
  /// @param traits behaviour descriptors by name
  /// @param tasks the result of each part, in a fixed order; may be empty
  /// @param feedback text for who writes the next candidate
  record Worth(
      double value,
      SortedMap<String, Double> objectives,
      SortedMap<String, Double> traits,
      List<Double> tasks,
      String feedback)
      implements Verdict {

    public Worth {
      objectives = Collections.unmodifiableSortedMap(new TreeMap<>(objectives));
      traits = Collections.unmodifiableSortedMap(new TreeMap<>(traits));
      tasks = List.copyOf(tasks);
    }

    /// A number and some words.
    public Worth(double value, String feedback) {
      this(value, new TreeMap<>(), new TreeMap<>(), List.of(), feedback);
    }

    /// The same with one more number, as an objective and as a trait.
    public Worth with(String name, double number) {
      SortedMap<String, Double> more = new TreeMap<>(objectives);
      more.put(name, number);
      SortedMap<String, Double> told = new TreeMap<>(traits);
      told.put(name, number);
      return new Worth(value, more, told, tasks, feedback);
    }

    /// The same with these traits.
    public Worth withTraits(Map<String, Double> named) {
      return new Worth(value, objectives, new TreeMap<>(named), tasks, feedback);
    }
  }

  /// It is no answer to the task: a packing that overlaps, output that cannot be read. Never
  /// admitted, and it costs nobody a crash.
  record Invalid(String reason) implements Verdict {}
}
