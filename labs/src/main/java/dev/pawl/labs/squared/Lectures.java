package dev.pawl.labs.squared;

import dev.pawl.engine.Improver.Watch;
import dev.pawl.labs.squared.Plan.Unfit;
import dev.pawl.labs.squared.model.Teacher;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.lm.Shape;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Procedure;
import dev.pawl.lm.train.Procedure.Turn;
import dev.pawl.lm.train.Trained;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Trains models of recipes as [Plan] trains those of tasks, but on texts of any length: what a
/// recipe says about the length of sequences, and which are easy, is left out.
record Lectures(Workshop workshop) implements Teacher {

  @Override
  public Optional<Trained> train(Recipe recipe, Course course, Watch watch) {
    try {
      Job job = job(recipe, course);
      return Optional.of(
          workshop.train(
              job,
              progress ->
                  watch.tell(
                      String.format(
                          Locale.ROOT,
                          "a model of recipes learns: step %d of %d, loss %.3f",
                          progress.step(),
                          progress.steps(),
                          progress.loss())),
              watch::isStopWanted));
    } catch (Unfit e) {
      return Optional.empty();
    }
  }

  private static Job job(Recipe recipe, Course course) {
    Shape shape = recipe.model().shape(course.vocabulary(), course.context(), course.scale());
    long update = recipe.rule().flops(shape);
    List<Turn> turns = new ArrayList<>();
    List<Example> lessons = new ArrayList<>();
    long spent = 0;
    while (true) {
      double t = (double) spent / course.flops();
      int batch = Plan.whole(recipe.data().batch(), t, t, 1, Plan.BATCH_MAX);
      long cost = 3L * batch * shape.flops(course.length()) + update;
      if (spent + cost > course.flops()) {
        break;
      }
      if (turns.size() == Plan.STEPS_MAX) {
        throw new Unfit("more than %d steps".formatted(Plan.STEPS_MAX));
      }
      spent += cost;
      double s = (double) spent / course.flops();
      turns.add(Plan.step(recipe, batch, course.length(), 1, t, s).turn());
      for (int i = 0; i < batch; i++) {
        lessons.add(course.lessons().apply(lessons.size()));
      }
    }
    if (turns.size() < Plan.STEPS_MIN) {
      throw new Unfit("the FLOPs are enough for %d steps".formatted(turns.size()));
    }
    Procedure procedure =
        new Procedure(
            recipe.token(),
            recipe.rule(),
            recipe.model().ownActivation(),
            recipe.model().ownBlock(),
            turns);
    return Job.fresh(
            shape,
            course.tokenizer(),
            Plan.choices(recipe, turns.size(), course.seed()),
            new Texts(lessons),
            course.heldOut())
        .by(procedure);
  }
}
