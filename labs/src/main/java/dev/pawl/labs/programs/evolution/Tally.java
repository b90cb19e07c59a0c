package dev.pawl.labs.programs.evolution;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Score;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Verdict.Worth;
import dev.pawl.labs.programs.task.Objective;
import dev.pawl.labs.programs.task.Objective.Combine;
import dev.pawl.labs.programs.task.Task;
import dev.pawl.labs.programs.task.Trait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Makes one score of the verdicts of a stage's trials.
final class Tally {

  private final Task task;
  private final Candidate candidate;
  private final List<Worth> worths = new ArrayList<>();

  Tally(Task task, Candidate candidate) {
    this.task = task;
    this.candidate = candidate;
  }

  void add(Worth worth) {
    worths.add(worth);
  }

  /// A value in the terms of the task as one of which more is better, and back.
  double oriented(double value) {
    Objective objective = task.objective();
    boolean flips =
        objective.parts().getFirst().minimise()
            && (objective.combine() == Combine.ONE || objective.combine() == Combine.PARETO);
    return flips ? -value : value;
  }

  /// @throws EvaluatorException if what the evaluator gave does not fit the task
  Score score() {
    Objective objective = task.objective();
    Bounds bounds = objective.bounds();
    double value = across(objective::value);
    List<Double> traits = objective.combine() == Combine.PARETO ? points() : traits();
    return new Score(value, bounds, tasks(bounds), traits, feedback());
  }

  /// The greatest value that this can still come to when there are `trials` verdicts.
  double most(int trials) {
    List<Double> numbers = numbers(task.objective()::value);
    while (numbers.size() < trials) {
      numbers.add(task.objective().bounds().max());
    }
    return across(numbers);
  }

  private List<Double> points() {
    List<Double> points = new ArrayList<>();
    for (int i = 0; i < task.objective().parts().size(); i++) {
      int index = i;
      points.add(across(worth -> task.objective().points(worth).get(index)));
    }
    return points;
  }

  private List<Double> traits() {
    List<Double> traits = new ArrayList<>();
    for (Trait trait : task.traits()) {
      if (trait.kind() != Trait.Kind.DECLARED) {
        traits.add(Trait.measure(trait.kind(), candidate, task.seed()));
        continue;
      }
      traits.add(mean(numbers(worth -> declared(worth, trait.axis().name()))));
    }
    return traits;
  }

  private static double declared(Worth worth, String name) {
    Double number = worth.traits().get(name);
    if (number == null) {
      throw new EvaluatorException(
          "the evaluator gave the traits %s; the task also names '%s'"
              .formatted(worth.traits().keySet(), name));
    }
    return number;
  }

  /// The parts of a single trial, or else one value per trial.
  private List<Double> tasks(Bounds bounds) {
    List<Double> tasks = new ArrayList<>();
    if (worths.size() > 1) {
      worths.forEach(worth -> tasks.add(task.objective().value(worth)));
    } else if (task.objective().combine() == Combine.ONE) {
      for (double each : worths.getFirst().tasks()) {
        double part = oriented(each);
        if (!bounds.contains(part)) {
          throw new EvaluatorException(
              "the evaluator gave a task %s; the task says that values are from %s to %s"
                  .formatted(each, bounds.min(), bounds.max()));
        }
        tasks.add(part);
      }
    }
    return tasks;
  }

  private String feedback() {
    Set<String> texts = new LinkedHashSet<>();
    worths.stream().map(Worth::feedback).filter(f -> !f.isBlank()).forEach(texts::add);
    return String.join("\n", texts);
  }

  private double across(ToDoubleFunction<Worth> number) {
    return across(numbers(number));
  }

  private double across(List<Double> numbers) {
    Collections.sort(numbers);
    return switch (task.across()) {
      case MEAN -> mean(numbers);
      case MIN -> numbers.getFirst();
      case MEDIAN -> {
        int middle = numbers.size() / 2;
        yield numbers.size() % 2 == 1
            ? numbers.get(middle)
            : (numbers.get(middle - 1) + numbers.get(middle)) / 2;
      }
    };
  }

  private List<Double> numbers(ToDoubleFunction<Worth> number) {
    List<Double> numbers = new ArrayList<>();
    worths.forEach(worth -> numbers.add(number.applyAsDouble(worth)));
    return numbers;
  }

  private static double mean(List<Double> numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum / numbers.size();
  }
}
