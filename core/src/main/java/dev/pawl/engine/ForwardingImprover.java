package dev.pawl.engine;

import dev.pawl.Draw;
import dev.pawl.Order;
import dev.pawl.Proposer;
import dev.pawl.engine.Lab.Measurement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// An improver that stands before another: what it does not override goes to the one behind it.
public abstract class ForwardingImprover implements Improver {

  private final Improver behind;

  /// @param behind whom it stands before
  protected ForwardingImprover(Improver behind) {
    this.behind = behind;
  }

  @Override
  public boolean canChoose(int eliteCount) {
    return behind.canChoose(eliteCount);
  }

  @Override
  public Proposer choose(Draw draw, int eliteCount) {
    return behind.choose(draw, eliteCount);
  }

  @Override
  public void learn(String proposer, boolean kept) {
    behind.learn(proposer, kept);
  }

  @Override
  public void observe(Trial trial) {
    behind.observe(trial);
  }

  @Override
  public Optional<Lesson> learn(int round, Watch watch) {
    return behind.learn(round, watch);
  }

  @Override
  public Set<String> weighable() {
    return behind.weighable();
  }

  @Override
  public void weigh(Map<String, Double> weights) {
    behind.weigh(weights);
  }

  @Override
  public void steered(Order order) {
    behind.steered(order);
  }

  @Override
  public void taught(Lesson lesson) {
    behind.taught(lesson);
  }

  @Override
  public void goOnFrom(Version version) {
    behind.goOnFrom(version);
  }

  @Override
  public Optional<Proving<Version>> proving() {
    return behind.proving();
  }

  @Override
  public void adopt(Version version) {
    behind.adopt(version);
  }

  @Override
  public List<Measurement> measure(int round, ExecutorService workers) {
    return behind.measure(round, workers);
  }
}
