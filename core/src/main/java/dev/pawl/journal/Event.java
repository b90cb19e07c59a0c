package dev.pawl.journal;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import java.util.List;

/// What happened, in the order in which it counts. An event holds nothing that depends on the clock
/// or on threads, so that the same study gives the same chain; times are [Timing]s, beside the
/// chain.
public sealed interface Event {

  /// The first event: everything that decides what follows.
  ///
  /// @param study the whole study, defaults included, as canonical JSON
  record Started(String pawl, String lab, long seed, String study) implements Event {}

  /// A proposer wrote a candidate.
  ///
  /// @param parents their ids, in the order in which the proposer saw them
  /// @param candidate its id; its canonical bytes are the blob with that hash
  record Proposed(long ticket, int round, String proposer, List<Hash> parents, Hash candidate)
      implements Event {
    public Proposed {
      fromOne("ticket", ticket);
      fromOne("round", round);
      parents = List.copyOf(parents);
    }
  }

  /// A proposer had nothing to offer.
  record Declined(
      long ticket, int round, String proposer, List<Hash> parents, String reason, Cost cost)
      implements Event {
    public Declined {
      fromOne("ticket", ticket);
      fromOne("round", round);
      parents = List.copyOf(parents);
    }
  }

  /// What became of the candidate of `ticket`, and what that cost.
  record Scored(long ticket, Outcome outcome, Cost cost) implements Event {
    public Scored {
      fromOne("ticket", ticket);
    }
  }

  /// The archive kept the candidate of `ticket`.
  record Admitted(long ticket, String place) implements Event {
    public Admitted {
      fromOne("ticket", ticket);
    }
  }

  /// A round is over; its champion joins the opponents of the next.
  ///
  /// @param ticket the champion's
  record RoundEnded(int round, long ticket, Hash champion, double value) implements Event {
    public RoundEnded {
      fromOne("round", round);
      fromOne("ticket", ticket);
      finite("value", value);
    }
  }

  /// The improver learned, after a round.
  ///
  /// @param version the new version; its bytes are the blob with that hash
  /// @param parent the version that it was made from; [Hash#ZERO] for none
  /// @param recipe how, as canonical JSON
  /// @param fromTicket the first ticket that it was learned from
  /// @param toTicket the last
  /// @param lossBefore of the parent on a held-out part of the data
  /// @param lossAfter of the new version
  /// @param refused why it is not used, or nothing if it is
  record Learned(
      int round,
      Hash version,
      Hash parent,
      String recipe,
      long fromTicket,
      long toTicket,
      double lossBefore,
      double lossAfter,
      String refused,
      Cost cost)
      implements Event {
    public Learned {
      fromOne("round", round);
      fromOne("fromTicket", fromTicket);
      finite("lossBefore", lossBefore);
      finite("lossAfter", lossAfter);
      if (toTicket < fromTicket) {
        throw new IllegalArgumentException(
            "learned from tickets %d to %d; the last may not be before the first"
                .formatted(fromTicket, toTicket));
      }
    }
  }

  /// A champion, or a version of the improver, was measured on a split that the search never sees.
  record Measured(
      int round,
      Hash candidate,
      String split,
      String name,
      double value,
      List<Double> results,
      Cost cost)
      implements Event {
    public Measured {
      fromOne("round", round);
      finite("value", value);
      results = List.copyOf(results);
      for (double result : results) {
        finite("result", result);
      }
    }
  }

  /// Up to here this journal is the copy of another; from here on it draws from `seed`.
  ///
  /// @param head the other's chain at that point
  record Forked(Hash head, long ticket, long seed) implements Event {}

  /// The study is complete: nothing remains to be done.
  record Finished(String reason) implements Event {}

  private static void fromOne(String name, long number) {
    if (number < 1) {
      throw new IllegalArgumentException("%s is %d; it must be 1 or more".formatted(name, number));
    }
  }

  private static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s is %s; it must be finite".formatted(name, value));
    }
  }
}
