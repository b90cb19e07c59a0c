package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Evaluation;
import dev.pawl.Outcome;
import dev.pawl.Problem;
import java.util.List;
import java.util.concurrent.ExecutorService;

/// A lab for tests in which no candidate can be scored.
record Hopeless() implements Lab {

  @Override
  public String name() {
    return "hopeless";
  }

  @Override
  public int rounds() {
    return 1;
  }

  @Override
  public Round round(int number, List<Candidate> champions) {
    return new Round(new Nothing(), new HillClimb(1, 2, false).round(1, List.of()).archive(), 2);
  }

  @Override
  public Improver improver() {
    return new Guessing();
  }

  @Override
  public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
    return List.of();
  }

  private record Nothing() implements Problem {

    @Override
    public List<Candidate> seeds() {
      return List.of(HillClimb.candidate(1), HillClimb.candidate(2));
    }

    @Override
    public Evaluation score(Candidate candidate, Draw draw, Incumbents incumbents) {
      return new Evaluation(new Outcome.Refused("no hope"), Cost.NONE);
    }

    @Override
    public Cost costMax() {
      return Cost.NONE;
    }
  }
}
