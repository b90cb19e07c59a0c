package dev.pawl.labs.squared.operators;

import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Formula.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The numbers of recipes as vectors: those of all formulas of a scope, sizes of the model, and
/// `clip`. Seen on a logarithmic scale; shares of averages by how far they are from 1.
final class Numbers {

  private static final double LARGEST = 1e6;

  private final Scope scope;

  Numbers(Scope scope) {
    this.scope = scope;
  }

  /// What recipes whose vectors can be compared have in common: all but the numbers.
  String skeleton(Recipe recipe) {
    return "%d %s"
        .formatted(of(recipe).length, RecipeWriter.text(recipe).replaceAll("[0-9][0-9.e-]*", "#"));
  }

  double[] of(Recipe recipe) {
    List<Double> numbers = new ArrayList<>();
    for (Slot slot : slots(recipe)) {
      for (double value : constants(slot.of(recipe))) {
        numbers.add(isShare(value) ? StrictMath.log(1 - value) : StrictMath.log(Math.abs(value)));
      }
    }
    if (scope.hasModel()) {
      numbers.add(StrictMath.log(recipe.model().layers()));
      numbers.add(StrictMath.log(recipe.model().width()));
      numbers.add(StrictMath.log(recipe.model().hidden()));
    }
    if (scope.hasOptimiser()) {
      numbers.add(StrictMath.log(recipe.schedule().clip()));
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /// `recipe` with these numbers; empty if that is no recipe.
  Optional<Recipe> with(Recipe recipe, double[] numbers) {
    try {
      Recipe made = recipe;
      int at = 0;
      for (Slot slot : slots(recipe)) {
        Formula formula = slot.of(recipe);
        List<Double> old = constants(formula);
        int first = at;
        Formula changed =
            Trees.numbers(
                formula,
                value -> value == 0 ? 0.0 : number(value, numbers[first + old.indexOf(value)]));
        at += old.size();
        made = slot.with(made, changed);
      }
      if (scope.hasModel()) {
        Genes genes =
            Genes.of(made.model())
                .sized(size(numbers[at], 1), size(numbers[at + 1], 8), size(numbers[at + 2], 8));
        made = Slot.with(made, genes.architecture(made.model().activation(), made.model().block()));
        at += 3;
      }
      if (scope.hasOptimiser()) {
        Recipe.Schedule old = made.schedule();
        double clip = Trees.rounded(Math.min(1000, StrictMath.exp(numbers[at])));
        made = Slot.with(made, new Recipe.Schedule(old.rate(), old.decay(), clip, old.dropout()));
      }
      return RecipeReader.read(made.candidate()) instanceof Reading.Read(var read)
          ? Optional.of(read)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<Slot> slots(Recipe recipe) {
    return scope.slots(recipe);
  }

  private static int size(double logarithm, int step) {
    double size = StrictMath.exp(Math.min(10, logarithm));
    return Math.max(step, step * (int) Math.rint(size / step));
  }

  private static List<Double> constants(Formula formula) {
    List<Double> constants = new ArrayList<>();
    for (Formula part : Trees.parts(formula)) {
      if (part instanceof Constant(double value) && value != 0) {
        constants.add(value);
      }
    }
    return constants;
  }

  private static boolean isShare(double value) {
    return value > 0.5 && value < 1;
  }

  private static double number(double old, double x) {
    if (isShare(old)) {
      return Trees.rounded(Math.clamp(1 - StrictMath.exp(x), 0.501, 0.999));
    }
    return Trees.rounded(Math.signum(old) * Math.min(LARGEST, StrictMath.exp(x)));
  }
}
