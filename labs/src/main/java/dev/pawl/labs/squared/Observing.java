package dev.pawl.labs.squared;

import dev.pawl.Draw;
import dev.pawl.Outcome;
import dev.pawl.Proposer;
import dev.pawl.engine.Improver;
import dev.pawl.labs.squared.operators.Cma;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.operators.Tpe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.writer.RecipeWriting;
import dev.pawl.labs.squared.writer.Talks;
import dev.pawl.propose.Portfolio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Divides tickets among proposers as a portfolio does, and tells those that learn from what was
/// tried: the numbers of the present rung, since values of different rungs cannot be compared, and
/// the talk with remote models. A model of the run's own is [Learner], which stands before it.
final class Observing implements Improver {

  private final Portfolio portfolio;
  private final List<Tpe.Tried> tried = new ArrayList<>();
  private final Scope scope;
  private final Talks talks = new Talks();
  private Cma cma;
  private int round;

  Observing(Portfolio portfolio, Scope scope) {
    this.portfolio = portfolio;
    this.scope = scope;
    this.cma = Cma.of(scope);
  }

  @Override
  public boolean canChoose(int eliteCount) {
    return portfolio.canChoose(eliteCount);
  }

  @Override
  public Proposer choose(Draw draw, int eliteCount) {
    Proposer chosen = portfolio.choose(draw, eliteCount);
    return switch (chosen) {
      case Tpe _ -> new Tpe(tried, scope);
      case Cma _ -> cma;
      case RecipeWriting writing -> writing.knowing(talks);
      default -> chosen;
    };
  }

  @Override
  public void learn(String proposer, boolean kept) {
    portfolio.learn(proposer, kept);
  }

  @Override
  public Set<String> weighable() {
    return portfolio.names();
  }

  @Override
  public void weigh(Map<String, Double> weights) {
    portfolio.weigh(weights);
  }

  @Override
  public void observe(Trial trial) {
    talks.observe(trial);
    if (trial.round() != round) {
      round = trial.round();
      tried.clear();
      cma = cma.withAnotherProblem();
    }
    if (RecipeReader.read(trial.candidate()) instanceof Reading.Read(var recipe)) {
      double value = Double.NEGATIVE_INFINITY;
      if (trial.outcome() instanceof Outcome.Finished(var score)) {
        value = score.value();
        tried.add(new Tpe.Tried(recipe, value));
      }
      cma = cma.told(recipe, value, trial.proposer().equals(Cma.NAME));
    }
  }
}
