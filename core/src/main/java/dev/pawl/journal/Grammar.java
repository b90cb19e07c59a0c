package dev.pawl.journal;

import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.Outcome;
import dev.pawl.journal.Event.Acknowledged;
import dev.pawl.journal.Event.Admitted;
import dev.pawl.journal.Event.Approved;
import dev.pawl.journal.Event.Attempted;
import dev.pawl.journal.Event.Declined;
import dev.pawl.journal.Event.Finished;
import dev.pawl.journal.Event.Forked;
import dev.pawl.journal.Event.Gated;
import dev.pawl.journal.Event.Learned;
import dev.pawl.journal.Event.Measured;
import dev.pawl.journal.Event.Observed;
import dev.pawl.journal.Event.Opened;
import dev.pawl.journal.Event.Paused;
import dev.pawl.journal.Event.Proposed;
import dev.pawl.journal.Event.Released;
import dev.pawl.journal.Event.RolledBack;
import dev.pawl.journal.Event.RoundEnded;
import dev.pawl.journal.Event.Scored;
import dev.pawl.journal.Event.SelfChecked;
import dev.pawl.journal.Event.Started;
import dev.pawl.journal.Event.Steered;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/// Which event may follow which:
/// - Started first and never again; behind Finished nothing, unless a fork goes on or a promotion
///   is taken back.
/// - Tickets are 1, 2, 3, …: each is once proposed or declined, in the round that is open.
/// - A ticket that was proposed is scored once, in the order of tickets.
/// - A ticket that finished may be admitted once.
/// - What is learned after a round is learned from tickets before it, once.
/// - What a gate decided is decided again, see [Verdicts].
/// - An order stands between tickets, once, and is about candidates that were scored; what is
///   injected is proposed in the order of the orders. Behind Finished one may annotate and ban.
/// - Rounds end as 1, 2, 3, …, with all their tickets scored and a ticket that finished as
///   champion.
///
/// Some bits a ticket, so that a million of them are small.
final class Grammar {

  /// The proposer of what was injected by hand.
  private static final String INJECTED = "injected";

  private final Verdicts verdicts = new Verdicts();
  private long events;
  private boolean complete;
  private int round = 1;
  private int learned;
  private int tickets;
  private int scoredUpTo;
  private final Set<String> orders = new HashSet<>();
  private final Set<Hash> versions = new HashSet<>();
  private final Queue<Hash> injected = new ArrayDeque<>();
  private final BitSet declined = new BitSet();
  private final BitSet finished = new BitSet();
  private final BitSet admitted = new BitSet();

  /// By ticket, the first 8 bytes of its candidate's hash: enough to notice a mistake.
  private long[] candidates = new long[64];

  /// Takes the next event, and says what was expected in its place; empty if it may stand there.
  /// After a mistake it goes on as if the event had been right, so that one mistake is one finding.
  ///
  /// @param before the hash of the chain before it
  String expectedInstead(Event event, Hash before) {
    String expected = events++ == 0 ? first(event) : placed(event, before);
    String decided = verdicts.expectedInstead(event);
    expected = expected.isEmpty() ? decided : expected;
    complete = event instanceof Finished || (complete && mayFollowTheEnd(event));
    return expected;
  }

  private static String first(Event event) {
    return event instanceof Started ? "" : "Started as the first event";
  }

  private String placed(Event event, Hash before) {
    if (complete && !(event instanceof Forked) && !mayFollowTheEnd(event)) {
      return "nothing behind Finished";
    }
    return switch (event) {
      case Started _ -> "Started only as the first event";
      case Proposed e -> proposed(e);
      case Declined e -> ticket(e.ticket(), e.round(), true, 0);
      case Scored e -> scored(e);
      case Admitted e -> admitted(e);
      case RoundEnded e -> roundEnded(e);
      case Learned e -> learned(e);
      case Measured e -> e.round() <= round ? "" : "a round up to " + round;
      case Attempted _, Opened _, Observed _, Gated _, SelfChecked _ -> "";
      case Paused _, Acknowledged _, RolledBack _, Approved _, Released _ -> "";
      case Event.BudgetAsked e ->
          e.evidence().equals(before) ? "" : "a request on evidence " + before;
      case Event.BudgetGranted _ -> "";
      case Steered e -> steered(e);
      case Forked e -> e.head().equals(before) ? "" : "head " + before;
      case Finished _ -> "";
    };
  }

