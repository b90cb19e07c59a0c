package dev.pawl.cli;

import java.time.Duration;

/// Ctrl-C and SIGTERM while a run goes on: the run is told, and the process lives until the thread
/// that runs it has finished what is in flight and has said so, but not longer than [#GRACE].
final class Signals implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(30);

  private static volatile boolean ending;

  private final Thread runner = Thread.currentThread();
  private final Thread hook = new Thread(this::hold, "signals");

  Signals() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Whether the process ends already; then [System#exit] would wait for itself.
  static boolean ending() {
    return ending;
  }

  /// Whether the run should stop.
  boolean received() {
    return ending;
  }

  private void hold() {
    ending = true;
    try {
      runner.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook waits for this thread.
    }
  }
}
