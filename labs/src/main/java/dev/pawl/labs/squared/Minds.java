package dev.pawl.labs.squared;

import dev.pawl.Proposer;
import dev.pawl.engine.Improver;
import dev.pawl.labs.programs.writer.RemoteModels;
import dev.pawl.labs.squared.model.Learner;
import dev.pawl.labs.squared.model.Learning;
import dev.pawl.labs.squared.operators.Operators;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Who proposes recipes.
///
/// @param scope what they may change
/// @param start what a search starts from
/// @param proposers of the first rung
/// @param choice how tickets are divided among them
/// @param learning how a model among them learns; empty if there is none
/// @param remote models among them; empty if there are none
record Minds(
    Scope scope,
    List<Recipe> start,
    List<Proposer> proposers,
    Choice choice,
    Optional<Learning> learning,
    Optional<RemoteModels> remote) {

  Minds {
    start = List.copyOf(start);
    proposers = List.copyOf(proposers);
  }

  /// Without remote models.
  Minds(
      Scope scope,
      List<Recipe> start,
      List<Proposer> proposers,
      Choice choice,
      Optional<Learning> learning) {
    this(scope, start, proposers, choice, learning, Optional.empty());
  }

  /// A new improver, as it is before the first ticket.
  ///
  /// @param seed of the run
  Improver improver(Workshop workshop, long seed) {
    Improver everybody = observing(proposers);
    if (learning.isEmpty() || proposers.stream().noneMatch(Minds::isModel)) {
      return everybody;
    }
    List<Proposer> able = proposers.stream().filter(each -> !isModel(each)).toList();
    List<Proposer> others = able.isEmpty() ? List.of(Operators.random(start, scope)) : able;
    return new Learner(
        everybody,
        names(proposers),
        observing(others),
        names(others),
        learning.get(),
        scope,
        start,
        new Lectures(workshop),
        seed);
  }

  private static boolean isModel(Proposer proposer) {
    return Learner.NAMES.contains(proposer.name());
  }

  private static Set<String> names(List<Proposer> proposers) {
    return proposers.stream().map(Proposer::name).collect(Collectors.toSet());
  }

  private Improver observing(List<Proposer> some) {
    return new Observing(new Portfolio(some, among(some)), scope);
  }

  /// The choice among fewer: fixed weights are for those that there are.
  private Choice among(List<Proposer> some) {
    if (!(choice instanceof Choice.Frozen(var weights))) {
      return choice;
    }
    Map<String, Double> fewer = new TreeMap<>();
    some.forEach(each -> fewer.put(each.name(), weights.getOrDefault(each.name(), 0.0)));
    return fewer.values().stream().anyMatch(weight -> weight > 0)
        ? new Choice.Frozen(fewer)
        : new Choice.Uniform();
  }
}
