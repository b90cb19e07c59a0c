package dev.pawl.labs.redqueen.operators;

import dev.pawl.Draw;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Warrior;
import java.util.BitSet;
import java.util.List;

/// Which instructions of a warrior matter: those that its processes reach from the start, and those
/// that these read, write or point through. An estimate, since the program may change itself: it
/// takes operands as they stand before the first cycle. Evolved programs are largely dead code, and
/// a change to that is a wasted battle.
public final class Live {

  private final List<Instruction> code;
  private final int coreSize;
  private final BitSet reached = new BitSet();
  private final BitSet used = new BitSet();

  private Live(Warrior warrior, int coreSize) {
    this.code = warrior.code();
    this.coreSize = coreSize;
    reach(warrior.start());
    used.or(reached);
  }

  /// The indices of the instructions that matter; at least that of the start.
  static BitSet of(Warrior warrior, int coreSize) {
    return new Live(warrior, coreSize).used;
  }

  /// An index, in seven of eight draws of an instruction that matters.
  public static int draw(Warrior warrior, int coreSize, Draw draw) {
    if (draw.nextInt(8) == 0) {
      return draw.nextInt(warrior.code().size());
    }
    int[] live = of(warrior, coreSize).stream().toArray();
    return live[draw.nextInt(live.length)];
  }

  private void reach(int start) {
    BitSet open = new BitSet();
    open.set(start);
    while (!open.isEmpty()) {
      int i = open.nextSetBit(0);
      open.clear(i);
      reached.set(i);
      Instruction instruction = code.get(i);
      int a = target(i, instruction.aMode(), instruction.a());
      target(i, instruction.bMode(), instruction.b());
      switch (instruction.opcode()) {
        case DAT -> {}
        case JMP -> open(open, a);
        case SPL, JMZ, JMN, DJN -> {
          open(open, a);
          open(open, i + 1);
        }
        case CMP, SEQ, SNE, SLT -> {
          open(open, i + 1);
          open(open, i + 2);
        }
        case MOV, ADD, SUB, MUL, DIV, MOD, NOP, LDP, STP -> open(open, i + 1);
      }
    }
  }

  private void open(BitSet open, int i) {
    if (inside(i) && !reached.get(i)) {
      open.set(i);
    }
  }

  /// Marks the cells that an operand uses, and returns the index of the last.
  private int target(int i, Mode mode, int operand) {
    int at = i + RedcodeText.reduce(operand, coreSize);
    if (mode == Mode.IMMEDIATE) {
      return i;
    }
    use(at);
    if (mode == Mode.DIRECT || !inside(at)) {
      return at;
    }
    Instruction pointer = code.get(at);
    int target =
        switch (mode) {
          case A_INDIRECT, A_POSTINCREMENT -> pointer.a();
          case A_PREDECREMENT -> pointer.a() - 1;
          case B_PREDECREMENT -> pointer.b() - 1;
          case B_INDIRECT, B_POSTINCREMENT, IMMEDIATE, DIRECT -> pointer.b();
        };
    int last = at + RedcodeText.reduce(target, coreSize);
    use(last);
    return last;
  }

  private void use(int i) {
    if (inside(i)) {
      used.set(i);
    }
  }

  private boolean inside(int i) {
    return i >= 0 && i < code.size();
  }
}
