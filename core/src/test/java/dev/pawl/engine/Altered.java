package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Evaluation;
import dev.pawl.Outcome;
import dev.pawl.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.LongPredicate;

/// A lab in which some candidates are caught trying to escape, and whose harness may favour whoever
/// is on the contender's side.
///
/// @param caught which numbers are
/// @param favour how much more the contender scores
record Altered(Proven lab, LongPredicate caught, double favour) implements Lab {

  /// One in seventeen is caught.
  static Altered someCaught(Proven lab) {
    return new Altered(lab, number -> Math.floorMod(number, 17) == 5, 0);
  }

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
    Round round = lab.round(number, champions);
    return new Round(new Watched(round.problem()), round.archive(), round.tickets());
  }

  private final class Watched implements Problem {
    private final Problem problem;

    private Watched(Problem problem) {
      this.problem = problem;
    }

    @Override
    public List<Candidate> seeds() {
      return problem.seeds();
    }

    @Override
    public Cost costMax() {
      return problem.costMax();
    }

    @Override
    public Evaluation score(Candidate candidate, Draw draw, Incumbents incumbents) {
      return caught.test(HillClimb.number(candidate))
          ? new Evaluation(new Outcome.TriedToEscape("it printed the honey"), new Cost(1, 1))
          : problem.score(candidate, draw, incumbents);
    }
  }

  @Override
  public Improver improver() {
    return lab.improver();
  }

  @Override
  public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
    return lab.measure(champions, workers);
  }

  @Override
  public Optional<Proving<Candidate>> proving(List<Candidate> champions) {
    return lab.proving(champions)
        .map(fair -> (champion, contender) -> favoured(fair, champion, contender));
  }

  private Proving.Pairing favoured(
      Proving<Candidate> fair, Candidate champion, Candidate contender) {
    Proving.Pairing pairing = fair.pair(champion, contender);
    return new Proving.Pairing() {
      @Override
      public double championSize() {
        return pairing.championSize();
      }

      @Override
      public double contenderSize() {
        return pairing.contenderSize();
      }

      @Override
      public Proving.Reported reported() {
        return pairing.reported();
      }

      @Override
      public List<Proving.Played> play(List<Draw> tasks, ExecutorService workers) {
        return pairing.play(tasks, workers).stream()
            .map(p -> new Proving.Played(p.champion(), more(p.contender()), p.cost()))
            .toList();
      }

      private Proving.Side more(Proving.Side side) {
        return side instanceof Proving.Side.Scored(double score, double cost)
            ? new Proving.Side.Scored(Math.min(1, score + favour), cost)
            : side;
      }
    };
  }
}