  private static boolean mayFollowTheEnd(Event event) {
    return switch (event) {
      case RolledBack _, Steered(_, _, _, Order.Ban _), Steered(_, _, _, Order.Annotate _) -> true;
      default -> false;
    };
  }

  private String proposed(Proposed event) {
    String expected = ticket(event.ticket(), event.round(), false, event.candidate().a());
    if (!event.proposer().equals(INJECTED)) {
      return expected;
    }
    boolean isNext = event.candidate().equals(injected.peek());
    if (isNext) {
      injected.remove();
    }
    return expected.isEmpty() && !isNext ? "the candidate of the next injection" : expected;
  }

  private String steered(Steered event) {
    if (declined.nextClearBit(scoredUpTo + 1) <= tickets) {
      return "Scored for ticket " + declined.nextClearBit(scoredUpTo + 1);
    }
    if (!orders.add(event.id())) {
      return "an order with another id";
    }
    boolean known =
        switch (event.order()) {
          case Order.Pin(var candidate, _) -> isKnown(candidate);
          case Order.Unpin(var candidate) -> isKnown(candidate);
          case Order.Ban(var candidate, _) -> isKnown(candidate);
          case Order.Annotate(var candidate, _) ->
              candidate.equals(Hash.ZERO) || isKnown(candidate);
          case Order.Inject(var candidate, var parents) -> {
            injected.add(candidate);
            yield parents.stream().allMatch(this::isKnown);
          }
          case Order.PinVersion(var version) -> versions.contains(version);
          case Order.UnpinVersion _, Order.Weigh _ -> true;
        };
    return known
        ? ""
        : "an order about candidates that were proposed, or versions that were learned";
  }

  private boolean isKnown(Hash candidate) {
    for (int ticket = 1; ticket <= tickets; ticket++) {
      if (candidates[ticket] == candidate.a() && !declined.get(ticket)) {
        return true;
      }
    }
    return false;
  }

  private String ticket(long ticket, int inRound, boolean isDeclined, long candidate) {
    int next = tickets + 1;
    tickets = ticket <= 2L * next + 64 ? Math.toIntExact(ticket) : next;
    declined.set(tickets, isDeclined);
    if (tickets >= candidates.length) {
      candidates = Arrays.copyOf(candidates, 2 * tickets);
    }
    candidates[tickets] = candidate;
    if (ticket != next) {
      return "ticket " + next;
    }
    return inRound == round ? "" : "round " + round;
  }

  private String scored(Scored event) {
    int next = declined.nextClearBit(scoredUpTo + 1);
    if (event.ticket() > tickets) {
      return next <= tickets ? "ticket " + next : "a ticket that was proposed";
    }
    scoredUpTo = (int) event.ticket();
    finished.set(scoredUpTo, event.outcome() instanceof Outcome.Finished);
    return event.ticket() == next ? "" : "ticket " + next;
  }

  private String admitted(Admitted event) {
    if (!hasFinished(event.ticket())) {
      return "a ticket that finished";
    }
    boolean again = admitted.get((int) event.ticket());
    admitted.set((int) event.ticket());
    return again ? "a ticket that was not admitted before" : "";
  }

  private String roundEnded(RoundEnded event) {
    int ended = round;
    round = event.round() + 1;
    if (event.round() != ended) {
      return "round " + ended;
    }
    if (declined.nextClearBit(scoredUpTo + 1) <= tickets) {
      return "Scored for ticket " + declined.nextClearBit(scoredUpTo + 1);
    }
    if (!hasFinished(event.ticket())) {
      return "a champion that finished";
    }
    return candidates[(int) event.ticket()] == event.champion().a()
        ? ""
        : "the candidate of ticket " + event.ticket();
  }

  private String learned(Learned event) {
    if (event.round() != round - 1) {
      return "round " + (round - 1);
    }
    if (event.round() == learned) {
      return "one lesson a round";
    }
    learned = event.round();
    if (event.refused().isEmpty()) {
      versions.add(event.version());
    }
    return event.toTicket() <= tickets ? "" : "tickets up to " + tickets;
  }

  private boolean hasFinished(long ticket) {
    return ticket <= tickets && finished.get((int) ticket);
  }
}
