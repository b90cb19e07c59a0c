package dev.pawl.labs.squared;

import dev.pawl.Draw;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.lm.Shape;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Plain;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Procedure;
import dev.pawl.lm.train.Procedure.Turn;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A recipe applied to a task and a number of FLOPs: step by step, what is done until they are
/// spent. All recipes have the same FLOPs, never the same steps.
///
/// @param shape of the model
/// @param steps the last ends before the FLOPs do
/// @param flops of all steps, by formula
record Plan(Recipe recipe, Task task, Shape shape, List<Step> steps, long flops) {

  /// Fewer teach nothing.
  static final int STEPS_MIN = 10;

  /// More would take longer than their FLOPs say.
  static final int STEPS_MAX = 3000;

  static final int BATCH_MAX = 256;
  static final int LENGTH_MIN = 4;

  /// The easiest of so many sequences is the easiest that can be asked for.
  static final int TRIES_MAX = 8;

  static final double RATE_MAX = 10;

  Plan {
    steps = List.copyOf(steps);
  }

  /// A step.
  ///
  /// @param length of its sequences
  /// @param tries of how many the easiest is taken
  /// @param shares of each source, together 1
  record Step(Turn turn, int length, int tries, List<Double> shares) {

    Step {
      shares = List.copyOf(shares);
    }
  }

  /// A recipe that cannot be carried out, and why.
  static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String reason;

    Unfit(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /// The plan of `recipe`.
  ///
  /// @throws Unfit if there is none
  static Plan of(Recipe recipe, Task task, long flops) {
    int context = task.context();
    Shape shape = recipe.model().shape(task.lessons().vocabulary(), context, task.scale());
    long update = recipe.rule().flops(shape);
    List<Step> steps = new ArrayList<>();
    long spent = 0;
    while (true) {
      double t = (double) spent / flops;
      int batch = whole(recipe.data().batch(), t, t, 1, BATCH_MAX);
      int length =
          (int)
              Math.clamp(
                  Math.rint(number(recipe.data().length(), t, t) * context), LENGTH_MIN, context);
      long cost = 3L * batch * shape.flops(length) + update;
      if (spent + cost > flops) {
        break;
      }
      if (steps.size() == STEPS_MAX) {
        throw new Unfit(
            "more than %d steps; train a larger model, or a larger batch".formatted(STEPS_MAX));
      }
      spent += cost;
      steps.add(step(recipe, batch, length, task.sources(), t, (double) spent / flops));
    }
    if (steps.size() < STEPS_MIN) {
      throw new Unfit(
          "the FLOPs are enough for %d steps; the least is %d: train a smaller model, or a smaller batch"
              .formatted(steps.size(), STEPS_MIN));
    }
    return new Plan(recipe, task, shape, steps, spent);
  }

  static Step step(Recipe recipe, int batch, int length, int sources, double t, double s) {
    double rate = number(recipe.schedule().rate(), t, s);
    double decay = number(recipe.schedule().decay(), t, s);
    if (rate < 0 || rate > RATE_MAX || decay < 0 || rate * decay > 1) {
      throw new Unfit(
          "at progress %.2f the rate is %s and the decay %s; they must not be negative, the rate at most %s, and their product at most 1"
              .formatted(t, rate, decay, RATE_MAX));
    }
    double easy = number(recipe.data().easy(), t, s);
    int tries = (int) Math.clamp(Math.rint(1 / Math.max(easy, 1e-6)), 1, TRIES_MAX);
    double dropout = Math.clamp(number(recipe.schedule().dropout(), t, s), 0, Turn.DROPOUT_MAX);
    return new Step(
        new Turn(batch, t, rate, decay, dropout), length, tries, shares(recipe, sources, t, s));
  }

  /// Each source takes its share of what those before it left; without a formula, as much as each
  /// of those behind it.
  private static List<Double> shares(Recipe recipe, int sources, double t, double s) {
    List<Double> shares = new ArrayList<>();
    double left = 1;
    for (int i = 0; i < sources; i++) {
      double even = 1.0 / (sources - i);
      double part =
          i == sources - 1
              ? 1
              : recipe.data().mix(i).map(formula -> number(formula, t, s)).orElse(even);
      shares.add(left * Math.clamp(part, 0, 1));
      left -= shares.getLast();
    }
    return shares;
  }

  static int whole(Formula formula, double t, double s, int least, int most) {
    return (int) Math.clamp(Math.rint(number(formula, t, s)), least, most);
  }

  static double number(Formula schedule, double t, double s) {
    double value = Plain.value(schedule, Map.of("t", t, "s", s));
    if (!Double.isFinite(value)) {
      throw new Unfit("a schedule is %s at progress %.2f".formatted(value, t));
    }
    return value;
  }

  /// The training.
  ///
  /// @param seed of weights and lessons; recipes with the same batches have the same lessons
  Job job(long seed) {
    List<Example> lessons = new ArrayList<>();
    for (Step step : steps) {
      for (int i = 0; i < step.turn.examples(); i++) {
        Draw draw = Draw.of(seed, lessons.size(), "lesson");
        lessons.add(task.lesson(draw, step.length, step.tries, step.shares));
      }
    }
    Procedure procedure =
        new Procedure(
            recipe.token(),
            recipe.rule(),
            recipe.model().ownActivation(),
            recipe.model().ownBlock(),
            steps.stream().map(Step::turn).toList());
    var choices = choices(recipe, steps.size(), seed);
    return Job.fresh(shape, task.lessons().name(), choices, new Texts(lessons), task.exams())
        .by(procedure);
  }

  /// What a procedure leaves to be said.
  static dev.pawl.lm.train.Recipe choices(Recipe recipe, int steps, long seed) {
    return new dev.pawl.lm.train.Recipe(
        new NextToken(),
        Optimizer.ADAMW,
        Schedule.CONSTANT,
        0,
        0,
        0,
        recipe.schedule().clip(),
        1,
        steps,
        seed);
  }

  /// The most that a training costs with the losses before and after it.
  long flopsWithExams() {
    return flops + 2L * Task.EXAMINED * shape.flops(task.context());
  }
}
