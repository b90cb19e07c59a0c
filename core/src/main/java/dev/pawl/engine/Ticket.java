package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Evaluation;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Problem;
import dev.pawl.Proposer;
import dev.pawl.Proposer.Proposal;
import dev.pawl.journal.Timing;
import java.util.List;
import java.util.concurrent.ConcurrentMap;

/// Permission to propose and evaluate one candidate, with everything that decides what comes of it:
/// what was drawn from the archive when it was issued, and nothing that happened since.
///
/// @param settled the last ticket whose result it may know
/// @param parents what `proposer` gets
/// @param reserved the most that it may cost
record Ticket(
    long number,
    int round,
    long settled,
    Proposer proposer,
    List<Elite> parents,
    Problem problem,
    Problem.Incumbents incumbents,
    Cost reserved,
    Draw draw) {

  List<Hash> parentIds() {
    return parents.stream().map(elite -> elite.candidate().id()).toList();
  }

  /// Proposes and evaluates. What a proposer or a candidate does wrong is in the result, never an
  /// exception.
  ///
  /// @param seen in which ticket of this round a candidate was scored
  Result.Timed work(ConcurrentMap<Hash, Long> seen, Clock clock) {
    long wall = clock.nanos();
    long cpu = clock.threadCpuNanos();
    Result result =
        switch (propose()) {
          case Proposal.Declined(var reason, var cost) -> new Result.Declined(reason, cost);
          case Proposal.Wrote(var candidate, var cost) -> {
            Evaluation evaluation = evaluate(candidate, seen);
            Cost both = cost.plus(evaluation.cost());
            yield new Result.Evaluated(candidate, new Evaluation(evaluation.outcome(), both));
          }
        };
    long wallNanos = clock.nanos() - wall;
    long cpuNanos = clock.threadCpuNanos() - cpu;
    return new Result.Timed(result, new Timing(number, clock.millis(), wallNanos, cpuNanos));
  }

  private Proposal propose() {
    try {
      return proposer.propose(parents, draw.purpose("propose"));
    } catch (RuntimeException | StackOverflowError e) {
      return new Proposal.Declined("%s broke: %s".formatted(proposer.name(), words(e)));
    }
  }

  private Evaluation evaluate(Candidate candidate, ConcurrentMap<Hash, Long> seen) {
    Long twin = seen.get(candidate.id());
    if (twin != null && twin <= settled) {
      return new Evaluation(new Outcome.Refused("same as ticket " + twin), Cost.NONE);
    }
    try {
      return problem.score(candidate, draw.purpose("score"), incumbents);
    } catch (RuntimeException | StackOverflowError e) {
      return new Evaluation(new Outcome.Crashed("scoring broke: " + words(e)), new Cost(1, 0));
    }
  }

  /// What the journal says of an error. Compiled code throws the exceptions of the virtual machine
  /// itself without their message, interpreted code with it: of these only the name is the same
  /// every time.
  private static String words(Throwable e) {
    return switch (e) {
      case NullPointerException _,
          IndexOutOfBoundsException _,
          ArithmeticException _,
          ClassCastException _,
          ArrayStoreException _,
          NegativeArraySizeException _,
          StackOverflowError _ ->
          e.getClass().getSimpleName();
      default -> e.toString();
    };
  }
}
