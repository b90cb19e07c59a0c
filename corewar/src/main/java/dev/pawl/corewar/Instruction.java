package dev.pawl.corewar;

import java.util.Objects;

/// One instruction of a warrior. The operands are as assembled: any integer, relative to the
/// instruction itself; the simulator reduces them modulo the core size.
///
/// @param a the A-operand
/// @param b the B-operand
public record Instruction(Opcode opcode, Modifier modifier, Mode aMode, int a, Mode bMode, int b) {

  /// What an empty core is filled with: `DAT.F $0, $0`.
  public static final Instruction EMPTY =
      new Instruction(Opcode.DAT, Modifier.F, Mode.DIRECT, 0, Mode.DIRECT, 0);

  public Instruction {
    Objects.requireNonNull(opcode);
    Objects.requireNonNull(modifier);
    Objects.requireNonNull(aMode);
    Objects.requireNonNull(bMode);
  }

  /// Canonical Redcode, such as `MOV.I $0, $1`.
  @Override
  public String toString() {
    return opcode + "." + modifier + " " + aMode.symbol() + a + ", " + bMode.symbol() + b;
  }
}
