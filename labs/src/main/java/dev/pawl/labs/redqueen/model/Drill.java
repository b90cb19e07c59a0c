package dev.pawl.labs.redqueen.model;

import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Plain;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Objective;
import dev.pawl.lm.train.Procedure;
import dev.pawl.lm.train.Procedure.Turn;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A lesson by a recipe in place of the study's choices: the same model, texts and batch, and as
/// many FLOPs. Of the recipe, the loss of a token, the update rules and the schedule count; its
/// model and its data do not, so that whatever is learned can be written with.
final class Drill {

  private static final double RATE_MAX = 10;

  private Drill() {}

  /// What people would train with: the choices of the study, as a recipe.
  static Recipe human(Learning learning) {
    String name = learning.optimizer() == Optimizer.MUON ? "muon" : "adamw-wsd";
    Recipe rules = References.recipe(name);
    String text = RecipeWriter.text(rules);
    String schedule =
        String.format(
            Locale.ROOT,
            """
            schedule:
              rate = %s * ramp(s / %s) * ramp((1 - t) / 0.2)
              decay = %s
              clip = %s
            """,
            learning.learningRate(),
            School.WARMUP,
            School.WEIGHT_DECAY,
            School.CLIP);
    return switch (RecipeReader.read(text.substring(0, text.indexOf("schedule:")) + schedule)) {
      case Reading.Read(var recipe) -> recipe;
      case Reading.Unreadable unreadable ->
          throw new IllegalStateException(
              "the study's choices are no recipe: " + unreadable.reason());
    };
  }

  /// What it costs to go through `texts` once by `recipe`.
  static long flops(Recipe recipe, Shape shape, List<Example> texts, int batch) {
    long steps = Math.ceilDiv(texts.size(), batch);
    return 3 * forward(shape, texts) + steps * recipe.rule().flops(shape);
  }

  /// Running these forward.
  static long forward(Shape shape, List<Example> texts) {
    return texts.stream().mapToLong(text -> shape.flops(text.tokens().size() - 1)).sum();
  }

  /// The training; empty if the recipe's schedule cannot be followed.
  ///
  /// @param texts enough, in their order; what the FLOPs are not enough for is left out
  static Optional<Job> job(
      Recipe recipe, Model start, List<Example> texts, Texts heldOut, int batch, long flops) {
    long update = recipe.rule().flops(start.shape());
    List<Turn> turns = new ArrayList<>();
    int used = 0;
    long spent = 0;
    while (used < texts.size()) {
      List<Example> next = texts.subList(used, Math.min(texts.size(), used + batch));
      long cost = 3 * forward(start.shape(), next) + update;
      while (spent + cost > flops && !next.isEmpty()) {
        next = next.subList(0, next.size() - 1); // the last step is as small as it must be
        cost = 3 * forward(start.shape(), next) + update;
      }
      if (next.isEmpty()) {
        break;
      }
      double t = (double) spent / flops;
      spent += cost;
      double rate = value(recipe.schedule().rate(), t, (double) spent / flops);
      double decay = value(recipe.schedule().decay(), t, (double) spent / flops);
      double dropout = value(recipe.schedule().dropout(), t, (double) spent / flops);
      if (!(rate >= 0
          && rate <= RATE_MAX
          && decay >= 0
          && rate * decay <= 1
          && Double.isFinite(dropout))) {
        return Optional.empty();
      }
      used += next.size();
      turns.add(new Turn(next.size(), t, rate, decay, Math.clamp(dropout, 0, Turn.DROPOUT_MAX)));
    }
    if (turns.isEmpty()) {
      return Optional.empty();
    }
    Procedure procedure =
        new Procedure(recipe.token(), recipe.rule(), Optional.empty(), Optional.empty(), turns);
    var choices =
        new dev.pawl.lm.train.Recipe(
            new Objective.NextToken(),
            Optimizer.ADAMW,
            Schedule.CONSTANT,
            0,
            0,
            0,
            recipe.schedule().clip(),
            1,
            turns.size(),
            0);
    return Optional.of(
        new Job(start, choices, new Texts(texts.subList(0, used)), heldOut).by(procedure));
  }

  private static double value(Formula schedule, double t, double s) {
    return Plain.value(schedule, Map.of("t", t, "s", s));
  }
}
