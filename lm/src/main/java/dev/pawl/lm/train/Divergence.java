package dev.pawl.lm.train;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a training has gone where nothing is learned.
final class Divergence {

  /// Steps whose mean loss is looked at.
  private static final int WINDOW = 16;

  /// The loss is that much worse than at the start.
  private static final double FACTOR_MAX = 1.5;

  /// So that a loss that began near zero may move.
  private static final double EXCESS_MAX = 0.1;

  private Divergence() {}

  /// What is wrong after the last step; null if nothing is.
  static @Nullable String of(List<Progress> curve) {
    Progress last = curve.getLast();
    if (!Double.isFinite(last.loss()) || !Double.isFinite(last.gradientNorm())) {
      return "the loss is %s and the norm of its gradient %s"
          .formatted(last.loss(), last.gradientNorm());
    }
    if (curve.size() < 2 * WINDOW) {
      return null;
    }
    double first = mean(curve.subList(0, WINDOW));
    double now = mean(curve.subList(curve.size() - WINDOW, curve.size()));
    return now > first * FACTOR_MAX + EXCESS_MAX
        ? "the loss went up: its mean was %.4f over the first %d steps, and is %.4f over the last"
            .formatted(first, WINDOW, now)
        : null;
  }

  private static double mean(List<Progress> steps) {
    return steps.stream().mapToDouble(Progress::loss).average().orElse(0);
  }
}
