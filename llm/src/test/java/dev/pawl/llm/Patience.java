package dev.pawl.llm;

import dev.pawl.engine.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that only moves when somebody waits.
final class Patience implements Clock, Sleeper {

  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  List<Duration> pauses() {
    return pauses;
  }

  @Override
  public void sleep(Duration duration) {
    pauses.add(duration);
    nanos.addAndGet(duration.toNanos());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public long millis() {
    return 1_800_000_000_000L + nanos.get() / 1_000_000;
  }

  @Override
  public long threadCpuNanos() {
    return 0;
  }

  @Override
  public long processCpuNanos() {
    return 0;
  }
}
