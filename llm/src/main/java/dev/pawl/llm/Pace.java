package dev.pawl.llm;

import dev.pawl.engine.Clock;
import java.time.Duration;

/// Spaces the requests to one model evenly, and holds all of them back while its server wants to be
/// spared. Any thread may use it.
final class Pace {

  private final ModelSpec spec;
  private final Clock clock;
  private final Sleeper sleeper;
  private long freeAtNanos;

  Pace(ModelSpec spec, Clock clock, Sleeper sleeper) {
    this.spec = spec;
    this.clock = clock;
    this.sleeper = sleeper;
    this.freeAtNanos = clock.nanos();
  }

  /// Waits until a request with about so many tokens may be sent.
  void await(long tokens) throws InterruptedException {
    long wait = slot(tokens) - clock.nanos();
    if (wait > 0) {
      sleeper.sleep(Duration.ofNanos(wait));
    }
  }

  /// Nobody may send anything for a while.
  synchronized void hold(Duration pause) {
    freeAtNanos = Math.max(freeAtNanos, clock.nanos() + pause.toNanos());
  }

  private synchronized long slot(long tokens) {
    long slot = Math.max(freeAtNanos, clock.nanos());
    double minutes = 0;
    if (spec.requestsPerMinute() > 0) {
      minutes = 1.0 / spec.requestsPerMinute();
    }
    if (spec.tokensPerMinute() > 0) {
      minutes = Math.max(minutes, (double) tokens / spec.tokensPerMinute());
    }
    freeAtNanos = slot + (long) (minutes * 60e9);
    return slot;
  }
}
