package dev.pawl.cli.report;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Session;
import dev.pawl.journal.Timing;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A journal of many tickets that are made up while it is read, in rounds of 1,000.
final class LongJournal implements Journal {

  private static final int ROUND = 1_000;

  private final long tickets;
  private long number;

  LongJournal(long tickets) {
    this.tickets = tickets;
  }

  @Override
  public void read(long from, Consumer<Entry> reader) {
    number = 0;
    tell(reader, new Event.Started("0.1.0", "redqueen", 1, "{}"));
    for (long ticket = 1; ticket <= tickets; ticket++) {
      int round = (int) ((ticket - 1) / ROUND) + 1;
      Hash id = new Hash(ticket * 0x9e3779b97f4a7c15L, ticket, 0, 0);
      double value = ticket % ROUND / (double) ROUND;
      Score score = new Score(value, Story.BOUNDS, List.of(), List.of(1.0, 2.0), "");
      tell(reader, new Event.Proposed(ticket, round, "op" + ticket % 9, List.of(), id));
      tell(reader, new Event.Scored(ticket, new Outcome.Finished(score), new Cost(1, 1_000)));
      if (ticket % 10 == 0) {
        tell(
            reader, new Event.Admitted(ticket, "cell %d,%d".formatted(ticket % 6, ticket / 6 % 6)));
      }
      if (ticket % ROUND == 0) {
        tell(reader, new Event.RoundEnded(round, ticket, id, value));
      }
    }
  }

  private void tell(Consumer<Entry> reader, Event event) {
    reader.accept(new Entry(number, new Hash(number, 1, 2, 3), event));
    number++;
  }

  @Override
  public void commit(Batch batch) {
    throw new UnsupportedOperationException("this journal is only read");
  }

  @Override
  public long size() {
    return number;
  }

  @Override
  public Hash head() {
    return Hash.ZERO;
  }

  @Override
  public Optional<byte[]> blob(Hash hash) {
    return Optional.empty();
  }

  @Override
  public List<Timing> timings() {
    return List.of();
  }

  @Override
  public List<Session> sessions() {
    return List.of();
  }

  @Override
  public void session(Session session) {
    throw new UnsupportedOperationException("this journal is only read");
  }

  @Override
  public void close() {}
}
