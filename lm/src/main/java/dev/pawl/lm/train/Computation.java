package dev.pawl.lm.train;

import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Formula.Constant;
import dev.pawl.lm.formula.Formula.Input;
import dev.pawl.lm.formula.Operation;
import dev.pawl.lm.formula.Plain;
import dev.pawl.lm.formula.Program;
import dev.pawl.lm.torch.Torch.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Computes a formula with libtorch. What is one number for all is a Java number, and costs
/// nothing.
final class Computation {

  private final Program program;
  private final Special special;

  /// @param special what computes the operations that tensors alone do not tell
  Computation(Formula formula, Special special) {
    this.program = Program.of(formula);
    this.special = special;
  }

  /// A tensor, or one number where there is none.
  record Value(@Nullable Tensor tensor, double number) {

    static Value of(Tensor tensor) {
      return new Value(tensor, Double.NaN);
    }

    static Value of(double number) {
      return new Value(null, number);
    }

    Tensor tensorThere() {
      return Objects.requireNonNull(tensor);
    }
  }

  /// Operations that need to know where they are.
  interface Special {

    /// Where there are none.
    Special NONE =
        (_, operation, _) -> {
          throw new IllegalArgumentException("'%s' is not known here".formatted(operation.word()));
        };

    /// @param line of the program, by which what is kept is told apart
    Value apply(int line, Operation operation, List<Value> arguments);
  }

  Value of(Map<String, Value> inputs) {
    List<Value> values = new ArrayList<>();
    for (Program.Line line : program.lines()) {
      values.add(
          switch (line.part()) {
            case Constant(double value) -> Value.of(value);
            case Input(var name) -> Objects.requireNonNull(inputs.get(name), name);
            case Call(var operation, var _) ->
                apply(
                    values.size(), operation, line.arguments().stream().map(values::get).toList());
          });
    }
    return values.getLast();
  }

  private Value apply(int line, Operation operation, List<Value> arguments) {
    Value a = arguments.getFirst();
    Value b = arguments.getLast();
    boolean numbers = arguments.stream().allMatch(value -> value.tensor == null);
    return switch (operation) {
      case EMA, DEBIAS, BEFORE, ORTH, RMS, ROWS, COLUMNS, MATMUL, TRANSPOSE, BASIS -> // of matrices
          special.apply(line, operation, arguments);
      case NORM, ATTENTION, MLP -> special.apply(line, operation, arguments);
      case ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          NEGATE,
          MIN,
          MAX,
          ABS,
          RELU,
          SIGN,
          SQUARE,
          SQRT,
          POWER,
          EXP,
          LOG,
          SIGMOID,
          LOGSIG,
          TANH,
          GELU,
          COSINE,
          RAMP,
          CHOOSE,
          DETACH,
          MEAN -> {
        if (numbers) {
          yield Value.of(
              Plain.apply(operation, arguments.stream().mapToDouble(Value::number).toArray()));
        }
        if (operation == Operation.CHOOSE) {
          yield Value.of(choose(arguments));
        }
        yield Value.of(operation.arity() == 2 ? two(operation, a, b) : one(operation, a));
      }
    };
  }

  private static Tensor one(Operation operation, Value value) {
    Tensor x = value.tensorThere();
    return switch (operation) {
      case NEGATE -> x.times(-1);
      case ABS -> x.abs();
      case RELU -> x.relu();
      case SIGN -> x.sign();
      case SQUARE -> x.square();
      case SQRT -> x.atLeast(Operation.TINY * Operation.TINY).sqrt();
      case EXP -> x.atMost(Operation.EXPONENT_MAX).exp();
      case LOG -> x.atLeast(Operation.TINY).log();
      case SIGMOID -> x.sigmoid();
      case LOGSIG -> x.logSigmoid();
      case TANH -> x.tanh();
      case GELU -> x.gelu();
      case COSINE -> x.times(Math.PI).cos().plus(1).times(0.5);
      case RAMP -> x.atLeast(0).atMost(1);
      case DETACH -> x.detach();
      case MEAN -> x.detach().mean();
      default -> throw new AssertionError(operation);
    };
  }

  private static Tensor two(Operation operation, Value one, Value other) {
    Tensor x = one.tensor;
    Tensor y = other.tensor;
    if (x != null && y != null) {
      return switch (operation) {
        case ADD -> x.plus(y);
        case SUBTRACT -> x.minus(y);
        case MULTIPLY -> x.times(y);
        case DIVIDE -> x.over(y);
        case MIN -> x.min(y);
        case MAX -> x.max(y);
        default -> throw new AssertionError(operation);
      };
    }
    if (x == null) {
      Tensor tensor = other.tensorThere();
      return switch (operation) {
        case SUBTRACT -> tensor.minusFrom(one.number);
        case DIVIDE -> tensor.reciprocal().times(one.number);
        default -> two(operation, other, one);
      };
    }
    double number = other.number;
    return switch (operation) {
      case ADD -> x.plus(number);
      case SUBTRACT -> x.plus(-number);
      case MULTIPLY -> x.times(number);
      case DIVIDE -> x.times(1 / number);
      case MIN -> x.atMost(number);
      case MAX -> x.atLeast(number);
      case POWER -> x.atLeast(Operation.TINY).power(number);
      default -> throw new AssertionError(operation);
    };
  }

  private static Tensor choose(List<Value> arguments) {
    Tensor some =
        arguments.stream().map(Value::tensor).filter(Objects::nonNull).findFirst().orElseThrow();
    List<Tensor> all = arguments.stream().map(value -> spread(value, some)).toList();
    return all.get(0).choose(all.get(1), all.get(2));
  }

  /// A number as a tensor that is as large as `like`.
  static Tensor spread(Value value, Tensor like) {
    Tensor tensor = value.tensor;
    return tensor != null ? tensor : like.detach().times(0).plus(value.number);
  }
}
