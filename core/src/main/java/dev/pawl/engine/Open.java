package dev.pawl.engine;

import dev.pawl.Hash;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A ticket in flight: issued, then started, then done.
final class Open {

  private final Ticket ticket;
  private final boolean recorded;
  private @Nullable Future<Result.Timed> future;

  /// @param recorded whether its result will be read from the journal: then it needs no thread
  Open(Ticket ticket, boolean recorded) {
    this.ticket = ticket;
    this.recorded = recorded;
  }

  Ticket ticket() {
    return ticket;
  }

  /// Whether its result is there.
  boolean done() {
    return recorded || (future != null && future.isDone());
  }

  /// Whether a worker has it or had it; never for one that is read from the journal.
  boolean started() {
    return future != null;
  }

  void start(ExecutorService workers, ConcurrentMap<Hash, Long> seen, Clock clock) {
    future = workers.submit(() -> ticket.work(seen, clock));
  }

  /// Waits for the result.
  Result.Timed await(Scribe scribe) throws InterruptedException {
    if (recorded) {
      return new Result.Timed(scribe.result(), null);
    }
    if (future == null) {
      throw new IllegalStateException("ticket %d was not started".formatted(ticket.number()));
    }
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "ticket %d could not be evaluated".formatted(ticket.number()), e.getCause());
    }
  }
}
