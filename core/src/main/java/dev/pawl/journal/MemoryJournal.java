package dev.pawl.journal;

import dev.pawl.Hash;
import dev.pawl.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A journal that lives as long as its object: for runs that nobody will ask about, and for
/// simulations, in which it can crash after any event.
///
/// A crash keeps the events up to that one, also in the middle of a batch (harsher than a database,
/// which keeps all of a batch or nothing), the blobs of candidates that those events propose, and
/// the timings of tickets that they score. Then this object is dead like the process that it stands
/// for, and [#survivor()] is what the next process finds.
public final class MemoryJournal implements Journal {

  private static final long NEVER = Long.MAX_VALUE;

  private final List<Row> rows = new ArrayList<>();
  private final Map<Hash, byte[]> blobs = new TreeMap<>();
  private final Map<Long, Timing> timings = new TreeMap<>();
  private final Map<Integer, Session> sessions = new TreeMap<>();
  private long eventsLeft;
  private boolean dead;

  /// A journal that never crashes.
  public MemoryJournal() {
    this(NEVER);
  }

  /// A journal that crashes as soon as `events` events have been appended; with 0, at the first
  /// attempt to append one.
  public MemoryJournal(long events) {
    if (events < 0) {
      throw new IllegalArgumentException("cannot crash after %d events".formatted(events));
    }
    eventsLeft = events;
  }

  /// A crash that was asked for. An error, so that no handler of ordinary exceptions lives on.
  public static final class Crash extends Error {

    private static final long serialVersionUID = 1;

    private Crash(long size) {
      super("simulated crash with %d events in the journal".formatted(size));
    }
  }

  /// A journal with the same content, that never crashes.
  public MemoryJournal survivor() {
    return survivor(NEVER);
  }

  /// A journal with the same content, that crashes as soon as `events` more have been appended.
  public synchronized MemoryJournal survivor(long events) {
    MemoryJournal survivor = new MemoryJournal(events);
    survivor.rows.addAll(rows);
    survivor.blobs.putAll(blobs);
    survivor.timings.putAll(timings);
    survivor.sessions.putAll(sessions);
    return survivor;
  }

  @Override
  public synchronized void commit(Batch batch) {
    mustLive();
    List<Row> appended = new ArrayList<>();
    Hash hash = headOf(rows);
    for (Event event : batch.events()) {
      Row row = Row.of(rows.size() + appended.size(), hash, event);
      appended.add(row);
      hash = row.hash();
    }
    if (appended.isEmpty() || appended.size() < eventsLeft) {
      rows.addAll(appended);
      batch.blobs().forEach(blob -> blobs.put(Hash.of(blob), blob.clone()));
      batch.timings().forEach(timing -> timings.put(timing.ticket(), timing));
      eventsLeft -= eventsLeft == NEVER ? 0 : appended.size();
      return;
    }
    int kept = (int) eventsLeft;
    rows.addAll(appended.subList(0, kept));
    batch.events().subList(0, kept).forEach(event -> keepWhatBelongsTo(event, batch));
    dead = true;
    mustLive();
  }

  private void keepWhatBelongsTo(Event event, Batch batch) {
    if (event instanceof Event.Proposed proposed) {
      keepBlob(proposed.candidate(), batch);
    }
    if (event instanceof Event.Learned learned) {
      keepBlob(learned.version(), batch);
    }
    if (event instanceof Event.Steered(_, _, _, Order.Inject(var candidate, _))) {
      keepBlob(candidate, batch);
    }
    if (event instanceof Event.Scored scored) {
      batch.timings().stream()
          .filter(timing -> timing.ticket() == scored.ticket())
          .forEach(timing -> timings.put(timing.ticket(), timing));
    }
  }

  private void keepBlob(Hash wanted, Batch batch) {
    batch.blobs().stream()
        .filter(blob -> Hash.of(blob).equals(wanted))
        .forEach(blob -> blobs.put(wanted, blob.clone()));
  }

  private void mustLive() {
    if (dead) {
      throw new Crash(rows.size());
    }
  }

  private static Hash headOf(List<Row> rows) {
    return rows.isEmpty() ? Hash.ZERO : rows.getLast().hash();
  }

  @Override
  public synchronized long size() {
    mustLive();
    return rows.size();
  }

  @Override
  public synchronized Hash head() {
    mustLive();
    return headOf(rows);
  }

  @Override
  public void read(long from, Consumer<Entry> reader) {
    List<Row> wanted = from(from);
    Hash before = from == 0 ? Hash.ZERO : before(from);
    for (Row row : wanted) {
      reader.accept(row.entry(row.number(), before));
      before = row.hash();
    }
  }

  private synchronized List<Row> from(long from) {
    mustLive();
    if (from < 0) {
      throw new IllegalArgumentException("entries are numbered from 0; asked for " + from);
    }
    return from >= rows.size() ? List.of() : List.copyOf(rows.subList((int) from, rows.size()));
  }

  private synchronized Hash before(long number) {
    return number > rows.size() ? headOf(rows) : rows.get((int) number - 1).hash();
  }

  @Override
  public synchronized Optional<byte[]> blob(Hash hash) {
    mustLive();
    return Optional.ofNullable(blobs.get(hash)).map(byte[]::clone);
  }

  @Override
  public synchronized List<Timing> timings() {
    mustLive();
    return List.copyOf(timings.values());
  }

  @Override
  public synchronized List<Session> sessions() {
    mustLive();
    return List.copyOf(sessions.values());
  }

  @Override
  public synchronized void session(Session session) {
    mustLive();
    sessions.put(session.number(), session);
  }

  /// Does nothing: what it holds remains.
  @Override
  public void close() {}
}
