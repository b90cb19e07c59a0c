package dev.pawl.lm.train;

import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pair;
import dev.pawl.lm.train.Corpus.Pairs;
import dev.pawl.lm.train.Corpus.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One training.
///
/// @param start the model that is trained on, and the reference of preference losses
/// @param recipe how
/// @param corpus on what: pairs for a preference loss, texts otherwise
/// @param heldOut what the losses before and after are measured on: on texts it is next token,
///   whatever the objective; on pairs the preference loss
/// @param teacher whose distributions are learned in distillation, otherwise null
/// @param checkpoint where to go on; null to begin
/// @param procedure the training written out, in place of the recipe's choices; null for those
public record Job(
    Model start,
    Recipe recipe,
    Corpus corpus,
    Corpus heldOut,
    @Nullable Model teacher,
    @Nullable Checkpoint checkpoint,
    @Nullable Procedure procedure) {

  public Job {
    check(start.shape(), corpus, "corpus");
    check(start.shape(), heldOut, "held-out corpus");
    boolean preference = recipe.objective() instanceof Objective.Preference;
    if (preference != corpus instanceof Pairs || (!preference && heldOut instanceof Pairs)) {
      throw new IllegalArgumentException(
          "the objective is %s; preferences are learned from pairs, all else from texts"
              .formatted(recipe.objective()));
    }
    if (recipe.objective() instanceof Objective.Distillation != (teacher != null)) {
      throw new IllegalArgumentException(
          "the objective is %s and the teacher %s; distillation needs a teacher, and nothing else"
              .formatted(recipe.objective(), teacher == null ? "missing" : "there"));
    }
    if (teacher != null
        && (teacher.shape().vocabulary() != start.shape().vocabulary()
            || teacher.shape().context() < start.shape().context())) {
      throw new IllegalArgumentException(
          "the teacher has %d tokens and context %d, the model %d and %d; the first must be equal, and the teacher read as far"
              .formatted(
                  teacher.shape().vocabulary(),
                  teacher.shape().context(),
                  start.shape().vocabulary(),
                  start.shape().context()));
    }
    if (procedure != null) {
      check(procedure, recipe, corpus);
    }
  }

  /// Trained as the recipe says.
  public Job(
      Model start,
      Recipe recipe,
      Corpus corpus,
      Corpus heldOut,
      @Nullable Model teacher,
      @Nullable Checkpoint checkpoint) {
    this(start, recipe, corpus, heldOut, teacher, checkpoint, null);
  }

  /// Begins with `start`.
  public Job(Model start, Recipe recipe, Corpus corpus, Corpus heldOut) {
    this(start, recipe, corpus, heldOut, null, null);
  }

  /// Begins with new weights, of the recipe's seed.
  public static Job fresh(
      Shape shape, String tokenizer, Recipe recipe, Corpus corpus, Corpus heldOut) {
    return new Job(Fresh.model(shape, tokenizer, recipe.seed()), recipe, corpus, heldOut);
  }

  /// The same, going on where it was stopped.
  public Job from(Checkpoint checkpoint) {
    return new Job(start, recipe, corpus, heldOut, teacher, checkpoint, procedure);
  }

  /// The same, trained as `procedure` says.
  public Job by(Procedure procedure) {
    return new Job(start, recipe, corpus, heldOut, teacher, checkpoint, procedure);
  }

  private static void check(Procedure procedure, Recipe recipe, Corpus corpus) {
    if (procedure.turns().size() != recipe.steps() || procedure.examples() > corpus.size()) {
      throw new IllegalArgumentException(
          "the procedure has %d steps with %d examples; the recipe has %d steps and the corpus %d examples"
              .formatted(
                  procedure.turns().size(), procedure.examples(), recipe.steps(), corpus.size()));
    }
    switch (recipe.objective()) {
      case Objective.NextToken() -> Place.TOKEN.check(procedure.loss());
      case Objective.Preference _ -> Place.PAIR.check(procedure.loss());
      case Objective.Distillation _ ->
          throw new IllegalArgumentException(
              "distillation cannot be written out; leave the procedure or the objective");
    }
  }

  private static void check(Shape shape, Corpus corpus, String name) {
    if (corpus.size() == 0) {
      throw new IllegalArgumentException("the " + name + " is empty; it needs an example");
    }
    switch (corpus) {
      case Texts(List<Example> examples) -> examples.forEach(e -> check(shape, e, name));
      case Pairs(List<Pair> pairs) ->
          pairs.forEach(pair -> {
            check(shape, pair.preferred(), name);
            check(shape, pair.rejected(), name);
          });
    }
  }

  private static void check(Shape shape, Example example, String name) {
    Tokens tokens = example.tokens();
    if (tokens.size() > shape.context() + 1) {
      throw new IllegalArgumentException(
          "an example of the %s has %d tokens; the context is %d, so at most %d are possible"
              .formatted(name, tokens.size(), shape.context(), shape.context() + 1));
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.at(i) < 0 || tokens.at(i) >= shape.vocabulary()) {
        throw new IllegalArgumentException(
            "an example of the %s has token %d; the model has %d tokens"
                .formatted(name, tokens.at(i), shape.vocabulary()));
      }
    }
  }
}
