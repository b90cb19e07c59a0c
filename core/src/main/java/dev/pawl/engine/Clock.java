package dev.pawl.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Time, passed in: the only place that asks the machine for it. Nothing that enters the chain
/// depends on it.
public interface Clock {

  /// Milliseconds since 1970 UTC.
  long millis();

  /// Nanoseconds since some moment, never going back.
  long nanos();

  /// CPU time of the calling thread in nanoseconds.
  long threadCpuNanos();

  /// CPU time of this process in nanoseconds.
  long processCpuNanos();

  /// The machine's clock.
  static Clock system() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new Clock() {
      @Override
      public long millis() {
        return System.currentTimeMillis();
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public long threadCpuNanos() {
        return threads.getCurrentThreadCpuTime();
      }

      @Override
      public long processCpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().map(d -> d.toNanos()).orElse(0L);
      }
    };
  }
}
