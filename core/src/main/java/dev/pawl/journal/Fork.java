package dev.pawl.journal;

import dev.pawl.Hash;
import dev.pawl.Order;
import java.util.ArrayList;
import java.util.List;

/// The past that two runs share: all events of a journal up to the last of one ticket, and a
/// [Event.Forked] behind them.
public final class Fork {

  private final Journal from;
  private final List<Event> events;
  private final long ticket;

  private Fork(Journal from, List<Event> events, long ticket) {
    this.from = from;
    this.events = events;
    this.ticket = ticket;
  }

  /// A fork of `from` behind `ticket`.
  ///
  /// @param seed what comes after it draws from
  /// @throws IllegalArgumentException if the journal has no result for that ticket
  public static Fork of(Journal from, long ticket, long seed) {
    List<Journal.Entry> all = new ArrayList<>();
    from.read(0, all::add);
    int end = -1;
    long last = 0;
    for (int i = 0; i < all.size(); i++) {
      long done = settled(all.get(i).event());
      last = Math.max(last, done);
      if (done == ticket) {
        end = i;
      }
    }
    if (end < 0) {
      throw new IllegalArgumentException(
          "cannot fork at ticket %d: the journal has results for tickets 1 to %d"
              .formatted(ticket, last));
    }
    List<Event> events = new ArrayList<>();
    all.subList(0, end + 1).forEach(entry -> events.add(entry.event()));
    Hash head = all.get(end).hash();
    events.add(
        new Event.Forked(
            head, ticket, seed, used(all, Event.CHAMPIONS), used(all, Event.VERSIONS)));
    return new Fork(from, List.copyOf(events), ticket);
  }

  /// What has been used of a hold-out in the whole journal: who forks behind a refusal does not get
  /// its part of alpha back.
  private static Event.Forked.Used used(List<Journal.Entry> all, String holdOut) {
    int attempts = 0;
    int openings = 0;
    for (Journal.Entry entry : all) {
      switch (entry.event()) {
        case Event.Attempted e when e.holdOut().equals(holdOut) ->
            attempts = Math.max(attempts, e.attempt().number());
        case Event.Opened e when e.opening().split().equals(holdOut) ->
            openings = Math.max(openings, e.opening().number());
        case Event.Forked e -> {
          Event.Forked.Used before = holdOut.equals(Event.CHAMPIONS) ? e.champions() : e.versions();
          attempts = Math.max(attempts, before.attempts());
          openings = Math.max(openings, before.openings());
        }
        default -> {}
      }
    }
    return new Event.Forked.Used(attempts, openings);
  }

  /// The events of the new journal.
  public List<Event> events() {
    return events;
  }

  /// Fills `to`, which must be empty, with events, candidates, versions and timings.
  public void write(Journal to) {
    if (to.size() != 0) {
      throw new IllegalArgumentException(
          "a fork is written to an empty journal; this one has %d events".formatted(to.size()));
    }
    List<byte[]> blobs = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.Proposed proposed) {
        from.blob(proposed.candidate()).ifPresent(blobs::add);
      } else if (event instanceof Event.Learned learned) {
        from.blob(learned.version()).ifPresent(blobs::add);
      } else if (event instanceof Event.Steered(_, _, _, Order.Inject(var candidate, _))) {
        from.blob(candidate).ifPresent(blobs::add);
      }
    }
    List<Timing> timings =
        from.timings().stream().filter(timing -> timing.ticket() <= ticket).toList();
    to.commit(new Journal.Batch(events, blobs, timings));
  }

  /// The ticket of which this is the last or last but one event; 0 if of none.
  private static long settled(Event event) {
    return switch (event) {
      case Event.Scored scored -> scored.ticket();
      case Event.Declined declined -> declined.ticket();
      case Event.Admitted admitted -> admitted.ticket();
      case Event.Started _, Event.Proposed _, Event.RoundEnded _ -> 0;
      case Event.Learned _, Event.Measured _, Event.Forked _, Event.Finished _ -> 0;
      case Event.Attempted _,
          Event.Opened _,
          Event.Observed _,
          Event.Gated _,
          Event.SelfChecked _ ->
          0;
      case Event.Paused _, Event.Acknowledged _, Event.RolledBack _ -> 0;
      case Event.Approved _, Event.Released _, Event.Steered _ -> 0;
      case Event.BudgetAsked _, Event.BudgetGranted _ -> 0;
    };
  }
}
