package dev.pawl.corewar.redcode;

import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The reserved words, in upper case.
final class Words {

  private static final Map<String, Opcode> OPCODES = new HashMap<>();
  private static final Map<String, Modifier> MODIFIERS = new HashMap<>();
  private static final Map<Character, Mode> MODES = new HashMap<>();
  private static final List<String> PSEUDO = List.of("ORG", "END", "PIN");

  /// Every word that can begin a statement.
  static final List<String> STATEMENTS;

  static {
    for (Opcode opcode : Opcode.values()) {
      OPCODES.put(opcode.name(), opcode);
    }
    for (Modifier modifier : Modifier.values()) {
      MODIFIERS.put(modifier.name(), modifier);
    }
    for (Mode mode : Mode.values()) {
      MODES.put(mode.symbol(), mode);
    }
    STATEMENTS =
        Stream.of(
                OPCODES.keySet().stream().sorted(), PSEUDO.stream(), Stream.of("EQU", "FOR", "ROF"))
            .flatMap(words -> words)
            .toList();
  }

  private Words() {}

  static @Nullable Opcode opcode(String word) {
    return OPCODES.get(word);
  }

  static @Nullable Modifier modifier(String word) {
    return MODIFIERS.get(word);
  }

  static @Nullable Mode mode(char symbol) {
    return MODES.get(symbol);
  }

  /// Whether the word is an opcode or a pseudo-opcode that leaves a statement.
  static boolean isStatement(String word) {
    return OPCODES.containsKey(word) || isPseudo(word);
  }

  static boolean isPseudo(String word) {
    return PSEUDO.contains(word);
  }
}
