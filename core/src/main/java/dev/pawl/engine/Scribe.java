package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Elite;
import dev.pawl.Evaluation;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Timing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes the events of the loop, or checks them: what the journal holds already must come out of
/// the loop again, event by event, before anything is appended. That is all there is to resume,
/// replay and rerun.
final class Scribe {

  private final Journal journal;
  private final boolean appends;
  private final Deque<Event> recorded = new ArrayDeque<>();
  private final long lastTicket;
  private final Deque<Long> forks = new ArrayDeque<>();
  private final Consumer<Event> people;
  private long number;

  private final List<Event> events = new ArrayList<>();
  private final List<byte[]> blobs = new ArrayList<>();
  private final List<Timing> timings = new ArrayList<>();

  /// @param appends whether events beyond the end of the journal are written to it or dropped
  /// @param people told of what people did between two sessions, right behind the event after which
  ///   they did it
  Scribe(Journal journal, boolean appends, Consumer<Event> people) {
    this.journal = journal;
    this.people = people;
    this.appends = appends;
    long last = 0;
    List<Event> all = new ArrayList<>();
    journal.read(0, entry -> all.add(entry.event()));
    for (Event event : all) {
      switch (event) {
        case Event.Scored e -> last = e.ticket();
        case Event.Declined e -> last = e.ticket();
        case Event.Forked e -> forks.add(e.ticket());
        case Event.Started _, Event.Proposed _, Event.Admitted _, Event.RoundEnded _ -> {}
        case Event.Learned _, Event.Measured _, Event.Finished _ -> {}
        case Event.Attempted _,
            Event.Opened _,
            Event.Observed _,
            Event.Gated _,
            Event.SelfChecked _ -> {}
        case Event.Paused _, Event.Acknowledged _, Event.RolledBack _ -> {}
        case Event.Approved _, Event.Released _, Event.Steered _ -> {}
        case Event.BudgetAsked _, Event.BudgetGranted _ -> {}
      }
    }
    recorded.addAll(all);
    lastTicket = last;
  }

  /// The last ticket whose result the journal held at the start.
  long lastTicket() {
    return lastTicket;
  }

  /// The last ticket that may be issued before [#fork] has been asked for; the journal was copied
  /// up to it.
  long forkTicket() {
    return forks.isEmpty() ? Long.MAX_VALUE : forks.element();
  }

  /// Whether everything that the journal held has come out again.
  boolean caughtUp() {
    return recorded.isEmpty();
  }

  /// Writes `event`, or checks that it is the next one recorded.
  ///
  /// @return its number
  long record(Event event) {
    Event expected = recorded.poll();
    if (expected != null && !expected.equals(event)) {
      throw new Divergence(number, expected, event);
    }
    if (expected == null && appends) {
      events.add(event);
    }
    long own = number++;
    listen();
    return own;
  }

  /// Hands over what people did that stands next: nothing that the loop does makes it come out.
  private void listen() {
    while (isOfPeople(recorded.peek())) {
      Event event = recorded.remove();
      number++;
      people.accept(event);
    }
  }

  private static boolean isOfPeople(@Nullable Event event) {
    return event instanceof Event.RolledBack
        || event instanceof Event.Approved
        || event instanceof Event.BudgetAsked
        || event instanceof Event.BudgetGranted;
  }

  /// The number of the event that came out last.
  long lastNumber() {
    return number - 1;
  }

  /// The event that stands next in the journal, if it is of this type; null if not.
  <E extends Event> @Nullable E next(Class<E> type) {
    Event next = recorded.peek();
    return type.isInstance(next) ? type.cast(next) : null;
  }

  /// The pauses that stand next in the journal.
  List<Event.Paused> pauses() {
    List<Event.Paused> pauses = new ArrayList<>();
    for (Event event : recorded) {
      if (!(event instanceof Event.Paused paused)) {
        break;
      }
      pauses.add(paused);
    }
    return pauses;
  }

  /// Writes a candidate that the journal may not hold yet.
  void keep(Candidate candidate) {
    if (recorded.isEmpty() && appends) {
      blobs.add(candidate.canonical());
    }
  }

  /// Writes a blob that the journal may not hold yet.
  void keep(byte[] blob) {
    if (recorded.isEmpty() && appends) {
      blobs.add(blob);
    }
  }

