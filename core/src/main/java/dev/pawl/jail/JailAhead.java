package dev.pawl.jail;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A jail whose walls are built ahead: for each shape of job that was run before, a few stand
/// ready, each for one program and never for a second. So a program waits only until its files are
/// there.
///
/// What remains of a program's walls is cleaned up when its result is out; nothing of it is alive
/// then. A jail that is not made of bubblewrap is used as it is.
public final class JailAhead implements Jail, AutoCloseable {

  private static final int SHAPES_MAX = 8;

  private final Jail jail;
  private final int count;
  private final Map<World.Shape, Queue<Future<Vacant>>> ready = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private JailAhead(Jail jail, int count) {
    this.jail = jail;
    this.count = count;
  }

  /// The same walls as those of `jail`, built ahead.
  ///
  /// @param count how many stand ready for each shape of job
  public static JailAhead of(Jail jail, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least 1 must stand ready; found " + count);
    }
    return new JailAhead(jail, count);
  }

  @Override
  public Walls walls() {
    return jail.walls();
  }

  @Override
  public Ran run(Job job) throws InterruptedException {
    Optional<String> problem = Workplace.problem(job.files());
    if (problem.isPresent() || !(jail instanceof BubblewrapJail bubblewrap)) {
      return jail.run(job);
    }
    World.Shape shape = World.Shape.of(job);
    Prepared prepared = take(bubblewrap, shape).occupy(job);
    boolean ended = false;
    try {
      prepared.start();
      Ran ran = prepared.run(job.input());
      ended = true;
      return ran;
    } finally {
      if (ended) {
        threads.execute(prepared::close);
      } else {
        prepared.close();
      }
      refill(bubblewrap, shape); // not before: it would take CPU from the program
    }
  }

  /// Tears down the walls that stand ready.
  @Override
  public void close() {
    threads.close();
    for (Queue<Future<Vacant>> queue : ready.values()) {
      for (Future<Vacant> each : queue) {
        if (each.state() == Future.State.SUCCESS) {
          each.resultNow().close();
        }
      }
    }
  }

  private Vacant take(BubblewrapJail bubblewrap, World.Shape shape) throws InterruptedException {
    Queue<Future<Vacant>> queue = ready.getOrDefault(shape, new ConcurrentLinkedQueue<>());
    for (Future<Vacant> next = queue.poll(); next != null; next = queue.poll()) {
      try {
        Vacant vacant = next.get();
        if (vacant.isReady()) {
          return vacant;
        }
        vacant.close();
      } catch (InterruptedException e) {
        queue.add(next);
        throw e;
      } catch (ExecutionException e) {
        // It could not be built ahead; if it cannot be built now, that is said below.
      }
    }
    return bubblewrap.build(shape);
  }

  private void refill(BubblewrapJail bubblewrap, World.Shape shape) {
    if (ready.size() >= SHAPES_MAX && !ready.containsKey(shape)) {
      return;
    }
    Queue<Future<Vacant>> queue =
        ready.computeIfAbsent(shape, key -> new ConcurrentLinkedQueue<>());
    while (queue.size() < count) {
      queue.add(threads.submit(() -> bubblewrap.build(shape)));
    }
  }
}
