package dev.pawl.corewar.mars;

import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The hash that the traces have of a core: FNV-1a's step over the numbers that pMARS gives to what
/// is in a cell.
final class PmarsHash {
  private static final String OPCODES =
      "MOV ADD SUB MUL DIV MOD JMZ JMN DJN CMP SLT SPL DAT JMP SEQ SNE NOP LDP STP";
  private static final List<String> MODIFIERS = List.of("A", "B", "AB", "BA", "F", "X", "I");
  private static final Map<Character, Integer> MODES =
      Map.of('#', 0, '$', 1, '@', 2, '<', 3, '>', 4, '*', 0x82, '{', 0x83, '}', 0x84);

  private final Map<Opcode, Integer> opcodes = new EnumMap<>(Opcode.class);
  private final Map<Modifier, Integer> modifiers = new EnumMap<>(Modifier.class);
  private final Map<Mode, Integer> modes = new EnumMap<>(Mode.class);
  private long hash;

  PmarsHash() {
    List<String> names = List.of(OPCODES.split(" ", -1));
    for (Opcode opcode : Opcode.values()) {
      opcodes.put(opcode, names.indexOf(opcode.name()));
    }
    for (Modifier modifier : Modifier.values()) {
      modifiers.put(modifier, MODIFIERS.indexOf(modifier.name()));
    }
    for (Mode mode : Mode.values()) {
      modes.put(mode, MODES.getOrDefault(mode.symbol(), -1));
    }
  }

  void start() {
    hash = 1_469_598_103_934_665_603L;
  }

  void add(Opcode opcode, Modifier modifier, Mode aMode, int a, Mode bMode, int b) {
    mix(opcodes.getOrDefault(opcode, -1) * 8 + modifiers.getOrDefault(modifier, -1));
    mix(modes.getOrDefault(aMode, -1));
    mix(modes.getOrDefault(bMode, -1));
    mix(a);
    mix(b);
  }

  private void mix(int value) {
    hash = (hash ^ value) * 1_099_511_628_211L;
  }

  long value() {
    return hash;
  }
}