  /// Hands over everything that has come out so far.
  void past(Consumer<Event> reader) {
    commit();
    journal.read(
        0,
        entry -> {
          if (entry.number() < number) {
            reader.accept(entry.event());
          }
        });
  }

  /// Whether `candidate` was proposed.
  boolean knows(Hash candidate) {
    boolean[] known = new boolean[1];
    past(event -> known[0] |= event instanceof Event.Proposed p && p.candidate().equals(candidate));
    return known[0];
  }

  /// `candidate` as it was scored last; empty if it never finished.
  Optional<Elite> elite(Hash candidate) {
    List<Elite> last = new ArrayList<>();
    Set<Long> tickets = new HashSet<>();
    past(event -> {
      if (event instanceof Event.Proposed p && p.candidate().equals(candidate)) {
        tickets.add(p.ticket());
      } else if (event instanceof Event.Scored(var ticket, Outcome.Finished(var score), _)
          && tickets.contains(ticket)) {
        last.add(new Elite(candidate(candidate, "candidate of ticket " + ticket), score, ticket));
      }
    });
    return last.isEmpty() ? Optional.empty() : Optional.of(last.getLast());
  }

  /// The candidate with this id.
  Candidate candidate(Hash id, String whose) {
    return Candidate.ofCanonical(blob(id, whose));
  }

  /// Writes a version that the journal may not hold yet.
  void keep(Version version) {
    if (recorded.isEmpty() && appends) {
      blobs.add(version.bytes());
    }
  }

  /// Writes how long a ticket took.
  void keep(Timing timing) {
    if (recorded.isEmpty() && appends) {
      timings.add(timing);
    }
  }

  /// Makes everything written so far durable.
  void commit() {
    if (!events.isEmpty() || !timings.isEmpty()) {
      journal.commit(
          new Journal.Batch(List.copyOf(events), List.copyOf(blobs), List.copyOf(timings)));
      events.clear();
      blobs.clear();
      timings.clear();
    }
  }

  /// The fork that stands here, if any; consumed.
  Event.@Nullable Forked fork() {
    if (recorded.peek() instanceof Event.Forked forked) {
      recorded.remove();
      forks.remove();
      number++;
      listen();
      return forked;
    }
    return null;
  }

  /// What the journal says came of the ticket that is next in it.
  Result result() {
    Event first = recorded.poll();
    Event second = recorded.peek();
    if (first != null) {
      recorded.addFirst(first);
    }
    if (first instanceof Event.Declined declined) {
      return new Result.Declined(declined.reason(), declined.cost());
    }
    if (first instanceof Event.Proposed proposed && second instanceof Event.Scored scored) {
      Candidate candidate =
          candidate(proposed.candidate(), "candidate of ticket " + proposed.ticket());
      return new Result.Evaluated(candidate, new Evaluation(scored.outcome(), scored.cost()));
    }
    throw new Divergence(number, String.valueOf(first), "what came of a ticket");
  }

  private byte[] blob(Hash hash, String whose) {
    return journal
        .blob(hash)
        .orElseThrow(() ->
            new IllegalStateException(
                "the journal has no blob %s, the %s: run `pawl verify`".formatted(hash, whose)));
  }

  /// The lesson that stands next in the journal; null if none does.
  Event.@Nullable Learned learned() {
    return next(Event.Learned.class);
  }

  /// A version that the journal holds.
  ///
  /// @param whose for the error if it does not
  Version version(Hash id, String whose) {
    return new Version(blob(id, whose));
  }

  /// What was learned then.
  Lesson lesson(Event.Learned event) {
    return new Lesson(
        version(event.version(), "version learned after round " + event.round()),
        event.recipe(),
        event.fromTicket(),
        event.toTicket(),
        event.lossBefore(),
        event.lossAfter(),
        event.cost(),
        Optional.of(event.refused()).filter(reason -> !reason.isEmpty()));
  }

  /// The measurements of `subject` that stand next in the journal; empty if there are none, or if
  /// some may be missing because the journal ends with them.
  List<Event.Measured> measured(Hash subject) {
    List<Event.Measured> found = new ArrayList<>();
    for (Event event : recorded) {
      if (!(event instanceof Event.Measured measured && measured.candidate().equals(subject))) {
        return found;
      }
      found.add(measured);
    }
    return List.of();
  }

  /// How the journal starts; null if it is empty.
  Event.@Nullable Started started() {
    return next(Event.Started.class);
  }
}
