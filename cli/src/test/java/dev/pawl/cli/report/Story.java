package dev.pawl.cli.report;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.journal.Session;
import dev.pawl.journal.Timing;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A journal that a test writes by hand, event by event.
final class Story {

  static final Bounds BOUNDS = new Bounds(0, 3);

  private final MemoryJournal journal = new MemoryJournal();
  private int round = 1;
  private long ticket;

  Story started(String lab, long seed, String study) {
    return event(new Event.Started("0.1.0", lab, seed, study));
  }

  /// The next ticket: `proposer` wrote `text` from `parents`, and this came of it.
  Story ticket(String proposer, String text, Outcome outcome, Cost cost, String... parents) {
    ticket++;
    Candidate candidate = Candidate.of("warrior.red", text);
    List<Hash> ids = Arrays.stream(parents).map(Story::id).toList();
    event(new Event.Proposed(ticket, round, proposer, ids, candidate.id()), candidate.canonical());
    return event(new Event.Scored(ticket, outcome, cost));
  }

  /// The next ticket, scored and admitted to `place`.
  Story admitted(String proposer, String text, double value, String place, String... parents) {
    ticket(proposer, text, finished(value), new Cost(1, 100), parents);
    return event(new Event.Admitted(ticket, place));
  }

  Story declined(String proposer, String reason) {
    ticket++;
    return event(new Event.Declined(ticket, round, proposer, List.of(), reason, Cost.NONE));
  }

  /// Ends the round; events that follow belong to the next.
  Story roundEnded(long champion, String text, double value) {
    event(new Event.RoundEnded(round, champion, id(text), value));
    round++;
    return this;
  }

  /// A measurement of the champion of the round that ended last.
  Story measured(String text, String split, String name, double value, Double... results) {
    return event(
        new Event.Measured(
            round - 1, id(text), split, name, value, List.of(results), new Cost(0, 7)));
  }

  Story event(Event event) {
    return event(event, null);
  }

  private Story event(Event event, byte @Nullable [] blob) {
    journal.commit(
        new Journal.Batch(List.of(event), blob == null ? List.of() : List.of(blob), List.of()));
    return this;
  }

  Story timing(long endedMillis, long cpuNanos) {
    Timing timing = new Timing(ticket, endedMillis, cpuNanos, cpuNanos);
    journal.commit(new Journal.Batch(List.of(), List.of(), List.of(timing)));
    return this;
  }

  Story session(Session session) {
    journal.session(session);
    return this;
  }

  Journal journal() {
    return journal;
  }

  Run run(String name) {
    return RunFold.of(new RunInput(name, journal));
  }

  static Outcome finished(double value) {
    return new Outcome.Finished(
        new Score(value, BOUNDS, List.of(), List.of(12.0, 34.0), "survived"));
  }

  static Hash id(String text) {
    return Candidate.of("warrior.red", text).id();
  }
}
