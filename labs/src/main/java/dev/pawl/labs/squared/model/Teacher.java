package dev.pawl.labs.squared.model;

import dev.pawl.engine.Improver.Watch;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Trained;
import java.util.Optional;
import java.util.function.IntFunction;

/// Trains models by recipes.
@FunctionalInterface
public interface Teacher {

  /// A model that was trained by `recipe`; empty if the recipe cannot be carried out on the course.
  Optional<Trained> train(Recipe recipe, Course course, Watch watch);

  /// What a model is trained on.
  ///
  /// @param tokenizer what models call the tokens
  /// @param vocabulary how many tokens there are
  /// @param context the most tokens of a text
  /// @param scale how many times as wide and as deep the model is as its recipe says
  /// @param lessons the text of each number, from 0
  /// @param length of a text, about
  /// @param heldOut what is measured on
  /// @param flops of the training
  /// @param seed of the weights
  record Course(
      String tokenizer,
      int vocabulary,
      int context,
      int scale,
      IntFunction<Example> lessons,
      int length,
      Texts heldOut,
      long flops,
      long seed) {}
}
