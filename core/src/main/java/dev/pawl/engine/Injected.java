package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import java.util.List;

/// Proposes what somebody wrote by hand.
///
/// @param lineage what it was made from; told in the journal, and not drawn
record Injected(Candidate candidate, List<Elite> lineage) implements Proposer {

  @Override
  public String name() {
    return "injected";
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
