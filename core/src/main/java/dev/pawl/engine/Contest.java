package dev.pawl.engine;

import dev.pawl.Hash;
import dev.pawl.gate.Attempt;
import dev.pawl.gate.GatePlan;
import dev.pawl.gate.Observation;
import dev.pawl.gate.Spending;
import dev.pawl.gate.Trial;
import dev.pawl.gate.Verdict;
import java.util.List;

/// One attempt to replace what an improver uses, decided by the gate's rule: the improver plays and
/// tells what came of it, pair by pair, and never sees more than whether to go on. Over all
/// attempts, the chance that something no better is ever taken is at most alpha.
///
/// Unlike in an attempt of the run itself, the pairs are the improver's own and no sealed tasks:
/// who proposes must not know them before.
public final class Contest {

  private final Trial trial;
  private int pairs;

  /// @param alpha of all attempts together
  /// @param attempt the number of this one, from 1
  /// @param futility from so many pairs on it is given up, if there is no gain so far
  /// @param pairsMax the most
  public Contest(
      double alpha, int attempt, int futility, int pairsMax, Hash champion, Hash contender) {
    GatePlan plan = new GatePlan(alpha, new Spending.Endless(), 0, futility, pairsMax, List.of());
    trial = new Trial(plan, new Attempt(attempt, champion, contender, List.of(), List.of()));
  }

  /// Takes the next pair.
  ///
  /// @param difference by how much the contender was better, from −1 to 1
  /// @throws IllegalStateException if it is decided
  public void observe(double difference) {
    trial.observe(
        new Observation.Pair(
            ++pairs,
            new Observation.Side.Scored((1 - difference) / 2, List.of()),
            new Observation.Side.Scored((1 + difference) / 2, List.of())));
  }

  /// Whether more pairs are needed.
  public boolean isOpen() {
    return trial.verdict() instanceof Verdict.Undecided;
  }

  /// Whether the contender was shown to be better.
  public boolean isWon() {
    return trial.verdict() instanceof Verdict.Promoted;
  }

  /// The e-value so far.
  public double evidence() {
    return StrictMath.exp(trial.verdict().evidence().logWealth());
  }

  /// The e-value that is enough.
  public double needed() {
    return 1 / trial.verdict().evidence().level();
  }
}
