package dev.pawl.jail;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A command that is started ahead, a few times, each in walls of its own, each for one input and
/// never for a second. It gets ready and waits for its input; its time begins when that comes.
///
/// The next is started when one has been used, in the background, and takes CPU from whatever else
/// runs then. In a jail that is not made of bubblewrap, it starts with its input.
public final class Poised implements AutoCloseable {

  private final Jail jail;
  private final Job job;
  private final BlockingQueue<Future<Prepared>> ready = new LinkedBlockingQueue<>();
  private final @Nullable ExecutorService starting;

  private Poised(Jail jail, Job job, @Nullable ExecutorService starting) {
    this.jail = jail;
    this.job = job;
    this.starting = starting;
  }

  /// Starts the command of `job` `count` times.
  ///
  /// @param job its input is not used
  public static Poised of(Jail jail, Job job, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least 1 must stand ready; found " + count);
    }
    boolean isAhead = jail instanceof BubblewrapJail && Workplace.problem(job.files()).isEmpty();
    Poised poised =
        new Poised(jail, job, isAhead ? Executors.newVirtualThreadPerTaskExecutor() : null);
    for (int i = 0; i < count; i++) {
      poised.startOne();
    }
    return poised;
  }

  /// Gives `input` to one that waits, and says what came of it.
  public Ran run(Bytes input) throws InterruptedException {
    if (starting == null) {
      return jail.run(job.reading(input));
    }
    try (Prepared prepared = waiting()) {
      return prepared.run(input);
    } finally {
      startOne(); // not before: it would take CPU from the candidate
    }
  }

  /// One that waits. Whoever died before its input came, for want of memory or of a signal, says
  /// nothing about that input; another is started in its place, once.
  private Prepared waiting() throws InterruptedException {
    try {
      Prepared prepared = ready.take().get();
      if (prepared.inmate().process().toHandle().isAlive()) {
        return prepared;
      }
      prepared.close();
    } catch (ExecutionException e) {
      // It could not be started ahead; if it cannot be started now, that is said below.
    }
    return start();
  }

  /// Stops those that wait.
  @Override
  public void close() {
    Optional.ofNullable(starting).ifPresent(ExecutorService::close);
    for (Future<Prepared> waiting : ready) {
      if (waiting.state() == Future.State.SUCCESS) {
        waiting.resultNow().close();
      }
    }
  }

  private void startOne() {
    if (starting != null) {
      ready.add(starting.submit(this::start));
    }
  }

  private Prepared start() throws InterruptedException {
    if (!(jail instanceof BubblewrapJail bubblewrap)) {
      throw new IllegalStateException("only bubblewrap starts programs ahead");
    }
    Prepared prepared = bubblewrap.prepare(job);
    prepared.start();
    return prepared;
  }
}
