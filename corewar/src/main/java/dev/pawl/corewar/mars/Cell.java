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

  /// The opcode and modifier `MOV.I`, as they lie above the modes in a code.
  static final int MOV_I = 6;

  /// Modes from this on go through a pointer.
  static final int INDIRECT = 2;

  /// Of an indirect mode: the pointer is decremented before use.
  static final int PREDECREMENT = 2;

  /// Of an indirect mode: the pointer is incremented after use.
  static final int POSTINCREMENT = 3;

  /// How modes are packed, by the ordinal of [Mode]. Bit 0 says, of an indirect mode, that the
  /// pointer is an A-field; the bits above are 1 for plain, 2 for predecrement and 3 for
  /// postincrement.
  private static final int[] PACKED_MODES = {0, 1, 2, 4, 6, 3, 5, 7};

  /// pMARS's numbers of the modes, which its checksum and our hash of the core are made of, by
  /// packed mode.
  private static final int[] PMARS_MODES = {0, 1, 2, 0x82, 3, 0x83, 4, 0x84};

  /// Modes by packed mode.
  private static final Mode[] MODES = {
    Mode.IMMEDIATE,
    Mode.DIRECT,
    Mode.B_INDIRECT,
    Mode.A_INDIRECT,
    Mode.B_PREDECREMENT,
    Mode.A_PREDECREMENT,
    Mode.B_POSTINCREMENT,
    Mode.A_POSTINCREMENT
  };

  private static final Opcode[] OPCODES = Opcode.values();
  private static final Modifier[] MODIFIERS = Modifier.values();

  private Cell() {}

  /// `code = opcode << 9 | modifier << 6 | A-mode << 3 | B-mode`.
  static int code(Opcode opcode, Modifier modifier, Mode aMode, Mode bMode) {
    return opcode.ordinal() << 9
        | modifier.ordinal() << 6
        | PACKED_MODES[aMode.ordinal()] << 3
        | PACKED_MODES[bMode.ordinal()];
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

  /// An address that is at most one core too high, brought back into the core.
  static int wrap(int address, int size) {
    return address >= size ? address - size : address;
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
