package dev.pawl.labs.squared;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Evaluation;
import dev.pawl.Outcome;
import dev.pawl.Problem;
import dev.pawl.Score;
import dev.pawl.labs.squared.Examiner.Exam;
import dev.pawl.labs.squared.Options.Rung;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The problem of one rung: train a model with this many FLOPs. The value is the negative excess in
/// bits a token, the mean over tasks. All candidates of a rung have the same seeds, so that they
/// begin alike and see the same lessons; other rungs have others, so that luck does not climb.
final class Training implements Problem {

  static final Bounds BOUNDS = new Bounds(-Examiner.EXCESS_MAX, -Examiner.EXCESS_MIN);

  /// Measuring may cost at most as much again as training.
  private static final long COST_FACTOR = 2;

  private final Examiner examiner;
  private final List<Task> tasks;
  private final Rung rung;
  private final long firstSeed;
  private final List<Candidate> seeds;

  Training(Examiner examiner, List<Task> tasks, Rung rung, long firstSeed, List<Candidate> seeds) {
    this.examiner = examiner;
    this.tasks = List.copyOf(tasks);
    this.rung = rung;
    this.firstSeed = firstSeed;
    this.seeds = List.copyOf(seeds);
  }

  @Override
  public List<Candidate> seeds() {
    return seeds;
  }

  @Override
  public Cost costMax() {
    return new Cost(1, 0, COST_FACTOR * rung.flops() * rung.seeds() * tasks.size());
  }

  @Override
  public Evaluation score(Candidate candidate, Draw draw, Incumbents incumbents) {
    Recipe recipe;
    switch (RecipeReader.read(candidate)) {
      case Reading.Read(var read) -> recipe = read;
      case Reading.Unreadable unreadable -> {
        return refused(unreadable.reason());
      }
    }
    if (!RecipeWriter.text(recipe).equals(candidate.files().get(RecipeWriter.FILE))) {
      return refused("the recipe is not in its canonical form");
    }
    Optional<String> hopeless = Screen.of(recipe);
    if (hopeless.isPresent()) {
      return refused(hopeless.get());
    }
    try {
      long most = Examiner.flops(recipe, tasks, rung.flops(), rung.seeds());
      if (most > costMax().flops()) {
        return refused("measuring it costs more than training it: the model is too large");
      }
      return scored(recipe, examiner.all(recipe, tasks, rung.flops(), firstSeed, rung.seeds()));
    } catch (Plan.Unfit e) {
      return refused(e.reason());
    }
  }

  private Evaluation scored(Recipe recipe, List<Exam> exams) {
    Cost cost = new Cost(1, 0, exams.stream().mapToLong(Exam::flops).sum());
    Optional<String> failure = exams.getLast().failure();
    if (failure.isPresent()) {
      return new Evaluation(new Outcome.Crashed(failure.get()), cost);
    }
    List<Double> values = new ArrayList<>();
    for (Task task : tasks) {
      values.add(
          -exams.stream()
                  .filter(exam -> exam.task().equals(task))
                  .mapToDouble(Exam::excess)
                  .average()
                  .orElseThrow()
              + 0.0);
    }
    double value = values.stream().mapToDouble(v -> v).average().orElseThrow();
    Plan plan = Plan.of(recipe, tasks.getFirst(), rung.flops());
    double parameters = plan.shape().parameters();
    List<Double> traits =
        List.of(StrictMath.log10(parameters), (double) recipe.rule().blocks().nodes());
    String feedback =
        "%,d parameters, %d steps; excess bits a token %s"
            .formatted((long) parameters, plan.steps().size(), values);
    return new Evaluation(
        new Outcome.Finished(new Score(value, BOUNDS, values, traits, feedback)), cost);
  }

  private static Evaluation refused(String reason) {
    return new Evaluation(new Outcome.Refused(reason), Cost.NONE);
  }
}
