package dev.pawl.llm;

import java.time.Duration;

/// Waiting, passed in: tests wait in no time.
public interface Sleeper {

  /// Waits.
  void sleep(Duration duration) throws InterruptedException;

  /// Really waits.
  static Sleeper system() {
    return Thread::sleep;
  }
}
