package dev.pawl.labs.redqueen.operators;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// New code put together from instructions of old code, so that references survive: an operand that
/// pointed to an instruction of its own program points to that instruction's new place. This one
/// idea serves insertion, deletion, duplication, block moves and crossover alike.
///
/// What counts as a reference: an operand that is not immediate and lands within the program, and
/// an immediate one that some instruction uses as a pointer (`@2` uses the B-field of the
/// instruction after the next). If the target is there more than once, the copy at the most similar
/// distance is meant, so a copied block refers to itself. If the target is gone, its nearest
/// successor takes its place; without one the operand stays as it was.
///
/// Cost: quadratic in the length, a few microseconds for a hundred instructions.
public final class Layout {

  private record Cell(int source, int index, Instruction instruction) {}

  private static final int FRESH = -1;

  private final List<Warrior> sources;
  private final int coreSize;
  private final List<Cell> cells = new ArrayList<>();

  /// Nothing yet, of these sources.
  public Layout(int coreSize, Warrior... sources) {
    this.sources = List.of(sources);
    this.coreSize = coreSize;
  }

  /// Appends instructions `from` (included) to `to` (excluded) of a source.
  public Layout keep(int source, int from, int to) {
    List<Instruction> code = sources.get(source).code();
    for (int i = from; i < to; i++) {
      cells.add(new Cell(source, i, code.get(i)));
    }
    return this;
  }

  /// Appends a whole source.
  Layout keep(int source) {
    return keep(source, 0, sources.get(source).code().size());
  }

  /// Appends new instructions, whose operands stay as they are.
  public Layout fresh(List<Instruction> instructions) {
    for (Instruction instruction : instructions) {
      cells.add(new Cell(FRESH, 0, instruction));
    }
    return this;
  }

  /// How many instructions there are so far.
  public int size() {
    return cells.size();
  }

  /// The new code, which starts where instruction `index` of `source`, or its nearest successor,
  /// went; else with its first. Only if there is any ([#size()]).
  ///
  /// @param follow false to leave all operands as they are
  public Warrior startingAt(int source, int index, boolean follow) {
    return startingAt(Math.max(0, find(source, index, 0)), follow);
  }

  /// The new code, which starts with its instruction `start`.
  public Warrior startingAt(int start, boolean follow) {
    boolean[][] aPointers = new boolean[sources.size()][];
    boolean[][] bPointers = new boolean[sources.size()][];
    for (int s = 0; s < sources.size(); s++) {
      List<Instruction> code = sources.get(s).code();
      aPointers[s] = new boolean[code.size()];
      bPointers[s] = new boolean[code.size()];
      markPointers(code, aPointers[s], bPointers[s]);
    }
    Instruction[] code = new Instruction[cells.size()];
    for (int p = 0; p < code.length; p++) {
      Cell cell = cells.get(p);
      Instruction old = cell.instruction();
      if (!follow || cell.source() == FRESH) {
        code[p] = old;
        continue;
      }
      boolean aRefers = old.aMode() != Mode.IMMEDIATE || aPointers[cell.source()][cell.index()];
      boolean bRefers = old.bMode() != Mode.IMMEDIATE || bPointers[cell.source()][cell.index()];
      int a = aRefers ? moved(cell, p, old.a()) : old.a();
      int b = bRefers ? moved(cell, p, old.b()) : old.b();
      code[p] = new Instruction(old.opcode(), old.modifier(), old.aMode(), a, old.bMode(), b);
    }
    return Warrior.of(Arrays.asList(code), start);
  }

  /// The operand at new place `p` that points to where the target of `operand` went.
  private int moved(Cell cell, int p, int operand) {
    int target = cell.index() + RedcodeText.reduce(operand, coreSize);
    if (target < 0 || target >= sources.get(cell.source()).code().size()) {
      return operand;
    }
    int place = find(cell.source(), target, p + target - cell.index());
    return place < 0 ? operand : place - p;
  }

  /// Where an instruction, or else its nearest successor, went: of several places the one nearest
  /// to `wanted`; -1 if there is none.
  private int find(int source, int index, int wanted) {
    int best = -1;
    int bestIndex = Integer.MAX_VALUE;
    for (int p = 0; p < cells.size(); p++) {
      Cell cell = cells.get(p);
      if (cell.source() == source
          && cell.index() >= index
          && (cell.index() < bestIndex
              || (cell.index() == bestIndex && Math.abs(p - wanted) < Math.abs(best - wanted)))) {
        best = p;
        bestIndex = cell.index();
      }
    }
    return best;
  }

  private void markPointers(List<Instruction> code, boolean[] aPointers, boolean[] bPointers) {
    for (int i = 0; i < code.size(); i++) {
      Instruction instruction = code.get(i);
      markPointer(instruction.aMode(), i, instruction.a(), aPointers, bPointers);
      markPointer(instruction.bMode(), i, instruction.b(), aPointers, bPointers);
    }
  }

  private void markPointer(
      Mode mode, int i, int operand, boolean[] aPointers, boolean[] bPointers) {
    int at = i + RedcodeText.reduce(operand, coreSize);
    if (at >= 0 && at < aPointers.length) {
      switch (mode) {
        case IMMEDIATE, DIRECT -> {}
        case A_INDIRECT, A_PREDECREMENT, A_POSTINCREMENT -> aPointers[at] = true;
        case B_INDIRECT, B_PREDECREMENT, B_POSTINCREMENT -> bPointers[at] = true;
      }
    }
  }
}
