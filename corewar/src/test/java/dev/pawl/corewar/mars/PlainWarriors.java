package dev.pawl.corewar.mars;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Reads fully spelled warriors such as the traced ones, and writes them for pMARS, so that no test
/// of the simulator depends on the assembler.
final class PlainWarriors {
  private PlainWarriors() {}

  static Warrior parse(String name, String text) {
    var code = new ArrayList<Instruction>();
    int start = 0;
    OptionalInt pin = OptionalInt.empty();
    for (String line : text.lines().toList()) {
      String[] words = line.replace(",", " ").strip().split("\\s+", -1);
      switch (words[0]) {
        case "" -> {}
        case "ORG" -> start = Integer.parseInt(words[1]);
        case "PIN" -> pin = OptionalInt.of(Integer.parseInt(words[1]));
        default -> {
          if (!words[0].startsWith(";")) {
            code.add(instruction(words));
          }
        }
      }
    }
    return new Warrior(name, "Anonymous", code, start, pin);
  }

  static List<Instruction> code(String text) {
    return parse("inline", text).code();
  }

  private static Instruction instruction(String[] words) {
    String[] operation = words[0].split("\\.", -1);
    return new Instruction(
        Opcode.valueOf(operation[0]),
        Modifier.valueOf(operation[1]),
        mode(words[1]),
        Integer.parseInt(words[1].substring(1)),
        mode(words[2]),
        Integer.parseInt(words[2].substring(1)));
  }

  private static Mode mode(String operand) {
    for (Mode mode : Mode.values()) {
      if (mode.symbol() == operand.charAt(0)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("no mode in operand '%s'".formatted(operand));
  }

  /// Source that pMARS assembles to exactly this warrior.
  static String toSource(Warrior warrior) {
    var source = new StringBuilder(";redcode\n;name ").append(warrior.name());
    source.append("\n;author ").append(warrior.author()).append("\n;assert 1\n");
    warrior.pin().ifPresent(pin -> source.append("PIN ").append(pin).append('\n'));
    source.append("ORG ").append(warrior.start()).append('\n');
    warrior.code().forEach(instruction -> source.append(instruction).append('\n'));
    return source.append("END\n").toString();
  }
}
