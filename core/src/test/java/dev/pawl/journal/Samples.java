package dev.pawl.journal;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import java.util.List;

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
          new Event.Forked(Hash.of("head"), 1, 77),
          new Event.Finished("all rounds done"));

  private Samples() {}
}
