package dev.pawl.corewar.redcode;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Warrior;
import java.util.List;

/// A warrior as `pmars -r 0` lists it.
public final class Listing {

  private Listing() {}

  /// The listing, in columns, of a warrior whose fields are reduced as [Assembler] leaves them.
  public static String of(Warrior warrior) {
    List<Instruction> code = warrior.code();
    StringBuilder out =
        new StringBuilder()
            .append(
                "Program \"%s\" (length %d) by \"%s\""
                    .formatted(warrior.name(), code.size(), warrior.author()))
            .append("\n\n       ORG      START\n");
    for (int i = 0; i < code.size(); i++) {
      out.append("%-6s %s\n".formatted(i == warrior.start() ? "START" : "", line(code.get(i))));
    }
    return out.append('\n').toString();
  }

  private static String line(Instruction i) {
    return "%3s.%-2s %c%6d, %c%6d     "
        .formatted(i.opcode(), i.modifier(), i.aMode().symbol(), i.a(), i.bMode().symbol(), i.b());
  }
}
