package dev.pawl.cli.model;

import dev.pawl.engine.Clock;
import dev.pawl.lm.train.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;

/// How a training goes, for people: one line that is rewritten on a terminal, or else a line every
/// few seconds and at the end.
public final class TrainingProgress implements Consumer<Progress>, AutoCloseable {

  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  /// So many losses are shown as their mean, as each is that of one batch.
  private static final int WINDOW = 20;

  private static final int BAR = 16;

  private final PrintWriter err;
  private final Clock clock;
  private final boolean terminal;
  private final Deque<Double> losses = new ArrayDeque<>();
  private long shownNanos;
  private long firstNanos;
  private long firstTokens;
  private int firstStep;
  private boolean open;

  /// @param terminal whether `err` is one
  public TrainingProgress(PrintWriter err, Clock clock, boolean terminal) {
    this.err = err;
    this.clock = clock;
    this.terminal = terminal;
    shownNanos = clock.nanos();
  }

  @Override
  public void accept(Progress progress) {
    long now = clock.nanos();
    losses.addLast(progress.loss());
    if (losses.size() > WINDOW) {
      losses.removeFirst();
    }
    if (firstNanos == 0) { // the first step also waits for memory; the second is like all others
      firstNanos = now;
      firstTokens = progress.tokens();
      firstStep = progress.step();
    }
    boolean done = progress.step() == progress.steps();
    if (done || now - shownNanos >= (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
      shownNanos = now;
      show(line(progress, now), terminal && !done);
    }
  }

  private String line(Progress progress, long now) {
    double loss = losses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    StringBuilder line = new StringBuilder();
    if (terminal) {
      int full = (int) ((long) BAR * progress.step() / progress.steps());
      line.append('[').repeat('=', full).repeat(' ', BAR - full).append("] ");
    }
    line.append(
        String.format(
            Locale.ROOT,
            "step %,d/%,d  loss %.3f  %sFLOPs",
            progress.step(),
            progress.steps(),
            loss,
            spaced(Amount.brief(progress.flops()))));
    double seconds = (now - firstNanos) / 1e9;
    if (seconds > 0.2) {
      double tokensPerSecond = (progress.tokens() - firstTokens) / seconds;
      long left =
          Math.round(
              seconds * (progress.steps() - progress.step()) / (progress.step() - firstStep));
      line.append(
          String.format(
              Locale.ROOT,
              "  %,.0f tokens/s  %d:%02d left",
              tokensPerSecond,
              left / 60,
              left % 60));
    }
    return line.toString();
  }

  /// `1.2 T` before a unit, `123 ` without a letter.
  private static String spaced(String amount) {
    return amount.contains(" ") ? amount : amount + " ";
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
}
