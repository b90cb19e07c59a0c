package dev.pawl.corewar.redcode;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Warrior;
import java.nio.charset.StandardCharsets;

/// The plainest text of a warrior, one instruction a line, for storage: pMARS and [Assembler] read
/// the identical warrior back.
public final class LoadFile {

  private static final int NAME_BYTES_MAX = 200;

  private LoadFile() {}

  /// The code alone: equal code gives equal text. Fields are written in the core size's range from
  /// just above minus one half to one half.
  public static String code(Warrior warrior, int coreSize) {
    StringBuilder out = new StringBuilder("ORG ").append(warrior.start()).append('\n');
    warrior.pin().ifPresent(pin -> out.append("PIN ").append(pin).append('\n'));
    for (Instruction i : warrior.code()) {
      Instruction canonical =
          new Instruction(
              i.opcode(),
              i.modifier(),
              i.aMode(),
              nearest(i.a(), coreSize),
              i.bMode(),
              nearest(i.b(), coreSize));
      out.append(canonical).append('\n');
    }
    return out.toString();
  }

  /// A whole file: `;redcode-94`, name, author, an assertion of the core size, the code, and `END`.
  /// Name and author lose what a comment line cannot hold: control characters, space at the front,
  /// a backslash at the end, and what exceeds 200 bytes.
  public static String of(Warrior warrior, int coreSize) {
    return ";redcode-94\n;name %s\n;author %s\n;assert CORESIZE==%d\n%sEND\n"
        .formatted(
            comment(warrior.name()), comment(warrior.author()), coreSize, code(warrior, coreSize));
  }

  /// The number of least magnitude that means the same cell; half the core counts as positive.
  static int nearest(long value, int coreSize) {
    int cell = (int) Math.floorMod(value, (long) coreSize);
    return cell > coreSize / 2 ? cell - coreSize : cell;
  }

  private static String comment(String text) {
    StringBuilder out = new StringBuilder();
    int bytes = 0;
    for (int c : text.codePoints().toArray()) {
      String next = Character.toString(Character.isISOControl(c) ? ' ' : c);
      bytes += next.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > NAME_BYTES_MAX) {
        break;
      }
      out.append(next);
    }
    String kept = out.toString().stripLeading();
    return kept.endsWith("\\") ? kept.substring(0, kept.length() - 1) + "/" : kept;
  }
}
