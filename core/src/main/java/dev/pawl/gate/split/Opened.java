package dev.pawl.gate.split;

import dev.pawl.Draw;
import java.util.NoSuchElementException;

/// Sealed tasks that have been opened: real ones and traps in one sequence, which a candidate
/// cannot tell apart.
public final class Opened<T> {

  /// One task of the sequence.
  public sealed interface Item<T> {

    /// A task that counts.
    ///
    /// @param number among those that count, from 1
    record Task<T>(int number, T task) implements Item<T> {}

    /// A task that cannot be solved.
    ///
    /// @param name to record it by
    record Trap<T>(String name, T task) implements Item<T> {}
  }

  private final Opening opening;
  private final Frozen frozen;
  private final RunSecret secret;
  private final TaskSource<T> tasks;
  private final Traps<T> traps;
  private int position;
  private int given;

  Opened(Opening opening, Frozen frozen, RunSecret secret, TaskSource<T> tasks, Traps<T> traps) {
    this.opening = opening;
    this.frozen = frozen;
    this.secret = secret;
    this.tasks = tasks;
    this.traps = traps;
  }

  public Opening opening() {
    return opening;
  }

  /// Whether a task that counts is left.
  public boolean hasNext() {
    return given < opening.tasksMax();
  }

  /// The next task.
  ///
  /// @throws NoSuchElementException if all that were opened have been given out
  public Item<T> next() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          "all %d opened tasks have been given out".formatted(opening.tasksMax()));
    }
    position++;
    if (traps.share() > 0 && draw(position, "is-trap").nextDouble() < traps.share()) {
      return new Item.Trap<>(
          "%s-trap-%d".formatted(opening.split(), position),
          traps.source().task(draw(position, "trap")));
    }
    given++;
    return new Item.Task<>(given, tasks.task(draw(given, "task")));
  }

  private Draw draw(int number, String part) {
    return secret.draw(opening.split(), opening.purpose(), frozen, number, part);
  }
}
