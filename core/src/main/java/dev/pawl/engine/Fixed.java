package dev.pawl.engine;

import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.propose.Portfolio;
import java.util.Map;
import java.util.Set;

/// An improver without versions: whom to ask is all that it learns.
record Fixed(Portfolio portfolio) implements Improver {

  @Override
  public boolean canChoose(int eliteCount) {
    return portfolio.canChoose(eliteCount);
  }

  @Override
  public Proposer choose(Draw draw, int eliteCount) {
    return portfolio.choose(draw, eliteCount);
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
}
