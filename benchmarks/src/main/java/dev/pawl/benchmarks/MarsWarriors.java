package dev.pawl.benchmarks;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Warrior;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads assembled warriors, as `pmars -r 0` prints them or as the script `mars-peers` writes them:
/// every opcode with its modifier, every operand with its mode, `ORG` with a number or the label
/// `START`.
final class MarsWarriors {
  private static final Pattern LINE =
      Pattern.compile(
          "(START)?\\s*([A-Z]{3})\\.([A-Z]{1,2})\\s+(\\S)\\s*(-?\\d+),\\s*(\\S)\\s*(-?\\d+)\\s*");
  private static final Pattern ORG = Pattern.compile("\\s*ORG\\s+(\\d+)\\s*");

  private MarsWarriors() {}

  /// All warriors of a folder, by file name.
  static List<Warrior> folder(Path folder) throws IOException {
    var warriors = new ArrayList<Warrior>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        warriors.add(file(file));
      }
    }
    return warriors;
  }

  static Warrior file(Path file) throws IOException {
    var code = new ArrayList<Instruction>();
    int start = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      Matcher org = ORG.matcher(line);
      Matcher instruction = LINE.matcher(line);
      if (org.matches()) {
        start = Integer.parseInt(org.group(1));
      } else if (instruction.matches()) {
        if (instruction.group(1) != null) {
          start = code.size();
        }
        code.add(
            new Instruction(
                Opcode.valueOf(instruction.group(2)),
                Modifier.valueOf(instruction.group(3)),
                mode(instruction.group(4)),
                Integer.parseInt(instruction.group(5)),
                mode(instruction.group(6)),
                Integer.parseInt(instruction.group(7))));
      }
    }
    return new Warrior(
        String.valueOf(file.getFileName()), "Anonymous", code, start, OptionalInt.empty());
  }

  private static Mode mode(String symbol) {
    for (Mode mode : Mode.values()) {
      if (mode.symbol() == symbol.charAt(0)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("no addressing mode is written '%s'".formatted(symbol));
  }
}
