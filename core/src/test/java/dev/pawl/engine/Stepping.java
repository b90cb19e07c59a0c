package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.util.List;
import java.util.concurrent.ExecutorService;

/// A lab whose only proposer needs a parent, in tests.
record Stepping(Lab lab) implements Lab {

  @Override
  public String name() {
    return lab.name();
  }

  @Override
  public int rounds() {
    return lab.rounds();
  }

  @Override
  public Round round(int number, List<Candidate> champions) {
    return lab.round(number, champions);
  }

  @Override
  public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
    return List.of();
  }

  @Override
  public Improver improver() {
    return Improver.fixed(new Portfolio(List.of(new Step()), Choice.adaptive()));
  }

  private record Step() implements Proposer {

    @Override
    public String name() {
      return "step";
    }

    @Override
    public int parents() {
      return 1;
    }

    @Override
    public Proposal propose(List<Elite> parents, Draw draw) {
      long from = HillClimb.number(parents.getFirst().candidate());
      return new Proposal.Wrote(HillClimb.candidate(from + draw.nextLong(-9, 10)));
    }
  }
}
