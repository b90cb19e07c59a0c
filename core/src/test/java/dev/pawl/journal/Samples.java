package dev.pawl.journal;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.gate.Attempt;
import dev.pawl.gate.Observation;
import dev.pawl.gate.Observation.Side;
import dev.pawl.gate.split.Opening;
import dev.pawl.gate.split.Purpose;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// One event of every type and every outcome, with awkward values.
final class Samples {

  static final Candidate CANDIDATE = Candidate.of("imp.red", "MOV 0, 1\n");

  static final Event STARTED =
      new Event.Started("0.1.0", "redqueen", Long.MIN_VALUE, "{\"a\":\"\\\\ \u0000\n\u001f\"}");
  static final Event PROPOSED =
      new Event.Proposed(
          1,
          1,
          "mutate-\u00e9\u20ac\ud83d\ude00",
          List.of(Hash.ZERO, Hash.of("x")),
          CANDIDATE.id());
  static final Score SCORE =
      new Score(
          0.1 + 0.2,
          new Bounds(-1e300, Double.MAX_VALUE),
          List.of(-0.0, 1e-5, 1e7, 123456789.125, Double.MIN_VALUE),
          List.of(1.0 / 3, 1e22, -5.0),
          "lone \ud800 and \udc00\ud800, \"quoted\", back\\slash, \u007f \u2028 \uffff");
  static final Event SCORED =
      new Event.Scored(1, new Outcome.Finished(SCORE), new Cost(1, Long.MAX_VALUE, 5));

  static final List<Event> ALL =
      List.of(
          STARTED,
          PROPOSED,
          new Event.Declined(2, 1, "", List.of(), "no parent", Cost.flops(9)),
          new Event.Learned(
              1,
              Hash.of("version"),
              Hash.ZERO,
              "{}",
              1,
              7,
              2.5,
              -1.25,
              "too much alike",
              new Cost(0, 0, 12)),
          SCORED,
          new Event.Scored(
              3, new Outcome.Eliminated(Score.of(0, Bounds.UNIT), "hopeless"), Cost.NONE),
          new Event.Scored(4, new Outcome.TimedOut(1_500), Cost.NONE),
          new Event.Scored(5, new Outcome.OverLimit("memory"), Cost.NONE),
          new Event.Scored(6, new Outcome.Refused("duplicate of 4"), Cost.NONE),
          new Event.Scored(7, new Outcome.Crashed(""), Cost.NONE),
          new Event.Admitted(1, "3,4"),
          new Event.RoundEnded(1, 1, CANDIDATE.id(), 0.5),
          new Event.Measured(
              1, CANDIDATE.id(), "select", "generality", 0.25, List.of(0.0, 1.0), new Cost(2, 3)),
          new Event.Attempted(
              1,
              Event.CHAMPIONS,
              new Attempt(3, Hash.of("old"), Hash.of("new"), List.of(2.0), List.of(1.5)),
              OptionalDouble.of(0.75),
              new Cost(0, 7)),
          new Event.Attempted(
              2,
              Event.VERSIONS,
              Attempt.of(1, Hash.of("old"), Hash.of("new")),
              OptionalDouble.empty(),
              Cost.NONE),
          new Event.Opened(
              1,
              new Opening(
                  Event.CHAMPIONS, 4, Purpose.AUDIT, Hash.of("new"), 17, 500, Hash.of("secret"))),
          new Event.Observed(
              Event.CHAMPIONS,
              3,
              List.of(
                  new Observation.Pair(
                      1,
                      new Side.Missing("lost, \"quoted\""),
                      new Side.Scored(1.0 / 3, List.of(9.0, 0.5))),
                  new Observation.Canary("champions-trap-2", false),
                  new Observation.Canary("champions-trap-3", true),
                  new Observation.Pair(2, Side.of(0), new Side.Missing(""))),
              new Cost(0, 8)),
          new Event.Observed(Event.VERSIONS, 1, List.of(), Cost.NONE),
          new Event.Gated(
              1,
              Event.CHAMPIONS,
              3,
              "GUARD_WORSE",
              "size",
              0.05,
              200,
              -3.5,
              -1e-3,
              0.0,
              Hash.of("evidence")),
          new Event.SelfChecked(
              2,
              Event.CHAMPIONS,
              10,
              List.of(
                  new Observation.Pair(
                      1,
                      new Observation.Side.Scored(0.5, List.of()),
                      new Observation.Side.Missing("lost"))),
              new Cost(0, 9)),
          new Event.Scored(8, new Outcome.TriedToEscape("it printed the honey"), Cost.NONE),
          new Event.Paused(2, "champions-gain-3", "generation 3 gained 0.5"),
          new Event.Acknowledged("champions-gain-3"),
          new Event.RolledBack(
              Event.CHAMPIONS, Hash.of("candidate"), Hash.of("champion"), "it \"cheats\""),
          new Event.Approved("pawl-approval-v1\n\n\u2014 alice AAAA\n", 1_700_000_000_000L),
          new Event.Released("approval-2", 1_700_000_000_001L),
          new Event.BudgetAsked(1, "{\"evaluations\":9}", Hash.of("head")),
          new Event.BudgetGranted(1, 1_700_000_000_002L),
          new Event.Steered("0-a", "ada", "", new Order.Pin(CANDIDATE.id(), 0.1 + 0.2)),
          new Event.Steered("0-b", "", "\"why\"", new Order.Unpin(CANDIDATE.id())),
          new Event.Steered("0-c", "ada", "", new Order.Ban(CANDIDATE.id(), false)),
          new Event.Steered("0-d", "ada", "", new Order.Ban(CANDIDATE.id(), true)),
          new Event.Steered("0-e", "ada", "", new Order.Annotate(Hash.ZERO, "a \u20ac\n\"b\"")),
          new Event.Steered(
              "0-f", "ada", "", new Order.Inject(CANDIDATE.id(), List.of(Hash.of("x")))),
          new Event.Steered("0-g", "ada", "", new Order.Weigh(Map.of("b", 0.0, "a \"c\"", 1e-7))),
          new Event.Steered("0-h", "ada", "", new Order.PinVersion(CANDIDATE.id())),
          new Event.Steered("0-i", "ada", "", new Order.UnpinVersion()),
          new Event.Forked(Hash.of("head"), 1, 77),
          new Event.Forked(
              Hash.of("head"), 2, 78, new Event.Forked.Used(3, 4), new Event.Forked.Used(0, 1)),
          new Event.Finished("all rounds done"));

  private Samples() {}
}
