package dev.pawl.engine;

import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.propose.Portfolio;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// An improver without versions.
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
  public void observe(Trial trial) {
    // Whom to ask is all that it learns.
  }

  @Override
  public Optional<Lesson> learn(int round, Watch watch) {
    return Optional.empty();
  }

  @Override
  public void adopt(Version version) {
    throw new IllegalStateException(
        "the journal holds a version %s to adopt, but this improver has none".formatted(version));
  }

  @Override
  public List<Measurement> measure(int round, ExecutorService workers) {
    return List.of();
  }
}
