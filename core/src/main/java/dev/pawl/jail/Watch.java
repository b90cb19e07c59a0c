package dev.pawl.jail;

import dev.pawl.engine.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watches one running program from outside until it ends, or until it passes a restriction.
///
/// @param restrictions what it may have
/// @param out what it prints
/// @param err what it prints there
/// @param meter what it uses
/// @param group its control group, if there is one
record Watch(
    Restrictions restrictions, Drain out, Drain err, Meter meter, @Nullable ControlGroup group) {

  /// What else may not be passed.
  interface Limit {
    /// Which it is, if it was passed.
    Optional<Ending> passed();
  }

  /// How late a passed limit can be noticed.
  private static final long PERIOD_MILLIS = 20;

  /// Returns when the program has ended by itself, or with what it passed; then it still lives.
  Optional<Ending> await(Process process, Clock clock, Limit other) throws InterruptedException {
    long deadline = clock.nanos() + restrictions.wall().toNanos();
    while (true) {
      long leftMillis = Math.max(0, (deadline - clock.nanos()) / 1_000_000);
      boolean ended =
          process.waitFor(Math.min(leftMillis + 1, PERIOD_MILLIS), TimeUnit.MILLISECONDS);
      Optional<Ending> passed = passed().or(other::passed);
      if (passed.isPresent() || ended) {
        return passed;
      }
      if (clock.nanos() >= deadline) {
        return Optional.of(new Ending.TimedOut(restrictions.wall().toMillis()));
      }
    }
  }

  /// Which restriction was passed, if one was.
  Optional<Ending> passed() {
    if (group != null && group.ranOutOfMemory()) {
      return over("%d bytes of memory".formatted(restrictions.memoryBytes()));
    }
    if (group != null && group.ranOutOfProcesses()) {
      return over("%d processes and threads".formatted(restrictions.processes()));
    }
    if (out.isOver() || err.isOver()) {
      return over(
          "%d bytes of standard %s"
              .formatted(restrictions.outputBytes(), out.isOver() ? "output" : "error"));
    }
    meter.measure();
    if (meter.memoryBytes() > restrictions.memoryBytes()) {
      return over("%d bytes of memory".formatted(restrictions.memoryBytes()));
    }
    if (meter.threads() > restrictions.processes() + World.PROCESSES) {
      return over("%d processes and threads".formatted(restrictions.processes()));
    }
    if (meter.cpuMillis() > restrictions.cpu().toMillis()) {
      return over("%d ms of CPU time".formatted(restrictions.cpu().toMillis()));
    }
    return Optional.empty();
  }

  private static Optional<Ending> over(String limit) {
    return Optional.of(new Ending.OverLimit(limit));
  }
}
