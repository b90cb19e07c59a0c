package dev.pawl.journal;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.Outcome;
import dev.pawl.gate.Attempt;
import dev.pawl.gate.Evidence;
import dev.pawl.gate.Observation;
import dev.pawl.gate.Verdict;
import dev.pawl.gate.attestation.Note;
import dev.pawl.gate.split.Opening;
import java.util.List;
import java.util.OptionalDouble;

/// What happened, in the order in which it counts. An event holds nothing that depends on the clock
/// or on threads, so that the same study gives the same chain; times are [Timing]s, beside the
/// chain.
public sealed interface Event {

  /// The hold-out on which champions of rounds are put before the gate.
  String CHAMPIONS = "champions";

  /// The hold-out on which versions of the improver are.
  String VERSIONS = "versions";

  /// The split on which the best of a round race.
  String RACE = "race";

  /// The most characters of a budget.
  int BUDGET_CHARACTERS_MAX = 2_000;

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

  /// A champion, or a version of the improver, was measured on a split that the search never sees;
  /// or, on the split [#RACE], one of a round's best in trials that decide which is its champion.
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

  /// A candidate, or a version, is put before the gate; from here on it cannot be exchanged.
  ///
  /// @param round after which
  /// @param holdOut on which sealed tasks: [#CHAMPIONS] or [#VERSIONS]
  /// @param reported the score from 0 to 1 that it has on tasks of the same kind that the search
  ///   saw; empty if there are none
  /// @param cost of finding out what is reported
  record Attempted(int round, String holdOut, Attempt attempt, OptionalDouble reported, Cost cost)
      implements Event {
    public Attempted {
      fromOne("round", round);
      attempt.championOnce().forEach(value -> finite("value of a guard", value));
      attempt.candidateOnce().forEach(value -> finite("value of a guard", value));
      finite("reported", reported.orElse(0));
    }
  }

  /// Sealed tasks were opened; none of them existed before.
  record Opened(int round, Opening opening) implements Event {
    public Opened {
      fromOne("round", round);
      fromOne("number", opening.number());
      fromOne("tasksMax", opening.tasksMax());
    }
  }

  /// What was seen on the next sealed tasks of an attempt, in their order.
  record Observed(String holdOut, int attempt, List<Observation> observations, Cost cost)
      implements Event {
    public Observed {
      fromOne("attempt", attempt);
      observations = List.copyOf(observations);
    }
  }

  /// The gate decided.
  ///
  /// @param verdict [#PROMOTED], or the name of the reason of a refusal
  /// @param about the guard or canary that a refusal is about; empty for others
  /// @param level the error probability that the attempt might spend
  /// @param tasks pairs observed
  /// @param differenceSum the candidate's scores less the champion's
  /// @param logWealth natural logarithm of the e-value
  /// @param logPeak natural logarithm of its greatest value
  /// @param evidence hash of all that the verdict is a function of
  record Gated(
      int round,
      String holdOut,
      int attempt,
      String verdict,
      String about,
      double level,
      int tasks,
      double differenceSum,
      double logWealth,
      double logPeak,
      Hash evidence)
      implements Event {

    /// What the verdict is called that promotes.
    public static final String PROMOTED = "PROMOTED";

    public Gated {
      fromOne("round", round);
      fromOne("attempt", attempt);
      finite("level", level);
      finite("differenceSum", differenceSum);
      finite("logWealth", logWealth);
      finite("logPeak", logPeak);
    }

    /// The event for a final verdict.
    ///
    /// @throws IllegalArgumentException if it is undecided
    public static Gated of(int round, String holdOut, Verdict verdict, Hash evidence) {
      Evidence e = verdict.evidence();
      String name =
          switch (verdict) {
            case Verdict.Promoted _ -> PROMOTED;
            case Verdict.Refused refused -> refused.reason().name();
            case Verdict.Undecided _ ->
                throw new IllegalArgumentException(
                    "attempt %d is undecided after %d tasks".formatted(e.attempt(), e.tasks()));
          };
      String about = verdict instanceof Verdict.Refused refused ? refused.about() : "";
      return new Gated(
          round,
          holdOut,
          e.attempt(),
          name,
          about,
          e.level(),
          e.tasks(),
          e.differenceSum(),
          e.logWealth(),
          e.logPeak(),
          evidence);
    }

    /// Whether it promotes.
    public boolean promotes() {
      return verdict.equals(PROMOTED);
    }

    /// The mean difference of the scores.
    public double gain() {
      return tasks == 0 ? 0 : differenceSum / tasks;
    }
  }

  /// What was promoted last was set against itself on sealed tasks, which neither side may win.
  ///
  /// @param attempt behind which
  record SelfChecked(
      int round, String holdOut, int attempt, List<Observation> observations, Cost cost)
      implements Event {
    public SelfChecked {
      fromOne("round", round);
      fromOne("attempt", attempt);
      observations = List.copyOf(observations);
    }
  }

