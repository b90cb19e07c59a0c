package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import java.util.List;

/// Proposes what a problem starts from.
record Seed(Candidate candidate) implements Proposer {

  @Override
  public String name() {
    return "seed";
  }

  @Override
  public int parents() {
    return 0;
  }

  @Override
  public Proposal propose(List<Elite> parents, Draw draw) {
    return new Proposal.Wrote(candidate);
  }
}
