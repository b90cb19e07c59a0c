package dev.pawl.engine;

import dev.pawl.engine.Lab.Measurement;
import dev.pawl.propose.Portfolio;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// An improver without versions.
record Fixed(Portfolio portfolio) implements Improver {

  @Override
  public void observe(Trial trial) {
    // Its portfolio is told by the engine.
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
