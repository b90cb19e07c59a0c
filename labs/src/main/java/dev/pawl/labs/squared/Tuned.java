package dev.pawl.labs.squared;

import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.lm.formula.Canonical;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The recipes that people wrote, each with several learning rates: what a search has to beat is
/// the best of these, and not a file that nobody tuned.
final class Tuned {

  /// More than any useful rate is away from the one in the file.
  private static final int HALVINGS_MAX = 8;

  private Tuned() {}

  /// About `count` recipes: all of `people`, then all with the rate times 2, 1/2, 4, 1/4 and so on.
  static List<Recipe> grid(List<Recipe> people, int count) {
    List<Recipe> grid = new ArrayList<>(people);
    for (int step = 1; step <= HALVINGS_MAX; step++) {
      for (double factor : List.of(StrictMath.pow(2, step), StrictMath.pow(2, -step))) {
        for (Recipe recipe : people) {
          if (grid.size() < count) {
            faster(recipe, factor).ifPresent(grid::add);
          }
        }
      }
    }
    return grid.stream().distinct().toList();
  }

  /// With another learning rate; empty if that is no recipe any more.
  static Optional<Recipe> faster(Recipe recipe, double factor) {
    Recipe.Schedule schedule = recipe.schedule();
    Formula rate =
        Canonical.of(Formula.of(Operation.MULTIPLY, Formula.of(factor), recipe.schedule().rate()));
    Recipe faster =
        new Recipe(
            recipe.model(),
            recipe.data(),
            recipe.token(),
            recipe.pair(),
            recipe.rule(),
            new Recipe.Schedule(rate, schedule.decay(), schedule.clip(), schedule.dropout()));
    return RecipeReader.read(faster.candidate()) instanceof Reading.Read(var read)
        ? Optional.of(read)
        : Optional.empty();
  }
}
