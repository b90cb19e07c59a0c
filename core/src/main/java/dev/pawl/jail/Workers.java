package dev.pawl.jail;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/// A few workers that are started ahead. One that is no longer fit, or was asked as often as it may
/// be, is killed before its last answer is given out, and another is started.
final class Workers implements Asked {

  private record Waiting(Worker worker, int questions) {}

  private final BubblewrapJail jail;
  private final Job machine;
  private final Restrictions restrictions;
  private final int questionsMax;
  private final BlockingQueue<Future<Waiting>> ready = new LinkedBlockingQueue<>();
  private final ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor();

  /// @param machine what each worker is
  /// @param restrictions for each question
  /// @param count how many can be asked at the same time
  /// @param questionsMax how many one is asked at most; 1 gives each question a process of its own
  Workers(
      BubblewrapJail jail, Job machine, Restrictions restrictions, int count, int questionsMax) {
    this.jail = jail;
    this.machine = machine;
    this.restrictions = restrictions;
    this.questionsMax = questionsMax;
    for (int i = 0; i < count; i++) {
      startOne();
    }
  }

  @Override
  public Walls walls() {
    return jail.walls();
  }

  /// Asks one of them, and waits until one is free.
  @Override
  public Reply ask(Bytes question) throws InterruptedException {
    Waiting waiting = takeFit();
    boolean stays = false;
    try {
      Reply reply = waiting.worker().ask(question);
      stays = waiting.worker().isFit() && waiting.questions() + 1 < questionsMax;
      return reply;
    } finally {
      if (stays) {
        ready.add(
            CompletableFuture.completedFuture(
                new Waiting(waiting.worker(), waiting.questions() + 1)));
      } else {
        replace(waiting);
      }
    }
  }

  /// Kills all.
  @Override
  public void close() {
    starting.close();
    for (Future<Waiting> waiting : ready) {
      if (waiting.state() == Future.State.SUCCESS) {
        waiting.resultNow().worker().close();
      }
    }
  }

  private Waiting takeFit() throws InterruptedException {
    Waiting waiting = take();
    while (!waiting.worker().isFit()) { // it spoke or died while nobody asked
      replace(waiting);
      waiting = take();
    }
    return waiting;
  }

  private Waiting take() throws InterruptedException {
    Future<Waiting> next = ready.take();
    try {
      return next.get();
    } catch (InterruptedException e) {
      ready.add(next);
      throw e;
    } catch (ExecutionException e) {
      startOne(); // so that the next question does not wait for ever
      throw e.getCause() instanceof JailException jailed
          ? jailed
          : new JailException("a worker could not be started", e);
    }
  }

  private void replace(Waiting used) {
    used.worker().close();
    startOne();
  }

  private void startOne() {
    ready.add(
        starting.submit(
            () -> new Waiting(Worker.start(jail, machine, restrictions, jail.clock()), 0)));
  }
}
