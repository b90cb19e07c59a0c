package dev.pawl.labs.programs.task;

import dev.pawl.Bounds;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Verdict.Worth;
import java.util.ArrayList;
import java.util.List;

/// What is improved, as one number of which more is better, and for a Pareto front as several.
///
/// - One part: its value, or its negative where less is better.
/// - Weighted: the sum of weight times value.
/// - Lexicographic: the first part decides, then the second, and so on. Each but the last is cut
///   into steps, so that all fit exactly into one number: step number of the first, times the steps
///   of the second, plus step number of the second, ..., plus the last as a share of its range.
/// - Pareto: the first part is the value, all parts are what is compared.
///
/// @param parts at least one; the only part of [Combine#ONE] is the verdict's value
public record Objective(Combine combine, List<Part> parts) {

  /// How many steps all parts of a lexicographic objective may have together.
  static final double STEPS_MAX = 1e9;

  public Objective {
    parts = List.copyOf(parts);
  }

  /// How several objectives become a value.
  public enum Combine {
    ONE,
    WEIGHTED,
    LEXICOGRAPHIC,
    PARETO
  }

  /// @param minimise whether less is better
  /// @param step below which differences do not count; only for lexicographic objectives
  public record Part(
      String name, boolean minimise, double weight, double min, double max, double step) {

    double oriented(double value) {
      return minimise ? -value : value;
    }

    Bounds oriented() {
      return minimise ? new Bounds(-max, -min) : new Bounds(min, max);
    }

    double steps() {
      return Math.floor((max - min) / step) + 1;
    }

    /// From 0 at the worst to `max - min` at the best.
    double gain(double value) {
      return minimise ? max - value : value - min;
    }
  }

  /// The only number of a verdict is what is improved.
  static Objective one(boolean minimise, double min, double max) {
    return new Objective(
        Combine.ONE, List.of(new Part("value", minimise, 1, min, max, Double.NaN)));
  }

  /// Between which values [#value] lies.
  public Bounds bounds() {
    return switch (combine) {
      case ONE, PARETO -> parts.getFirst().oriented();
      case WEIGHTED -> {
        double least = 0;
        double most = 0;
        for (Part part : parts) {
          double one = part.weight() * part.min();
          double other = part.weight() * part.max();
          least += Math.min(one, other);
          most += Math.max(one, other);
        }
        yield new Bounds(least, most);
      }
      case LEXICOGRAPHIC -> {
        double most = 1;
        for (Part part : parts.subList(0, parts.size() - 1)) {
          most *= part.steps();
        }
        yield new Bounds(0, most);
      }
    };
  }

  /// What `worth` is worth.
  ///
  /// @throws EvaluatorException if a part is missing or out of its bounds
  public double value(Worth worth) {
    List<Double> values = values(worth);
    return switch (combine) {
      case ONE, PARETO -> parts.getFirst().oriented(values.getFirst());
      case WEIGHTED -> {
        double sum = 0;
        for (int i = 0; i < parts.size(); i++) {
          sum += parts.get(i).weight() * values.get(i);
        }
        yield sum;
      }
      case LEXICOGRAPHIC -> lexicographic(values);
    };
  }

  /// All parts, of which more is better.
  public List<Double> points(Worth worth) {
    List<Double> points = new ArrayList<>();
    List<Double> values = values(worth);
    for (int i = 0; i < parts.size(); i++) {
      points.add(parts.get(i).oriented(values.get(i)));
    }
    return points;
  }

  private double lexicographic(List<Double> values) {
    double number = 0;
    int last = parts.size() - 1;
    for (int i = 0; i < last; i++) {
      Part part = parts.get(i);
      double step = Math.floor(part.gain(values.get(i)) / part.step());
      number = number * part.steps() + step;
    }
    Part part = parts.get(last);
    double share = part.gain(values.get(last)) / (part.max() - part.min());
    return number + share * (1 - 0x1p-20);
  }

  private List<Double> values(Worth worth) {
    List<Double> values = new ArrayList<>();
    for (Part part : parts) {
      Double value =
          combine == Combine.ONE ? (Double) worth.value() : worth.objectives().get(part.name());
      if (value == null) {
        throw new EvaluatorException(
            "the evaluator gave the objectives %s; the task also names '%s'"
                .formatted(worth.objectives().keySet(), part.name()));
      }
      if (!(value >= part.min() && value <= part.max())) {
        throw new EvaluatorException(
            "the evaluator gave %s %s; the task says that it is from %s to %s"
                .formatted(part.name(), value, part.min(), part.max()));
      }
      values.add(value);
    }
    return values;
  }
}
