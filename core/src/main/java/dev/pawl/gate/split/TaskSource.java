package dev.pawl.gate.split;

import dev.pawl.Draw;
import java.util.List;

/// Makes tasks out of chance.
@FunctionalInterface
public interface TaskSource<T> {

  /// A task; a function of the draws and nothing else.
  T task(Draw draw);

  /// Tasks drawn from a bank, each as likely as any other each time: what is then shown is about
  /// the mean over the bank.
  static <T> TaskSource<T> bank(List<T> tasks) {
    List<T> bank = List.copyOf(tasks);
    if (bank.isEmpty()) {
      throw new IllegalArgumentException("a bank has no tasks; it needs at least one");
    }
    return draw -> bank.get(draw.nextInt(bank.size()));
  }
}