  /// The run pauses until somebody acknowledges why.
  ///
  /// @param id to acknowledge it by
  record Paused(int round, String id, String reason) implements Event {
    public Paused {
      fromOne("round", round);
    }
  }

  /// Somebody has seen why the run paused, and lets it go on.
  record Acknowledged(String id) implements Event {}

  /// Somebody took back a promotion: from here on counts again what was promoted before. After a
  /// champion, the search goes on as if nothing had happened; after a version, the one before
  /// writes from the next round on. What was taken back is not put before the gate against the same
  /// champion again.
  ///
  /// @param holdOut of which line, [#CHAMPIONS] or [#VERSIONS]
  /// @param from what was promoted last
  /// @param to what was promoted before
  /// @param reason what they say, at most [#REASON_CHARACTERS_MAX] characters
  record RolledBack(String holdOut, Hash from, Hash to, String reason) implements Event {

    /// The most characters of a reason.
    public static final int REASON_CHARACTERS_MAX = 500;

    public RolledBack {
      if (from.equals(to)) {
        throw new IllegalArgumentException("rolled back from %s to itself".formatted(from));
      }
      if (reason.length() > REASON_CHARACTERS_MAX) {
        throw new IllegalArgumentException(
            "the reason of a rollback has %d characters; the most is %d"
                .formatted(reason.length(), REASON_CHARACTERS_MAX));
      }
    }
  }

  /// Somebody approved what the run waits for. Whether it counts is decided when the run goes on,
  /// and again by whoever reads the journal.
  ///
  /// @param note a [dev.pawl.gate.attestation.Note] under the text of an approval: what, on which
  ///   evidence, until when, and who signed
  /// @param atMillis when it was recorded, milliseconds since 1970 UTC
  record Approved(String note, long atMillis) implements Event {
    public Approved {
      if (note.length() > Note.CHARACTERS_MAX) {
        throw new IllegalArgumentException(
            "a note has %d characters; the most is %d"
                .formatted(note.length(), Note.CHARACTERS_MAX));
      }
    }
  }

  /// Enough people approved what the run waited for, and it takes effect.
  ///
  /// @param id of the pause
  /// @param atMillis at which moment their approvals were valid, milliseconds since 1970 UTC
  record Released(String id, long atMillis) implements Event {}

  /// Somebody asked for another budget. It holds when enough people have approved it; until then
  /// the run goes on within the one that it has.
  ///
  /// @param number of the request, from 1
  /// @param budget the section of the study, as canonical JSON
  /// @param evidence the hash of the event before: what the run had come to when it was asked
  record BudgetAsked(int number, String budget, Hash evidence) implements Event {
    public BudgetAsked {
      if (budget.length() > BUDGET_CHARACTERS_MAX) {
        throw new IllegalArgumentException(
            "a budget has %d characters; the most is %d"
                .formatted(budget.length(), BUDGET_CHARACTERS_MAX));
      }
    }
  }

  /// Enough people approved a budget, and it holds.
  ///
  /// @param number of the request
  /// @param atMillis at which moment their approvals were valid, milliseconds since 1970 UTC
  record BudgetGranted(int number, long atMillis) implements Event {}

  /// Somebody steered the run. Where it stands decides from which ticket on it counts; the order
  /// came from outside, so it is taken from here whenever the journal is read again.
  ///
  /// @param id told apart by; no two orders of a run have the same
  /// @param by who, as they say
  /// @param reason why, as they say; may be empty
  record Steered(String id, String by, String reason, Order order) implements Event {

    /// The most characters of a name.
    public static final int BY_CHARACTERS_MAX = 100;

    /// The most characters of a reason.
    public static final int REASON_CHARACTERS_MAX = 500;

    public Steered {
      if (!id.matches("[a-z0-9-]{1,64}")) {
        throw new IllegalArgumentException(
            "the id of an order is '%s'; it must be 1 to 64 of a-z, 0-9 and -".formatted(id));
      }
      Order.atMost("the name of who steers", by, BY_CHARACTERS_MAX);
      Order.atMost("the reason of an order", reason, REASON_CHARACTERS_MAX);
    }
  }

  /// Up to here this journal is the copy of another; from here on it draws from `seed`.
  ///
  /// @param head the other's chain at that point
  /// @param champions what the other has used of its hold-out for champions, also behind `ticket`
  /// @param versions what it has used of that for versions
  record Forked(Hash head, long ticket, long seed, Used champions, Used versions) implements Event {

    /// A fork of a run that has not been at its gate.
    public Forked(Hash head, long ticket, long seed) {
      this(head, ticket, seed, Used.NONE, Used.NONE);
    }

    /// What has been used of a hold-out.
    public record Used(int attempts, int openings) {

      /// Nothing.
      public static final Used NONE = new Used(0, 0);
    }
  }

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
