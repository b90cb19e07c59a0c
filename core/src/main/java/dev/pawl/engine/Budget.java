package dev.pawl.engine;

import dev.pawl.Cost;
import java.util.Optional;

/// The account of a run. The most that a ticket can cost is reserved before it is issued, and what
/// it did cost is settled after: what is spent and reserved together never passes a limit. A spent
/// budget stops new tickets; open ones are finished and kept. Times cannot be reserved: they stop
/// new tickets when they are over.
final class Budget {

  private final Limits limits;
  private final Clock clock;
  private final long startNanos;
  private Cost spent = Cost.NONE;
  private Cost measured = Cost.NONE;
  private Cost reserved = Cost.NONE;
  private long cpuNanos;

  Budget(Limits limits, Clock clock, long cpuNanosBefore) {
    this.limits = limits;
    this.clock = clock;
    this.startNanos = clock.nanos();
    this.cpuNanos = cpuNanosBefore;
  }

  /// Why a ticket that costs up to `most` may not be issued; empty if it may.
  Optional<String> refusal(Cost most) {
    Cost would = spent.plus(reserved).plus(most);
    if (would.evaluations() > limits.evaluations()) {
      return Optional.of("budget spent: %,d evaluations".formatted(limits.evaluations()));
    }
    if (would.instructions() > limits.instructions()) {
      return Optional.of(
          "budget spent: %,d simulated instructions".formatted(limits.instructions()));
    }
    if (would.minus(measured).compute() > limits.compute()) {
      return Optional.of("budget spent: %.4g FLOPs".formatted((double) limits.compute()));
    }
    if (cpuNanos >= limits.cpu().toNanos()) {
      return Optional.of("budget spent: %s of CPU time".formatted(words(limits.cpu().toSeconds())));
    }
    if (clock.nanos() - startNanos >= limits.wall().toNanos()) {
      return Optional.of("budget spent: %s".formatted(words(limits.wall().toSeconds())));
    }
    return Optional.empty();
  }

  void reserve(Cost most) {
    reserved = reserved.plus(most);
  }

  /// @param most what was reserved; nothing for what is known from the journal
  void settle(Cost most, Cost actual, long actualCpuNanos) {
    if (!most.equals(Cost.NONE) && !actual.isWithin(most)) {
      throw new IllegalStateException(
          "a ticket cost %s, more than the %s that was reserved for it".formatted(actual, most));
    }
    reserved = reserved.minus(most);
    spent = spent.plus(actual);
    cpuNanos += actualCpuNanos;
  }

  /// Charges a lesson or a race, which cannot be reserved: nobody knows it before.
  void charge(Cost actual) {
    spent = spent.plus(actual);
  }

  /// Charges a measurement. It counts as spent, but not as compute: it improves nothing, and runs
  /// that measure more often would be set back.
  void measured(Cost actual) {
    spent = spent.plus(actual);
    measured = measured.plus(actual);
  }

  Cost spent() {
    return spent;
  }

  /// What was spent on proposing, scoring and learning, in FLOPs.
  double compute() {
    return spent.minus(measured).compute();
  }

  long cpuNanos() {
    return cpuNanos;
  }

  private static String words(long seconds) {
    return seconds < 120 ? seconds + " seconds" : "%.3g minutes".formatted(seconds / 60.0);
  }
}
