package dev.pawl.corewar.viewer;

import dev.pawl.corewar.Settings;
import java.util.List;

/// One round, written down instruction by instruction; made by a [Recorder].
public final class Recording {
  private final Settings settings;
  private final List<Fighter> fighters;
  private final long instructions;
  final Tape tape;
  final int loaded;

  Recording(Settings settings, List<Fighter> fighters, long instructions, Tape tape, int loaded) {
    this.settings = settings;
    this.fighters = List.copyOf(fighters);
    this.instructions = instructions;
    this.tape = tape;
    this.loaded = loaded;
  }

  /// One of the warriors of the round.
  ///
  /// @param name untrusted text
  /// @param author untrusted text
  /// @param position of its first instruction
  /// @param length number of its instructions
  /// @param tasks processes at the end of the round; none if it died
  /// @param cyclesAlive in which it was alive
  public record Fighter(
      String name, String author, int position, int length, int tasks, int cyclesAlive) {
    /// Whether it survived the round.
    public boolean alive() {
      return tasks > 0;
    }
  }

  public Settings settings() {
    return settings;
  }

  /// The warriors, in the order of the contestants.
  public List<Fighter> fighters() {
    return fighters;
  }

  /// Number of instructions that were executed in the round.
  public long instructions() {
    return instructions;
  }

  /// Number of instructions that were written down, from the first one on.
  public int steps() {
    return tape.steps;
  }

  /// Whether the round went on after the last instruction that was written down.
  public boolean truncated() {
    return tape.steps < instructions;
  }

  /// The outcome in one line, such as `Fang wins` or `tie of Fang and Ream`. Holds names:
  /// untrusted.
  public String outcome() {
    List<String> survivors = fighters.stream().filter(Fighter::alive).map(Fighter::name).toList();
    return switch (survivors.size()) {
      case 0 -> "nobody survives";
      case 1 -> survivors.getFirst() + " wins";
      default ->
          "tie of %s and %s"
              .formatted(
                  String.join(", ", survivors.subList(0, survivors.size() - 1)),
                  survivors.getLast());
    };
  }
}
