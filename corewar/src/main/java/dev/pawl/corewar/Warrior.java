package dev.pawl.corewar;

import java.util.List;
import java.util.OptionalInt;

/// An assembled program, ready for battle.
///
/// @param code at least one instruction
/// @param start index of the first instruction to execute
/// @param pin warriors with the same PIN share their p-space
public record Warrior(
    String name, String author, List<Instruction> code, int start, OptionalInt pin) {

  public Warrior {
    code = List.copyOf(code);
    if (code.isEmpty()) {
      throw new IllegalArgumentException(
          "warrior '%s' has no instructions; it needs at least one".formatted(name));
    }
    if (start < 0 || start >= code.size()) {
      throw new IllegalArgumentException(
          "warrior '%s' starts at instruction %d; it has instructions 0 to %d"
              .formatted(name, start, code.size() - 1));
    }
  }

  /// A warrior without a name, an author or a PIN.
  public static Warrior of(List<Instruction> code, int start) {
    return new Warrior("Unknown", "Anonymous", code, start, OptionalInt.empty());
  }
}
