package dev.pawl.corewar.mars;

import static dev.pawl.corewar.mars.Cell.a;
import static dev.pawl.corewar.mars.Cell.b;
import static dev.pawl.corewar.mars.Cell.withA;
import static dev.pawl.corewar.mars.Cell.withB;

/// Executes any instruction, the plain way; the loops call it for whatever they have no shorter
/// path for.
///
/// Most operations are defined by two components, one that ends in the A-field of the B-operand's
/// cell and one in its B-field. A modifier says which of the two take part and whether the
/// A-operand's fields are swapped on the way, and that is all that it says but for `.I`.
final class Executor {
  /// What [#execute] answers when the process dies.
  static final int DIED = -1;

  /// Set in the answer of [#execute] when the next instruction is queued first and then the address
  /// in the lower 16 bits.
  static final int SPLIT = 1 << 16;

  private static final int OPCODE_ADD = 1;
  private static final int OPCODE_SUB = 2;
  private static final int OPCODE_MUL = 3;
  private static final int OPCODE_DIV = 4;
  private static final int OPCODE_MOD = 5;
  private static final int MODIFIER_I = 6;

  private final long[] core;
  private final int size;
  private final PSpace pSpace;

  /// The cells that the last instruction wrote, or -1.
  int wroteByA;

  int wroteByB;
  int wroteTarget;

  Executor(long[] core, int size, PSpace pSpace) {
    this.core = core;
    this.size = size;
    this.pSpace = pSpace;
  }

  /// Executes `ir`, the instruction at `pc`, for warrior `w`.
  ///
  /// @return the address to queue, with [#SPLIT] for one more; or [#DIED]
  int execute(int w, int pc, long ir) {
    int code = Cell.code(ir);
    wroteByA = -1;
    wroteByB = -1;
    wroteTarget = -1;
    int target = pc;
    long ra = ir;
    int aMode = code >>> 3 & 7;
    if (aMode != 0) {
      target = wrap(pc + a(ir));
      if (aMode >= Cell.INDIRECT) {
        int pointer = target;
        target = follow(pointer, aMode);
        ra = core[target];
        wroteByA = leave(pointer, aMode);
      } else {
        ra = core[target];
      }
    }
    int destination = pc;
    long rb = ir;
    int bMode = code & 7;
    if (bMode != 0) {
      destination = wrap(pc + b(ir));
      if (bMode >= Cell.INDIRECT) {
        int pointer = destination;
        destination = follow(pointer, bMode);
        rb = core[destination];
        wroteByB = leave(pointer, bMode);
      } else {
        rb = core[destination];
      }
    }
    return operate(w, pc, code >>> 6, target, ra, destination, rb);
  }

