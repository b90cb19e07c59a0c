package dev.pawl.gate;

import dev.pawl.gate.Observation.Canary;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Observation.Side;
import dev.pawl.gate.Verdict.Promoted;
import dev.pawl.gate.Verdict.Reason;
import dev.pawl.gate.Verdict.Refused;
import dev.pawl.gate.Verdict.Undecided;
import java.util.ArrayList;
import java.util.List;

/// An attempt under way: takes observations one by one, with a verdict after each.
///
/// One [Bet] is laid against "gains no more than the plan's least", and one for each guard against
/// "worse by the margin or more". Promotion needs that each has at some time reached 1/level. It is
/// false if any of them bets against a truth, and then that one alone reaches 1/level with a chance
/// of at most the level: so no correction for the number of guards is due (an intersection-union
/// test, Berger 1982), and over all attempts the chance of any false promotion is at most alpha.
public final class Trial {

  private final GatePlan plan;
  private final Attempt attempt;
  private final double level;
  private final double logTarget;
  private final Bet bet;
  private final List<Guard> guards;
  private final List<Bet> guardBets = new ArrayList<>();
  private int championMissing;
  private int candidateMissing;
  private Verdict verdict;

  public Trial(GatePlan plan, Attempt attempt) {
    this.plan = plan;
    this.attempt = attempt;
    level = plan.level(attempt.number());
    logTarget = Bet.logTarget(level);
    bet = new Bet(plan.gainMin());
    guards = plan.guardsEachTask();
    for (Guard guard : guards) {
      guardBets.add(new Bet(-guard.scaledMargin()));
    }
    verdict = atStart();
  }

  /// The verdict so far.
  public Verdict verdict() {
    return verdict;
  }

  /// Takes the next observation and returns the verdict with it.
  ///
  /// @throws IllegalStateException if the attempt has been decided
  /// @throws IllegalArgumentException if it is a pair out of turn, or its guards are not the plan's
  public Verdict observe(Observation observation) {
    if (!(verdict instanceof Undecided)) {
      throw new IllegalStateException(
          "attempt %d is decided (%s); it takes no more observations"
              .formatted(attempt.number(), verdict));
    }
    verdict =
        switch (observation) {
          case Canary canary ->
              canary.sprung() ? refuse(Reason.CANARY_SPRUNG, canary.name()) : verdict;
          case Pair pair -> {
            take(pair);
            yield afterPair();
          }
        };
    return verdict;
  }

  private void take(Pair pair) {
    if (pair.task() != bet.count() + 1) {
      throw new IllegalArgumentException(
          "a result of task %d; the next is task %d: none may be left out, repeated or reordered"
              .formatted(pair.task(), bet.count() + 1));
    }
    championMissing += missing(pair.champion(), pair);
    candidateMissing += missing(pair.candidate(), pair);
    bet.observe(pair.difference());
    for (int i = 0; i < guards.size(); i++) {
      guardBets.get(i).observe(pair.difference(guards.get(i), i));
    }
  }

  private int missing(Side side, Pair pair) {
    return switch (side) {
      case Side.Missing _ -> 1;
      case Side.Scored scored -> {
        if (scored.guards().size() != guards.size()) {
          throw new IllegalArgumentException(
              "the result of task %d has %d values of guards; the plan has %d guards on each task"
                  .formatted(pair.task(), scored.guards().size(), guards.size()));
        }
        yield 0;
      }
    };
  }

  private Verdict atStart() {
    if (attempt.champion().equals(attempt.candidate())) {
      return refuse(Reason.SAME_AS_CHAMPION, "");
    }
    if (level == 0) {
      return refuse(Reason.ALPHA_SPENT, "");
    }
    List<Guard> once = plan.guardsOnce();
    if (once.size() != attempt.candidateOnce().size()) {
      throw new IllegalArgumentException(
          "the attempt has %d values of guards; the plan has %d that are measured once"
              .formatted(attempt.candidateOnce().size(), once.size()));
    }
    for (int i = 0; i < once.size(); i++) {
      if (!once.get(i).allows(attempt.championOnce().get(i), attempt.candidateOnce().get(i))) {
        return refuse(Reason.GUARD_WORSE, once.get(i).name());
      }
    }
    return new Undecided(evidence());
  }

  private Verdict afterPair() {
    boolean gained = bet.reached(logTarget);
    if (gained && firstNotShown() == guards.size()) {
      return new Promoted(evidence());
    }
    if (bet.count() >= plan.futilityTasks()) {
      for (int i = 0; i < guards.size(); i++) {
        Bet guard = guardBets.get(i);
        double mean = guard.sum() / guard.count();
        if (!guard.reached(logTarget) && mean <= -guards.get(i).scaledMargin()) {
          return refuse(Reason.GUARD_WORSE, guards.get(i).name());
        }
      }
      if (!gained && bet.mean() <= 0) {
        return refuse(Reason.FUTILE, "");
      }
    }
    if (bet.count() >= plan.tasksMax()) {
      return gained
          ? refuse(Reason.GUARD_NOT_SHOWN, guards.get(firstNotShown()).name())
          : refuse(Reason.NOT_SHOWN, "");
    }
    return new Undecided(evidence());
  }

  /// The index of the first guard without evidence; their number if there is none.
  private int firstNotShown() {
    int i = 0;
    while (i < guards.size() && guardBets.get(i).reached(logTarget)) {
      i++;
    }
    return i;
  }

  private Refused refuse(Reason reason, String about) {
    return new Refused(reason, about, evidence());
  }

  private Evidence evidence() {
    List<Evidence.OfGuard> ofGuards = new ArrayList<>();
    for (int i = 0; i < guards.size(); i++) {
      Bet guard = guardBets.get(i);
      ofGuards.add(
          new Evidence.OfGuard(
              guards.get(i).name(),
              guard.sum(),
              guard.logWealth(),
              guard.logPeak(),
              guard.reached(logTarget)));
    }
    return new Evidence(
        attempt.number(),
        level,
        bet.count(),
        championMissing,
        candidateMissing,
        bet.sum(),
        bet.logWealth(),
        bet.logPeak(),
        ofGuards);
  }
}
