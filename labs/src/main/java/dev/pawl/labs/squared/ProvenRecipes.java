package dev.pawl.labs.squared;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.engine.Proving.Pairing;
import dev.pawl.engine.Proving.Played;
import dev.pawl.engine.Proving.Reported;
import dev.pawl.engine.Proving.Side;
import dev.pawl.labs.squared.Examiner.Exam;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/// Two recipes that train a model each on the same sealed task, from the same seed, with the same
/// FLOPs. The difference of their scores is that of their losses in units of [Sealing#unit], at
/// most 1: a training that goes astray loses one task and no more. One half is a draw.
///
/// Where a recipe is measured anew, against itself, it is set beside the baseline instead: so one
/// half is as good as the baseline.
///
/// @param baseline the best recipe of people, tuned
record ProvenRecipes(
    Examiner examiner, Sealing sealing, Recipe baseline, Recipe champion, Recipe contender)
    implements Pairing {

  private static final Side DRAW = new Side.Scored(0.5, 0);

  /// So few that two cores are busy and little is done in vain.
  @Override
  public int batch() {
    return 4;
  }

  /// Numbers of the model that it trains.
  @Override
  public double championSize() {
    return parameters(champion);
  }

  @Override
  public double contenderSize() {
    return parameters(contender);
  }

  private double parameters(Recipe recipe) {
    Task task = sealing.task(Draw.of(0, 0, "size"));
    return recipe
        .model()
        .shape(task.lessons().vocabulary(), task.context(), task.scale())
        .parameters();
  }

  /// What the search saw is an excess, which has no half.
  @Override
  public Reported reported() {
    return Reported.NOTHING;
  }

  @Override
  public List<Played> play(List<Draw> tasks, ExecutorService workers) {
    Recipe other = champion.equals(contender) ? baseline : champion;
    if (other.equals(contender)) {
      return tasks.stream().map(_ -> new Played(DRAW, DRAW, Cost.NONE)).toList();
    }
    List<Callable<Exam>> trainings = new ArrayList<>();
    for (Draw draw : tasks) {
      Task task = sealing.task(draw);
      long seed = Sealing.seed(draw);
      for (Recipe recipe : List.of(other, contender)) {
        trainings.add(() -> examiner.examOrNot(recipe, task, sealing.flops(), seed));
      }
    }
    List<Exam> exams = Examiner.inTurn(trainings, workers);
    List<Played> played = new ArrayList<>();
    for (int i = 0; i < exams.size(); i += 2) {
      played.add(played(exams.get(i), exams.get(i + 1)));
    }
    return played;
  }

  private Played played(Exam other, Exam own) {
    double gain = Math.clamp((other.excess() - own.excess()) / sealing.unit(), -1, 1) / 2;
    return new Played(
        side(other, 0.5 - gain), side(own, 0.5 + gain), Cost.flops(other.flops() + own.flops()));
  }

  private static Side side(Exam exam, double score) {
    Optional<String> failure = exam.failure();
    return failure.isPresent()
        ? new Side.Missing(failure.get())
        : new Side.Scored(score, exam.flops());
  }
}
