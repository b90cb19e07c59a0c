package dev.pawl.lm.train;

import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Formula.Constant;
import dev.pawl.lm.formula.Formula.Input;
import dev.pawl.lm.formula.Operation;
import dev.pawl.lm.train.Procedure.Turn;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A [Procedure] as bytes.
final class FormulaWire {

  private static final int CONSTANT = 0;
  private static final int INPUT = 1;
  private static final int CALL = 2;

  private FormulaWire() {}

  static void write(DataOutputStream out, Procedure procedure) throws IOException {
    write(out, procedure.loss());
    write(out, procedure.rule().blocks());
    write(out, procedure.rule().rest());
    write(out, procedure.activation());
    write(out, procedure.block());
    out.writeInt(procedure.turns().size());
    for (Turn turn : procedure.turns()) {
      out.writeInt(turn.examples());
      out.writeDouble(turn.progress());
      out.writeDouble(turn.rate());
      out.writeDouble(turn.decay());
      out.writeDouble(turn.dropout());
    }
  }

  static Procedure read(DataInputStream in) throws IOException {
    Formula loss = readFormula(in, 0);
    Rule rule = new Rule(readFormula(in, 0), readFormula(in, 0));
    Optional<Formula> activation = readOptional(in);
    Optional<Formula> block = readOptional(in);
    int count = Wire.readSize(in);
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      turns.add(
          new Turn(
              in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
    }
    return new Procedure(loss, rule, activation, block, turns);
  }

  private static void write(DataOutputStream out, Optional<Formula> formula) throws IOException {
    out.writeBoolean(formula.isPresent());
    if (formula.isPresent()) {
      write(out, formula.get());
    }
  }

  private static Optional<Formula> readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(readFormula(in, 0)) : Optional.empty();
  }

  private static void write(DataOutputStream out, Formula formula) throws IOException {
    switch (formula) {
      case Constant(double value) -> {
        out.writeByte(CONSTANT);
        out.writeDouble(value);
      }
      case Input(var name) -> {
        out.writeByte(INPUT);
        out.writeUTF(name);
      }
      case Call(var operation, var arguments) -> {
        out.writeByte(CALL);
        out.writeUTF(operation.name());
        for (Formula argument : arguments) {
          write(out, argument);
        }
      }
    }
  }

  private static Formula readFormula(DataInputStream in, int depth) throws IOException {
    if (depth > Formula.DEPTH_MAX) {
      throw new IOException("a formula is more than %d calls deep".formatted(Formula.DEPTH_MAX));
    }
    int kind = in.readByte();
    return switch (kind) {
      case CONSTANT -> Formula.of(in.readDouble());
      case INPUT -> Formula.of(in.readUTF());
      case CALL -> {
        Operation operation = Operation.valueOf(in.readUTF());
        List<Formula> arguments = new ArrayList<>();
        for (int i = 0; i < operation.arity(); i++) {
          arguments.add(readFormula(in, depth + 1));
        }
        yield new Call(operation, arguments);
      }
      default -> throw new IOException("there is no formula of kind " + kind);
    };
  }
}
