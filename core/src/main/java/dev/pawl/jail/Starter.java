package dev.pawl.jail;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts processes from one thread that lives as long as this program.
///
/// A process that asks to die with its parent dies with the *thread* that started it. Were that a
/// pooled or virtual thread, the kernel would kill jails whenever an idle carrier thread ends.
final class Starter {

  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("pawl-jail-starter").factory());

  private Starter() {}

  static Process start(ProcessBuilder builder) throws InterruptedException {
    try {
      return THREAD.submit(builder::start).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw new JailException(
            "cannot start %s: %s".formatted(builder.command().getFirst(), io), io);
      }
      throw new JailException("cannot start " + builder.command().getFirst(), e);
    }
  }
}
