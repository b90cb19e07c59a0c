package dev.pawl.corewar.mars;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;

/// How an instruction lies in one `long` of the core: the code (opcode, modifier and both modes) in
/// the upper half, the A-field in bits 16 to 31, the B-field in bits 0 to 15. Copying or comparing
/// a whole instruction is one operation, and an address can never leave its field, since a core has
/// at most 65,536 cells.
final class Cell {
  static final long A_MASK = 0xFFFF_0000L;
  static final long B_MASK = 0xFFFFL;
  static final long FIELDS_MASK = 0xFFFF_FFFFL;

  /// pMARS's numbers of the modes, which its checksum and our hash of the core are made of.
  private static final int[] PMARS_MODES = {0, 1, 2, 3, 4, 0x82, 0x83, 0x84};

  private static final Opcode[] OPCODES = Opcode.values();
  private static final Modifier[] MODIFIERS = Modifier.values();
  private static final Mode[] MODES = Mode.values();

  private Cell() {}

  /// `code = opcode << 9 | modifier << 6 | A-mode << 3 | B-mode`.
  @SuppressWarnings("EnumOrdinal") // the enums promise pMARS's order, and that is what is packed
  static int code(Opcode opcode, Modifier modifier, Mode aMode, Mode bMode) {
    return opcode.ordinal() << 9 | modifier.ordinal() << 6 | aMode.ordinal() << 3 | bMode.ordinal();
  }

  static long of(int code, int a, int b) {
    return (long) code << 32 | (long) a << 16 | b;
  }

  static long of(Instruction instruction, int coreSize) {
    return of(
        code(
            instruction.opcode(), instruction.modifier(), instruction.aMode(), instruction.bMode()),
        Math.floorMod(instruction.a(), coreSize),
        Math.floorMod(instruction.b(), coreSize));
  }

  static Instruction toInstruction(long cell) {
    int code = code(cell);
    return new Instruction(
        OPCODES[code >>> 9],
        MODIFIERS[code >>> 6 & 7],
        MODES[code >>> 3 & 7],
        a(cell),
        MODES[code & 7],
        b(cell));
  }

  static int code(long cell) {
    return (int) (cell >>> 32);
  }

  static int a(long cell) {
    return (int) cell >>> 16;
  }

  static int b(long cell) {
    return (int) cell & 0xFFFF;
  }

  static long withA(long cell, int a) {
    return (cell & ~A_MASK) | (long) a << 16;
  }

  static long withB(long cell, int b) {
    return (cell & ~B_MASK) | b;
  }

  /// pMARS's number for the opcode and modifier of a cell.
  static int pmarsOperation(long cell) {
    return code(cell) >>> 6;
  }

  static int pmarsAMode(long cell) {
    return PMARS_MODES[code(cell) >>> 3 & 7];
  }

  static int pmarsBMode(long cell) {
    return PMARS_MODES[code(cell) & 7];
  }
}
