package dev.pawl.labs.squared.operators;

import dev.pawl.Draw;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Formula.Constant;
import dev.pawl.lm.formula.Operation;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Program;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Changes of formulas as trees. Whether what comes out has a type is for others to see.
final class Trees {

  private static final double[] SHARES = {0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995};

  private Trees() {}

  /// The distinct parts of `formula`, the whole last.
  static List<Formula> parts(Formula formula) {
    return Program.of(formula).lines().stream().map(Program.Line::part).toList();
  }

  /// `formula` with every occurrence of `part` replaced.
  static Formula replaced(Formula formula, Formula part, Formula by) {
    if (formula.equals(part)) {
      return by;
    }
    return formula instanceof Call(var operation, var arguments)
        ? new Call(operation, arguments.stream().map(a -> replaced(a, part, by)).toList())
        : formula;
  }

  /// `formula` with its numbers changed, in the order of parts.
  static Formula numbers(Formula formula, UnaryOperator<Double> change) {
    Formula made = formula;
    for (Formula part : parts(formula)) {
      if (part instanceof Constant(double value)) {
        made = replaced(made, part, Formula.of(change.apply(value)));
      }
    }
    return made;
  }

  /// A small new formula of what `place` has.
  static Formula grown(Place place, Draw draw, int depth) {
    List<String> inputs = List.copyOf(place.inputs().keySet());
    double chance = draw.nextDouble();
    if (depth == 0 || chance < 0.3) {
      return chance < 0.2 || inputs.isEmpty()
          ? Formula.of(number(draw))
          : Formula.of(inputs.get(draw.nextInt(inputs.size())));
    }
    List<Operation> operations = new ArrayList<>(place.operations());
    operations.sort(null);
    Operation operation = operations.get(draw.nextInt(operations.size()));
    List<Formula> arguments = new ArrayList<>();
    for (int i = 0; i < operation.arity(); i++) {
      boolean number = operation.takesNumber() && i == operation.arity() - 1;
      arguments.add(number ? Formula.of(share(operation, draw)) : grown(place, draw, depth - 1));
    }
    return new Call(operation, arguments);
  }

  private static double share(Operation operation, Draw draw) {
    return operation == Operation.POWER
        ? (1 + draw.nextInt(8)) / 4.0
        : SHARES[draw.nextInt(SHARES.length)];
  }

  /// One part of `formula` changed: replaced, wrapped, taken out, or with another operation.
  static Formula changed(Formula formula, Place place, Draw draw) {
    List<Formula> parts = parts(formula);
    Formula part = parts.get(draw.nextInt(parts.size()));
    return switch (draw.nextInt(4)) {
      case 0 -> replaced(formula, part, grown(place, draw, 2));
      case 1 -> replaced(formula, part, wrapped(part, place, draw));
      case 2 -> replaced(formula, part, unwrapped(part, draw));
      default -> replaced(formula, part, otherwise(part, place, draw));
    };
  }

  private static Formula wrapped(Formula part, Place place, Draw draw) {
    List<Operation> operations = new ArrayList<>(place.operations());
    operations.sort(null);
    Operation operation = operations.get(draw.nextInt(operations.size()));
    List<Formula> arguments = new ArrayList<>();
    int own = operation.takesNumber() ? 0 : draw.nextInt(operation.arity());
    for (int i = 0; i < operation.arity(); i++) {
      boolean number = operation.takesNumber() && i == operation.arity() - 1;
      arguments.add(
          number ? Formula.of(share(operation, draw)) : i == own ? part : grown(place, draw, 1));
    }
    return new Call(operation, arguments);
  }

  private static Formula unwrapped(Formula part, Draw draw) {
    return part instanceof Call call
        ? call.arguments().get(draw.nextInt(call.arguments().size()))
        : part;
  }

  private static Formula otherwise(Formula part, Place place, Draw draw) {
    if (!(part instanceof Call(var operation, var arguments))) {
      return grown(place, draw, 0);
    }
    List<Operation> alike =
        place.operations().stream()
            .filter(o -> o.arity() == operation.arity() && o != operation)
            .filter(o -> o.takesNumber() == operation.takesNumber())
            .sorted()
            .toList();
    return alike.isEmpty() ? part : new Call(alike.get(draw.nextInt(alike.size())), arguments);
  }

  /// Of any size from a thousandth to ten, with two digits.
  static double number(Draw draw) {
    return rounded(StrictMath.pow(10, 4 * draw.nextDouble() - 3));
  }

  /// `value`, times something near 1; shares of moving averages stay shares.
  static double jittered(double value, Draw draw) {
    double factor = StrictMath.exp(0.4 * draw.nextGaussian());
    if (value > 0.5 && value < 1) {
      return rounded(1 - Math.min(0.5, (1 - value) * factor));
    }
    return rounded(value * factor);
  }

  /// With three digits, so that recipes stay readable and equal ones meet.
  static double rounded(double value) {
    if (value == 0) {
      return 0;
    }
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }
}
