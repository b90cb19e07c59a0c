package dev.pawl.cli;

import dev.pawl.engine.Clock;
import dev.pawl.engine.Status;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Live progress of several runs on standard error: a line for each that ends, and now and then one
/// of those that go on. Called from many threads.
final class Climbing implements AutoCloseable {

  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration ELSEWHERE = Duration.ofSeconds(20);

  private final PrintWriter err;
  private final Clock clock;
  private final int runs;
  private final boolean terminal = Boolean.getBoolean("pawl.err.terminal");
  private final long startNanos;
  private final Map<String, String> going = new TreeMap<>();
  private long shownNanos;
  private int done;

  Climbing(PrintWriter err, Clock clock, int runs) {
    this.err = err;
    this.clock = clock;
    this.runs = runs;
    startNanos = clock.nanos();
    shownNanos = startNanos;
  }

  synchronized void accept(String name, Status status) {
    going.put(name, words(status));
    long now = clock.nanos();
    if (now - shownNanos >= (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
      shownNanos = now;
      StringBuilder line = new StringBuilder("%d/%d done%s".formatted(done, runs, left(now)));
      going.forEach((run, words) -> line.append("  %s: %s".formatted(run, words)));
      err.print(terminal ? "\r\033[K" + line : line + System.lineSeparator());
      err.flush();
    }
  }

  private String left(long now) {
    if (done == 0) {
      return "";
    }
    long seconds = (now - startNanos) / 1_000_000_000 * (runs - done) / done;
    return ", about %d:%02d left".formatted(seconds / 60, seconds % 60);
  }

  private static String words(Status status) {
    return status
        .learning()
        .map(words -> "round %d, learning: %s".formatted(status.round(), words))
        .orElseGet(() ->
            "round %d, ticket %,d, %.3g FLOPs%s"
                .formatted(
                    status.round(),
                    status.ticket(),
                    (double) status.spent().compute(),
                    status.gate().map(words -> ", " + words).orElse("")));
  }

  synchronized void done(String name, String why) {
    going.remove(name);
    done++;
    err.printf("%s%s: %s%n", terminal ? "\r\033[K" : "", name, why);
    err.flush();
  }

  @Override
  public synchronized void close() {
    err.flush();
  }
}
