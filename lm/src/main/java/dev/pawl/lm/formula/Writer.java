package dev.pawl.lm.formula;

import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Formula.Constant;
import dev.pawl.lm.formula.Formula.Input;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes formulas so that [Reader] reads them again, with no more parentheses than are needed.
public final class Writer {

  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int FACTOR = 3;

  private Writer() {}

  /// The text of `formula`.
  public static String text(Formula formula) {
    return text(formula, Map.of());
  }

  /// The text of `formula`.
  ///
  /// @param names of parts that are not written out
  public static String text(Formula formula, Map<Formula, String> names) {
    return text(formula, names, SUM);
  }

  private static String text(Formula formula, Map<Formula, String> names, int level) {
    String name = names.get(formula);
    if (name != null) {
      return name;
    }
    return switch (formula) {
      case Constant(double value) ->
          value < 0 && level > PRODUCT ? "(%s)".formatted(number(value)) : number(value);
      case Input(var input) -> input;
      case Call call -> call(call, names, level);
    };
  }

  private static String call(Call call, Map<Formula, String> names, int level) {
    Formula last = call.arguments().getLast();
    return switch (call.operation()) {
      case ADD, SUBTRACT -> infix(call, names, level, SUM, PRODUCT);
      case MULTIPLY, DIVIDE, MATMUL -> infix(call, names, level, PRODUCT, FACTOR);
      case NEGATE -> {
        String text = "-" + text(last, names, FACTOR);
        yield level > PRODUCT ? "(%s)".formatted(text) : text;
      }
      default ->
          call.arguments().stream()
              .map(argument -> text(argument, names, SUM))
              .collect(Collectors.joining(", ", call.operation().word() + "(", ")"));
    };
  }

  private static String infix(
      Call call, Map<Formula, String> names, int level, int own, int right) {
    String text =
        "%s %s %s"
            .formatted(
                text(call.arguments().getFirst(), names, own),
                call.operation().word(),
                text(call.arguments().getLast(), names, right));
    return level > own ? "(%s)".formatted(text) : text;
  }

  /// The shortest text of a number.
  public static String number(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int digits = exact.precision() - exact.scale(); // before the point
    if (digits > 7 || digits < -2) {
      int exponent = digits - 1;
      return exact.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
    return exact.toPlainString();
  }
}