  private int operate(int w, int pc, int operation, int target, long ra, int destination, long rb) {
    int modifier = operation & 7;
    boolean swaps = modifier == 2 || modifier == 3 || modifier == 5;
    boolean onA = modifier != 1 && modifier != 2;
    boolean onB = modifier != 0 && modifier != 3;
    int sourceA = swaps ? b(ra) : a(ra);
    int sourceB = swaps ? a(ra) : b(ra);
    int opcode = operation >>> 3;
    boolean skips;
    switch (opcode) {
      case 0 -> { // MOV
        long old = core[destination];
        long moved = onA ? withA(old, sourceA) : old;
        core[destination] = modifier == MODIFIER_I ? ra : onB ? withB(moved, sourceB) : moved;
        wroteTarget = destination;
        skips = false;
      }
      case OPCODE_ADD, OPCODE_SUB, OPCODE_MUL, OPCODE_DIV, OPCODE_MOD -> {
        boolean dies = false;
        if (onA) {
          dies = !calculate(opcode, destination, true, a(rb), sourceA);
        }
        if (onB) {
          dies |= !calculate(opcode, destination, false, b(rb), sourceB);
        }
        if (dies) {
          return DIED;
        }
        skips = false;
      }
      case 6 -> { // JMZ
        return (onA && a(rb) != 0) || (onB && b(rb) != 0) ? wrap(pc + 1) : target;
      }
      case 7 -> { // JMN
        return (onA && a(rb) != 0) || (onB && b(rb) != 0) ? target : wrap(pc + 1);
      }
      case 8 -> { // DJN: counts down the cell as it is now, but tests what the operand was
        long old = core[destination];
        long less = onA ? withA(old, decremented(a(old))) : old;
        core[destination] = onB ? withB(less, decremented(b(old))) : less;
        wroteTarget = destination;
        return (onA && a(rb) != 1) || (onB && b(rb) != 1) ? target : wrap(pc + 1);
      }
      case 9, 14 -> // CMP, SEQ
          skips = equal(modifier, onA, onB, ra, rb, sourceA, sourceB);
      case 10 -> // SLT
          skips = !(onA && sourceA >= a(rb)) && !(onB && sourceB >= b(rb));
      case 11 -> { // SPL
        return SPLIT | target;
      }
      case 12 -> { // DAT
        return DIED;
      }
      case 13 -> { // JMP
        return target;
      }
      case 15 -> // SNE
          skips = !equal(modifier, onA, onB, ra, rb, sourceA, sourceB);
      case 16 -> skips = false; // NOP
      case 17 -> { // LDP
        load(w, modifier, ra, destination);
        skips = false;
      }
      case 18 -> { // STP
        boolean byA = modifier == 0 || modifier == 3;
        boolean fromA = modifier == 0 || modifier == 2;
        pSpace.store(w, byA ? a(rb) : b(rb), fromA ? a(ra) : b(ra));
        skips = false;
      }
      default -> throw new AssertionError("no opcode has number " + opcode);
    }
    return wrap(pc + (skips ? 2 : 1));
  }

  /// The cell that the pointer at `pointer` leads to, after the decrement that `mode` may ask for.
  private int follow(int pointer, int mode) {
    long cell = core[pointer];
    boolean inA = (mode & 1) != 0;
    int offset = inA ? a(cell) : b(cell);
    if (mode >>> 1 == Cell.PREDECREMENT) {
      offset = decremented(offset);
      core[pointer] = inA ? withA(cell, offset) : withB(cell, offset);
    }
    return wrap(pointer + offset);
  }

  /// Does the increment that `mode` may ask for.
  ///
  /// @return the pointer if the mode changed it, else -1
  private int leave(int pointer, int mode) {
    if (mode >>> 1 == Cell.POSTINCREMENT) {
      long cell = core[pointer];
      core[pointer] =
          (mode & 1) != 0 ? withA(cell, wrap(a(cell) + 1)) : withB(cell, wrap(b(cell) + 1));
    }
    return mode >>> 1 >= Cell.PREDECREMENT ? pointer : -1;
  }

  /// One component of an arithmetic operation; false if it divides by zero, which writes nothing.
  private boolean calculate(int opcode, int destination, boolean toA, int left, int right) {
    int value;
    switch (opcode) {
      case OPCODE_ADD -> value = wrap(left + right);
      case OPCODE_SUB -> value = left < right ? left - right + size : left - right;
      case OPCODE_MUL -> value = Integer.remainderUnsigned(left * right, size);
      default -> {
        if (right == 0) {
          return false;
        }
        value = opcode == OPCODE_DIV ? left / right : left % right;
      }
    }
    long old = core[destination];
    core[destination] = toA ? withA(old, value) : withB(old, value);
    wroteTarget = destination;
    return true;
  }

  private static boolean equal(
      int modifier, boolean onA, boolean onB, long ra, long rb, int sourceA, int sourceB) {
    return modifier == MODIFIER_I
        ? ra == rb
        : !(onA && sourceA != a(rb)) && !(onB && sourceB != b(rb));
  }

  private void load(int w, int modifier, long ra, int destination) {
    boolean byA = modifier == 0 || modifier == 2;
    int value = pSpace.load(w, byA ? a(ra) : b(ra));
    long old = core[destination];
    core[destination] = modifier == 0 || modifier == 3 ? withA(old, value) : withB(old, value);
    wroteTarget = destination;
  }

  private int wrap(int address) {
    return address >= size ? address - size : address;
  }

  private int decremented(int field) {
    return field == 0 ? size - 1 : field - 1;
  }
}
