package dev.pawl.corewar.redcode;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.redcode.Expander.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The second pass: turns statements into instructions, in which the names that were defined
/// further down have become known.
final class Encoder {

  /// What the statements mean together.
  record Program(List<Instruction> code, int start, OptionalInt pin) {}

  private final Symbols symbols;
  private final Expression expression;
  private final Faults faults;
  private final int coreSize;
  private final Dialect dialect;
  private final List<Instruction> code = new ArrayList<>();
  private long start;
  private OptionalInt pin = OptionalInt.empty();

  Encoder(Symbols symbols, Expression expression, Faults faults, int coreSize, Dialect dialect) {
    this.symbols = symbols;
    this.expression = expression;
    this.faults = faults;
    this.coreSize = coreSize;
    this.dialect = dialect;
  }

  Program encode(List<Statement> statements) {
    for (Statement statement : statements) {
      Operands operands = new Operands(symbols, faults, statement.line(), code.size());
      operands.read(statement.text());
      Opcode opcode = Words.opcode(operands.operation());
      if (opcode == null) {
        pseudo(operands, statement.line());
      } else {
        instruction(opcode, operands, statement.line());
      }
    }
    return new Program(code, (int) start, pin);
  }

  private void instruction(Opcode opcode, Operands operands, SourceLine line) {
    if (!operands.complete(opcode)) {
      return;
    }
    Modifier modifier = operands.modifier();
    if (dialect == Dialect.ICWS_88) {
      new Rules88(faults, line).check(opcode, modifier, operands.aMode(), operands.bMode());
    }
    if (faults.hasErrors()) {
      return;
    }
    if (modifier == null) {
      modifier = defaultModifier(opcode, operands.aMode(), operands.bMode());
    }
    Expression.Result a = expression.evaluate(operands.a());
    if (!report(a, line)) {
      return;
    }
    Expression.Result b = expression.evaluate(operands.b());
    if (!report(b, line)) {
      return;
    }
    code.add(
        new Instruction(
            opcode,
            modifier,
            operands.aMode(),
            LoadFile.nearest(a.value(), coreSize),
            operands.bMode(),
            LoadFile.nearest(b.value(), coreSize)));
  }

  private boolean report(Expression.Result result, SourceLine line) {
    result.fault().ifPresent(fault -> faults.add(fault, line, ""));
    return result.usable();
  }

  private void pseudo(Operands operands, SourceLine line) {
    String word = operands.operation();
    if (faults.hasErrors()) {
      return;
    }
    Expression.Result result = expression.evaluate(operands.b());
    if (!report(result, line)) {
      return;
    }
    long position = Math.floorMod(result.value(), (long) coreSize);
    switch (word) {
      case "ORG" -> start = position;
      case "PIN" -> pin = OptionalInt.of((int) result.value());
      default -> {
        if (result.value() != 0 && start != 0) {
          faults.add(Fault.END_IGNORED, line, word);
        } else if (result.value() != 0) {
          start = position;
        }
      }
    }
    if (dialect == Dialect.ICWS_88 && !word.equals("END")) {
      faults.add(Fault.NOT_IN_88, line, word);
    }
  }

  private static Modifier defaultModifier(Opcode opcode, Mode a, Mode b) {
    return switch (opcode) {
      case DAT, NOP -> Modifier.F;
      case MOV, CMP, SEQ, SNE -> byImmediate(a, b, Modifier.I);
      case ADD, SUB, MUL, DIV, MOD -> byImmediate(a, b, Modifier.F);
      case SLT, LDP, STP -> byImmediate(a, b, Modifier.B);
      case JMP, JMZ, JMN, DJN, SPL -> Modifier.B;
    };
  }

  private static Modifier byImmediate(Mode a, Mode b, Modifier otherwise) {
    if (a == Mode.IMMEDIATE) {
      return Modifier.AB;
    }
    return b == Mode.IMMEDIATE ? Modifier.B : otherwise;
  }

  /// What ICWS'88 forbids.
  private record Rules88(Faults faults, SourceLine line) {

    void check(Opcode opcode, @Nullable Modifier modifier, Mode a, Mode b) {
      boolean legal =
          switch (opcode) {
            case DAT -> isData(a) && isData(b);
            case MOV, ADD, SUB, CMP -> b != Mode.IMMEDIATE;
            case JMP, JMZ, JMN, DJN, SPL -> a != Mode.IMMEDIATE;
            case SLT -> true;
            case MUL, DIV, MOD, SEQ, SNE, NOP, LDP, STP -> {
              faults.add(Fault.NOT_IN_88, line, opcode.name());
              yield true;
            }
          };
      if (!legal) {
        faults.add(Fault.MODE_NOT_IN_88, line, opcode.name());
      }
      if (modifier != null) {
        faults.add(Fault.NOT_IN_88, line, "." + modifier);
      }
      checkMode(a);
      checkMode(b);
    }

    private static boolean isData(Mode mode) {
      return mode == Mode.IMMEDIATE || mode == Mode.B_PREDECREMENT;
    }

    private void checkMode(Mode mode) {
      switch (mode) {
        case IMMEDIATE, DIRECT, B_INDIRECT, B_PREDECREMENT -> {}
        case B_POSTINCREMENT, A_INDIRECT, A_PREDECREMENT, A_POSTINCREMENT ->
            faults.add(Fault.NOT_IN_88, line, String.valueOf(mode.symbol()));
      }
    }
  }
}
