package dev.pawl.lm.formula;

import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Formula.Constant;
import dev.pawl.lm.formula.Formula.Input;
import java.util.List;
import java.util.Map;

/// Formulas of single numbers in plain Java: schedules, losses of one token or pair, activations. A
/// mean is that of the one number.
public final class Plain {

  /// A number, and how it changes with the inputs that are looked at.
  ///
  /// @param slope its derivative
  public record Sloped(double value, double slope) {

    private Sloped of(double made, double factor) {
      return new Sloped(made, factor == 0 ? 0 : slope * factor);
    }
  }

  private Plain() {}

  /// What `formula` is for these inputs.
  public static double value(Formula formula, Map<String, Double> inputs) {
    return sloped(formula, inputs, Map.of()).value();
  }

  /// The same with its derivative along `direction`: how fast each input changes.
  public static Sloped sloped(
      Formula formula, Map<String, Double> inputs, Map<String, Double> direction) {
    return switch (formula) {
      case Constant(double value) -> new Sloped(value, 0);
      case Input(var name) -> {
        Double value = inputs.get(name);
        if (value == null) {
          throw new IllegalArgumentException(
              "the input '%s' is missing; there are %s".formatted(name, inputs.keySet()));
        }
        yield new Sloped(value, direction.getOrDefault(name, 0.0));
      }
      case Call(var operation, var arguments) ->
          apply(operation, arguments.stream().map(a -> sloped(a, inputs, direction)).toList());
    };
  }

  /// What `operation` makes of numbers.
  public static double apply(Operation operation, double... arguments) {
    return apply(
            operation,
            java.util.Arrays.stream(arguments).mapToObj(value -> new Sloped(value, 0)).toList())
        .value();
  }

  private static Sloped apply(Operation operation, List<Sloped> arguments) {
    Sloped a = arguments.getFirst();
    Sloped b = arguments.getLast();
    double x = a.value;
    double y = b.value;
    return switch (operation) {
      case ADD -> new Sloped(x + y, a.slope + b.slope);
      case SUBTRACT -> new Sloped(x - y, a.slope - b.slope);
      case MULTIPLY -> new Sloped(x * y, a.slope * y + x * b.slope);
      case DIVIDE -> new Sloped(x / y, (a.slope - x / y * b.slope) / y);
      case NEGATE -> a.of(-x, -1);
      case MIN -> x <= y ? a : b;
      case MAX -> x >= y ? a : b;
      case ABS -> a.of(Math.abs(x), Math.signum(x));
      case RELU -> x > 0 ? a : new Sloped(0, 0);
      case SIGN -> new Sloped(Math.signum(x), 0);
      case SQUARE -> a.of(x * x, 2 * x);
      case SQRT -> {
        double least = Operation.TINY * Operation.TINY;
        double root = StrictMath.sqrt(Math.max(x, least));
        yield a.of(root, x < least ? 0 : 0.5 / root);
      }
      case POWER -> {
        double base = Math.max(x, Operation.TINY);
        yield a.of(
            StrictMath.pow(base, y), x < Operation.TINY ? 0 : y * StrictMath.pow(base, y - 1));
      }
      case EXP -> {
        double power = StrictMath.exp(Math.min(x, Operation.EXPONENT_MAX));
        yield a.of(power, x > Operation.EXPONENT_MAX ? 0 : power);
      }
      case LOG -> a.of(StrictMath.log(Math.max(x, Operation.TINY)), x < Operation.TINY ? 0 : 1 / x);
      case SIGMOID -> a.of(sigmoid(x), sigmoid(x) * sigmoid(-x));
      case LOGSIG ->
          a.of(Math.min(x, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x))), sigmoid(-x));
      case TANH -> a.of(StrictMath.tanh(x), 1 - StrictMath.pow(StrictMath.tanh(x), 2));
      case GELU -> gelu(a);
      case COSINE ->
          a.of((1 + StrictMath.cos(Math.PI * x)) / 2, -Math.PI / 2 * StrictMath.sin(Math.PI * x));
      case RAMP -> x < 0 ? new Sloped(0, 0) : x > 1 ? new Sloped(1, 0) : a;
      case CHOOSE -> x > 0 ? arguments.get(1) : b;
      case DETACH, MEAN -> new Sloped(x, 0);
      case EMA,
          DEBIAS,
          BEFORE,
          ORTH,
          RMS,
          ROWS,
          COLUMNS,
          MATMUL,
          TRANSPOSE,
          BASIS,
          NORM,
          ATTENTION,
          MLP ->
          throw new IllegalArgumentException(
              "'%s' is not made of single numbers".formatted(operation.word()));
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static Sloped gelu(Sloped a) {
    double x = a.value;
    double scale = StrictMath.sqrt(2 / Math.PI);
    double tanh = StrictMath.tanh(scale * (x + 0.044715 * x * x * x));
    double inner = scale * (1 + 3 * 0.044715 * x * x);
    return a.of(0.5 * x * (1 + tanh), 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * inner);
  }
}
