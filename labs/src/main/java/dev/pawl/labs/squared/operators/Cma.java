package dev.pawl.labs.squared.operators;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.labs.cma.Evolution;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// CMA-ES over the numbers of recipes, a strategy for all recipes with the same formulas. It begins
/// at the first of them that was scored and is told of all that come, whoever wrote them: what
/// others found is drawn nearer first, as far as its own points may be. Never changed; [#told]
/// gives the next.
///
/// A generation is about ten results, so in a short rung it has only begun.
public final class Cma implements Proposer {

  /// Its name.
  public static final String NAME = "cma-es";

  /// The most strategies; the one that was told least recently goes.
  private static final int STRATEGIES_MAX = 64;

  /// In natural logarithms; a first step is a fifth of it.
  private static final double SCALE = 2;

  private static final int TRIES = 16;

  private final Scope scope;
  private final Numbers numbers;
  private final Map<String, Strategy> strategies;

  private Cma(Scope scope, Map<String, Strategy> strategies) {
    this.scope = scope;
    this.numbers = new Numbers(scope);
    this.strategies = strategies;
  }

  /// As it is before anything was tried.
  public static Cma of(Scope scope) {
    return new Cma(scope, Map.of());
  }

  private record Strategy(Evolution evolution, List<Evolution.Tried> told) {

    static Strategy around(double[] point) {
      return new Strategy(Evolution.around(scaled(point, 1 / SCALE)), List.of());
    }

    Strategy told(double[] point, double value, boolean own) {
      double[] x = scaled(point, 1 / SCALE);
      List<Evolution.Tried> all = new ArrayList<>(told);
      all.add(own ? new Evolution.Tried(x, value) : evolution.injected(x, value));
      if (all.size() < evolution.lambda()) {
        return new Strategy(evolution, List.copyOf(all));
      }
      Evolution next = evolution.tell(all);
      return new Strategy(next.isDone() ? next.restart(next.mean()) : next, List.of());
    }

    double[] sample(Draw draw) {
      return scaled(evolution.sample(draw), SCALE);
    }

    private static double[] scaled(double[] point, double by) {
      double[] scaled = point.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= by;
      }
      return scaled;
    }
  }

  /// After a recipe was tried.
  ///
  /// @param value negative infinity for a recipe that failed
  /// @param own whether it was proposed here
  public Cma told(Recipe recipe, double value, boolean own) {
    double[] point = numbers.of(recipe);
    if (point.length == 0 || (!own && value == Double.NEGATIVE_INFINITY)) {
      return this;
    }
    String skeleton = numbers.skeleton(recipe);
    Strategy strategy = strategies.get(skeleton);
    if (strategy == null && value == Double.NEGATIVE_INFINITY) {
      return this;
    }
    Map<String, Strategy> next = new LinkedHashMap<>(strategies);
    next.remove(skeleton);
    next.put(
        skeleton, strategy == null ? Strategy.around(point) : strategy.told(point, value, own));
    if (next.size() > STRATEGIES_MAX) {
      next.remove(next.keySet().iterator().next());
    }
    return new Cma(scope, next);
  }

  /// After the problem has changed: values from before cannot be compared with those to come, so
  /// generations that are not complete are forgotten.
  public Cma withAnotherProblem() {
    Map<String, Strategy> next = new LinkedHashMap<>();
    strategies.forEach(
        (skeleton, strategy) -> next.put(skeleton, new Strategy(strategy.evolution(), List.of())));
    return new Cma(scope, next);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int parents() {
    return 1;
  }

  @Override
  public Proposal propose(List<Elite> parents, Draw draw) {
    return switch (RecipeReader.read(parents.getFirst().candidate())) {
      case Reading.Read(var parent) ->
          sampled(parent, draw)
              .<Proposal>map(made -> new Proposal.Wrote(made.candidate()))
              .orElseGet(() -> new Proposal.Declined("no other legal recipe was found"));
      case Reading.Unreadable unreadable ->
          new Proposal.Declined("the parent is no recipe: " + unreadable.reason());
    };
  }

  private Optional<Recipe> sampled(Recipe parent, Draw draw) {
    double[] point = numbers.of(parent);
    if (point.length == 0) {
      return Optional.empty();
    }
    Strategy strategy = strategies.getOrDefault(numbers.skeleton(parent), Strategy.around(point));
    for (int i = 0; i < TRIES; i++) {
      Optional<Recipe> made = numbers.with(parent, strategy.sample(draw.purpose("try " + i)));
      if (made.isPresent() && !made.get().equals(parent)) {
        return made;
      }
    }
    return Optional.empty();
  }
}
