package dev.pawl.cli;

import dev.pawl.engine.Clock;
import dev.pawl.engine.Limits;
import dev.pawl.engine.Status;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/// Live progress on standard error: one line that is rewritten on a terminal, or else a line every
/// few seconds and at the end of every round.
final class Progress implements Consumer<Status>, AutoCloseable {

  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final Clock clock;
  private final Limits limits;
  private final boolean terminal = Boolean.getBoolean("pawl.err.terminal");
  private final long startNanos;
  private long shownNanos;
  private long liveTickets;
  private long liveNanos;
  private boolean open;

  Progress(PrintWriter err, Clock clock, Limits limits) {
    this.err = err;
    this.clock = clock;
    this.limits = limits;
    startNanos = clock.nanos();
    shownNanos = startNanos;
  }

  @Override
  public void accept(Status status) {
    long now = clock.nanos();
    if (status.recorded()) {
      liveNanos = 0;
    } else if (liveNanos == 0) {
      liveNanos = now;
      liveTickets = status.ticket();
    }
    boolean roundDone =
        status.learning().isEmpty() && status.roundTicket() == status.roundTickets();
    boolean due = now - shownNanos >= (terminal ? ON_TERMINAL : ELSEWHERE).toNanos();
    if ((due || (roundDone && !status.recorded()))) {
      shownNanos = now;
      show(line(status, now), terminal && !roundDone);
    }
  }

  /// With the digits that a small step forward is seen in.
  private static String shown(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(9)).stripTrailingZeros().toPlainString();
  }

  private String line(Status status, long now) {
    double seconds = liveNanos == 0 ? 0 : (now - liveNanos) / 1e9;
    double rate = seconds > 0.5 ? (status.ticket() - liveTickets) / seconds : 0;
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "round %d/%d  ticket %,d/%,d  best %s  %d elites",
            status.round(),
            status.rounds(),
            status.roundTicket(),
            status.roundTickets(),
            status.best().map(e -> shown(e.score().value())).orElse("-"),
            status.archived()));
    if (status.spent().instructions() > 0) {
      line.append("  ").append(quantity(status.spent().instructions())).append(" instructions");
    }
    status.gate().ifPresent(words -> line.append("  gate: ").append(words));
    if (status.learning().isPresent()) {
      line.append("  learning: ").append(status.learning().get());
    } else if (status.recorded()) {
      line.append("  reading the journal");
    } else if (rate > 0) {
      line.append(String.format(Locale.ROOT, "  %.1f tickets/s", rate));
    }
    if (limits.wall().toDays() < 365) {
      long left = limits.wall().toSeconds() - (now - startNanos) / 1_000_000_000;
      line.append(
          String.format(
              Locale.ROOT, "  %d:%02d left", Math.max(0, left) / 60, Math.max(0, left) % 60));
    }
    return line.toString();
  }

  private void show(String line, boolean rewrite) {
    err.print(terminal ? "\r\033[K" + line : line);
    if (!rewrite) {
      err.println();
    }
    err.flush();
    open = rewrite;
  }

  @Override
  public void close() {
    if (open) {
      err.println();
      err.flush();
    }
  }

  private static String quantity(long n) {
    if (n < 1_000_000) {
      return String.format(Locale.ROOT, "%,d", n);
    }
    return n < 1_000_000_000
        ? String.format(Locale.ROOT, "%.0f M", n / 1e6)
        : String.format(Locale.ROOT, "%.2f G", n / 1e9);
  }
}
