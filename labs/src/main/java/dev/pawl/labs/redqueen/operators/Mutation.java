package dev.pawl.labs.redqueen.operators;

import dev.pawl.Draw;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Changes of one program that leave its instructions in their places, mostly of instructions that
/// matter ([Live]).
final class Mutation {

  private final Grammar grammar;

  Mutation(Grammar grammar) {
    this.grammar = grammar;
  }

  /// Replaces an instruction.
  Warrior point(Warrior parent, Draw draw) {
    int n = parent.code().size();
    int i = Live.draw(parent, grammar.coreSize(), draw);
    return with(parent, i, grammar.instruction(i, n, draw));
  }

  /// Changes the operation, the modifier or an operand of an instruction, or swaps its operands.
  Warrior field(Warrior parent, Draw draw) {
    int n = parent.code().size();
    int i = Live.draw(parent, grammar.coreSize(), draw);
    Instruction old = parent.code().get(i);
    return with(
        parent,
        i,
        switch (draw.nextInt(10)) {
          case 0, 1 -> operation(old, draw);
          case 2 -> withModifier(old, draw);
          case 3, 4, 5 -> withOperands(old, grammar.operand(old.aMode(), i, n, draw), old.b());
          case 6, 7, 8 -> withOperands(old, old.a(), grammar.operand(old.bMode(), i, n, draw));
          default -> withModes(withOperands(old, old.b(), old.a()), old.bMode(), old.aMode());
        });
  }

  /// Changes an addressing mode or the modifier of an instruction.
  Warrior mode(Warrior parent, Draw draw) {
    int i = Live.draw(parent, grammar.coreSize(), draw);
    Instruction old = parent.code().get(i);
    return with(
        parent,
        i,
        switch (draw.nextInt(5)) {
          case 0 -> withModifier(old, draw);
          case 1, 2 -> withModes(old, grammar.aMode(old.opcode(), draw), old.bMode());
          default -> withModes(old, old.aMode(), grammar.bMode(old.opcode(), draw));
        });
  }

  /// Changes a constant by a step of core arithmetic. Half the time every operand of the same size
  /// changes with it (its negatives change to the negative), as the constants of one loop must
  /// agree.
  Warrior nudge(Warrior parent, Draw draw) {
    List<Instruction> code = parent.code();
    int n = code.size();
    int i = Live.draw(parent, grammar.coreSize(), draw);
    boolean aSide = draw.nextBoolean();
    Instruction old = code.get(i);
    int value = grammar.numbers().reduce(aSide ? old.a() : old.b());
    List<Integer> constants = new ArrayList<>();
    for (Instruction instruction : code) {
      addConstant(constants, instruction.a(), n);
      addConstant(constants, instruction.b(), n);
    }
    int next = grammar.numbers().nudge(value, constants, draw);
    if (Math.abs(value) > 1 && draw.nextBoolean()) {
      IntUnaryOperator change = v -> v == value ? next : v == -value ? -next : v;
      return Warrior.of(
          code.stream()
              .map(each ->
                  withOperands(each, change.applyAsInt(each.a()), change.applyAsInt(each.b())))
              .toList(),
          parent.start());
    }
    return with(
        parent, i, aSide ? withOperands(old, next, old.b()) : withOperands(old, old.a(), next));
  }

  /// Starts at another instruction, more likely a neighbour.
  @Nullable Warrior start(Warrior parent, Draw draw) {
    int n = parent.code().size();
    int step = grammar.numbers().small(draw);
    int start = draw.nextBoolean() ? draw.nextInt(n) : parent.start() + step;
    return start < 0 || start >= n ? null : Warrior.of(parent.code(), start);
  }

  private void addConstant(List<Integer> constants, int operand, int length) {
    int value = grammar.numbers().reduce(operand);
    if (Math.abs(value) > length) {
      constants.add(value);
    }
  }

  private Instruction operation(Instruction old, Draw draw) {
    Opcode opcode = grammar.opcode(draw);
    return new Instruction(
        opcode, grammar.modifier(opcode, draw), old.aMode(), old.a(), old.bMode(), old.b());
  }

  private Instruction withModifier(Instruction old, Draw draw) {
    return new Instruction(
        old.opcode(),
        grammar.modifier(old.opcode(), draw),
        old.aMode(),
        old.a(),
        old.bMode(),
        old.b());
  }

  private static Instruction withModes(Instruction old, Mode aMode, Mode bMode) {
    return new Instruction(old.opcode(), old.modifier(), aMode, old.a(), bMode, old.b());
  }

  private static Instruction withOperands(Instruction old, int a, int b) {
    return new Instruction(old.opcode(), old.modifier(), old.aMode(), a, old.bMode(), b);
  }

  private static Warrior with(Warrior parent, int i, Instruction instruction) {
    List<Instruction> code = new ArrayList<>(parent.code());
    code.set(i, instruction);
    return Warrior.of(code, parent.start());
  }
}
