package dev.pawl.labs.squared.operators;

import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.lm.formula.Canonical;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Formula.Constant;
import dev.pawl.lm.formula.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The proposers that need no model. A language model takes its place beside them, as a [Proposer]
/// that writes the text of a recipe.
public final class Operators {

  /// The most changes of a random recipe.
  private static final int CHANGES_MAX = 6;

  /// What it begins with in a recipe that has none: times something near 1, zero stays zero.
  private static final List<Double> DROPOUTS = List.of(0.02, 0.05, 0.1, 0.2);

  private final Scope scope;
  private final List<Recipe> prior;

  private Operators(Scope scope, List<Recipe> start) {
    this.scope = scope;
    this.prior = scope.starts(start);
  }

  /// All of them, for every section.
  ///
  /// @param start recipes that random ones are made of
  public static List<Proposer> all(List<Recipe> start) {
    return all(start, Scope.ALL);
  }

  /// Those that can change something in `scope`.
  ///
  /// @param start recipes that random ones are made of
  public static List<Proposer> all(List<Recipe> start, Scope scope) {
    Operators of = new Operators(scope, start);
    List<Proposer> all = new ArrayList<>();
    all.add(new Change("number", 1, (parents, draw) -> of.number(parents.getFirst(), draw)));
    if (scope.hasOptimiser()) {
      all.add(new Change("rate", 1, (parents, draw) -> rate(parents.getFirst(), draw)));
    }
    if (scope.hasModel()) {
      all.add(new Change("gene", 1, (parents, draw) -> gene(parents.getFirst(), draw)));
    }
    all.add(new Change("formula", 1, (parents, draw) -> of.formula(parents.getFirst(), draw)));
    all.add(new Change("shorten", 1, (parents, draw) -> of.shorten(parents.getFirst(), draw)));
    if (scope == Scope.ALL || scope == Scope.OPTIMISER) {
      all.add(new Change("cross", 2, of::cross));
    }
    all.add(new Change("graft", 2, of::graft));
    all.add(new Tpe(List.of(), scope));
    all.add(Cma.of(scope));
    all.add(random(start, scope));
    return all;
  }

  /// Draws recipes without parents; also what a model learns the language from.
  public static Proposer random(List<Recipe> start, Scope scope) {
    Operators of = new Operators(scope, start);
    return new Change("random", 0, (_, draw) -> of.random(draw));
  }

  private Slot slot(Recipe recipe, Draw draw) {
    List<Slot> slots = scope.slots(recipe);
    return slots.get(draw.nextInt(slots.size()));
  }

