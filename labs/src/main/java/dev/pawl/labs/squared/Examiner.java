package dev.pawl.labs.squared;

import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.Trained;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Trains models by a recipe and measures them: the excess over the source's own entropy, in bits a
/// token, by plain next-token loss, whatever the recipe's objective was.
final class Examiner {

  /// More than any model of a byte can miss.
  static final double EXCESS_MAX = 20;

  /// A source's samples can be luckier than its entropy.
  static final double EXCESS_MIN = -1;

  private final Workshop workshop;
  private final Map<Task, Double> entropies = new HashMap<>();

  Examiner(Workshop workshop, List<Task> tasks) {
    this.workshop = workshop;
    tasks.forEach(task -> entropies.put(task, task.entropy()));
  }

  /// What one training gave.
  ///
  /// @param excess in bits a token
  /// @param failure why it failed; empty if it did not
  record Exam(Task task, long seed, double excess, long flops, Optional<String> failure) {}

  /// One training.
  ///
  /// @throws Plan.Unfit if the recipe cannot be carried out
  Exam exam(Recipe recipe, Task task, long flops, long seed) {
    if (task.liking().isPresent()) {
      return new Preferring(workshop, recipe, task, flops).exam(seed);
    }
    Plan plan = Plan.of(recipe, task, flops);
    Trained trained = workshop.train(plan.job(seed));
    Optional<String> failure =
        switch (trained.ending()) {
          case Ending.Done() -> Optional.empty();
          case Ending.Stopped _ -> Optional.of("the training was stopped");
          case Ending.Diverged(int step, String reason) ->
              Optional.of("diverged at step %d: %s".formatted(step, reason));
          case Ending.Crashed(String reason) -> Optional.of("the training crashed: " + reason);
        };
    Double known = entropies.get(task);
    double entropy = known == null ? task.entropy() : known;
    double excess = (trained.lossAfter() - entropy) / StrictMath.log(2);
    double bounded = Double.isFinite(excess) ? excess : EXCESS_MAX;
    return new Exam(
        task, seed, Math.clamp(bounded, EXCESS_MIN, EXCESS_MAX), trained.flops(), failure);
  }

  /// The same, where a recipe that cannot be carried out has learned nothing.
  Exam examOrNot(Recipe recipe, Task task, long flops, long seed) {
    try {
      return exam(recipe, task, flops, seed);
    } catch (Plan.Unfit e) {
      return new Exam(task, seed, EXCESS_MAX, 0, Optional.of(e.reason()));
    }
  }

  /// What comes of all `trainings`, in their order.
  static List<Exam> inTurn(List<Callable<Exam>> trainings, ExecutorService workers) {
    try {
      List<Exam> exams = new ArrayList<>();
      for (Future<Exam> each : workers.invokeAll(trainings)) {
        exams.add(each.get());
      }
      return exams;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a recipe was measured", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a recipe could not be measured", e.getCause());
    }
  }

  /// The most that all trainings of `recipe` cost.
  ///
  /// @throws Plan.Unfit if the recipe cannot be carried out
  static long flops(Recipe recipe, List<Task> tasks, long flops, int seeds) {
    long sum = 0;
    for (Task task : tasks) {
      long each =
          task.liking().isPresent()
              ? Preferring.flopsWithExams(recipe, task, flops)
              : Plan.of(recipe, task, flops).flopsWithExams();
      sum += seeds * each;
    }
    return sum;
  }

  /// All trainings on `tasks` with some seeds, until one fails.
  ///
  /// @param first of the seeds
  List<Exam> all(Recipe recipe, List<Task> tasks, long flops, long first, int seeds) {
    List<Exam> exams = new ArrayList<>();
    for (Task task : tasks) {
      for (long seed = first; seed < first + seeds; seed++) {
        Exam exam = exam(recipe, task, flops, seed);
        exams.add(exam);
        if (exam.failure().isPresent()) {
          return exams;
        }
      }
    }
    return exams;
  }
}
