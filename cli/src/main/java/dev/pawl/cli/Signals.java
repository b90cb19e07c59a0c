package dev.pawl.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and SIGTERM while a run goes on: the run is told, and the process lives until it has
/// finished what is in flight, but not longer than [#GRACE_SECONDS].
final class Signals implements AutoCloseable {

  private static final long GRACE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "signals");
  private volatile boolean received;

  Signals() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean received() {
    return received;
  }

  private void hold() {
    received = true;
    try {
      done.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    if (!received) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