  /// One number of some formula, or clip.
  private Recipe number(Recipe recipe, Draw draw) {
    if (scope.hasOptimiser() && draw.nextInt(10) == 0) {
      Recipe.Schedule old = recipe.schedule();
      double clip = Math.min(1000, Trees.jittered(old.clip(), draw));
      return Slot.with(recipe, new Recipe.Schedule(old.rate(), old.decay(), clip, old.dropout()));
    }
    Slot slot = slot(recipe, draw);
    List<Formula> numbers =
        Trees.parts(slot.of(recipe)).stream().filter(part -> part instanceof Constant).toList();
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("there is no number to change");
    }
    Formula number = numbers.get(draw.nextInt(numbers.size()));
    double old = ((Constant) number).value();
    double value =
        slot == Slot.DROPOUT && old == 0
            ? DROPOUTS.get(draw.nextInt(DROPOUTS.size()))
            : Trees.jittered(old, draw);
    return with(recipe, slot, Trees.replaced(slot.of(recipe), number, Formula.of(value)));
  }

  /// The learning rate as a whole, up or down.
  private static Recipe rate(Recipe recipe, Draw draw) {
    double factor = Trees.rounded(StrictMath.exp(0.7 * draw.nextGaussian()));
    Formula scaled = Formula.of(Operation.MULTIPLY, Formula.of(factor), recipe.schedule().rate());
    return with(recipe, Slot.RATE, Trees.numbers(Canonical.of(scaled), Trees::rounded));
  }

  private static Recipe gene(Recipe recipe, Draw draw) {
    Genes genes = Genes.of(recipe.model()).mutated(draw);
    return Slot.with(
        recipe, genes.architecture(recipe.model().activation(), recipe.model().block()));
  }

  private Recipe formula(Recipe recipe, Draw draw) {
    Slot slot = slot(recipe, draw);
    return with(recipe, slot, Trees.changed(slot.of(recipe), slot.place(), draw));
  }

  /// A call replaced by one of its arguments: what is not needed goes.
  private Recipe shorten(Recipe recipe, Draw draw) {
    Slot slot = slot(recipe, draw);
    Formula whole = slot.of(recipe);
    List<Formula> calls =
        Trees.parts(whole).stream().filter(part -> part instanceof Formula.Call).toList();
    if (calls.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to take out");
    }
    Formula.Call call = (Formula.Call) calls.get(draw.nextInt(calls.size()));
    Formula argument = call.arguments().get(draw.nextInt(call.arguments().size()));
    return with(recipe, slot, Trees.replaced(whole, call, argument));
  }

  /// Each part from one or the other; an update and its schedule are parts of their own.
  private Recipe cross(List<Recipe> parents, Draw draw) {
    Recipe mixed =
        new Recipe(
            parents.get(draw.nextInt(2)).model(),
            parents.get(draw.nextInt(2)).data(),
            parents.get(draw.nextInt(2)).token(),
            parents.getFirst().pair(),
            parents.get(draw.nextInt(2)).rule(),
            parents.get(draw.nextInt(2)).schedule());
    return scope.within(parents.getFirst(), mixed);
  }

  /// A part of a formula of the second in the place of one of the first.
  private Recipe graft(List<Recipe> parents, Draw draw) {
    Slot slot = slot(parents.getFirst(), draw);
    List<Formula> own = Trees.parts(slot.of(parents.getFirst()));
    List<Formula> other = Trees.parts(slot.of(parents.getLast()));
    return with(
        parents.getFirst(),
        slot,
        Trees.replaced(
            slot.of(parents.getFirst()),
            own.get(draw.nextInt(own.size())),
            other.get(draw.nextInt(other.size()))));
  }

  /// Parts of the recipes that people wrote, and some changes of any kind: it knows as much as a
  /// search does, but learns nothing.
  private Recipe random(Draw draw) {
    Recipe one = prior.get(draw.nextInt(prior.size()));
    Recipe made = cross(List.of(one, prior.get(draw.nextInt(prior.size()))), draw);
    int changes = 1 + draw.nextInt(CHANGES_MAX);
    for (int i = 0; i < changes; i++) {
      made = changed(made, draw.purpose("change " + i));
    }
    return made;
  }

  /// One change that gives a legal recipe; none, after some tries.
  private Recipe changed(Recipe recipe, Draw draw) {
    for (int i = 0; i < 16; i++) {
      Optional<Recipe> made = tried(recipe, draw.purpose("try " + i));
      if (made.isPresent()) {
        return made.get();
      }
    }
    return recipe;
  }

  private Optional<Recipe> tried(Recipe recipe, Draw draw) {
    try {
      return Optional.of(
          switch (draw.nextInt(6)) {
            case 0, 1 -> number(recipe, draw);
            case 2 -> scope.hasOptimiser() ? rate(recipe, draw) : formula(recipe, draw);
            case 3, 4 -> scope.hasModel() ? gene(recipe, draw) : formula(recipe, draw);
            default -> formula(recipe, draw);
          });
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no recipe
    }
  }

  private static Recipe with(Recipe recipe, Slot slot, Formula formula) {
    Formula canonical = Canonical.of(formula);
    slot.place().check(canonical);
    return slot.with(recipe, canonical);
  }
}
