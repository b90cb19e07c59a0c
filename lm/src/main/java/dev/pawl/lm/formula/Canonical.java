package dev.pawl.lm.formula;

import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Formula.Constant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one form of formulas that are equal by simple algebra: numbers are folded, sums and products
/// sorted, and what does nothing is gone. Formulas that mean the same may still differ; the form
/// only never joins two that do not.
public final class Canonical {

  private static final Comparator<Formula> ORDER =
      Comparator.<Formula, Boolean>comparing(formula -> !(formula instanceof Constant))
          .thenComparing(formula -> Writer.text(formula));

  private Canonical() {}

  /// The form of `formula`.
  public static Formula of(Formula formula) {
    if (!(formula instanceof Call(var operation, var arguments))) {
      return formula;
    }
    return simple(operation, arguments.stream().map(Canonical::of).toList());
  }

  private static Formula simple(Operation operation, List<Formula> arguments) {
    Formula folded = folded(operation, arguments);
    if (folded != null) {
      return folded;
    }
    Formula first = arguments.getFirst();
    Formula last = arguments.getLast();
    return switch (operation) {
      case ADD -> sum(first, last);
      case MULTIPLY -> product(first, last);
      case SUBTRACT ->
          is(last, 0)
              ? first
              : is(first, 0)
                  ? simple(Operation.NEGATE, List.of(last))
                  : negated(last) != null
                      ? simple(Operation.ADD, List.of(first, negated(last)))
                      : Formula.of(Operation.SUBTRACT, first, last);
      case DIVIDE -> is(last, 1) ? first : Formula.of(Operation.DIVIDE, first, last);
      case NEGATE -> {
        Formula inner = negated(first);
        yield inner != null ? inner : Formula.of(Operation.NEGATE, first);
      }
      case MIN, MAX -> {
        List<Formula> sorted = arguments.stream().sorted(ORDER).toList();
        yield first.equals(last) ? first : new Call(operation, sorted);
      }
      case POWER ->
          is(last, 2) ? Formula.of(Operation.SQUARE, first) : new Call(operation, arguments);
      default -> new Call(operation, arguments);
    };
  }

  private static @Nullable Formula folded(Operation operation, List<Formula> arguments) {
    boolean numbers = arguments.stream().allMatch(argument -> argument instanceof Constant);
    if (!numbers || !Place.SCHEDULE.operations().contains(operation)) {
      return null;
    }
    double value =
        Plain.apply(
            operation, arguments.stream().mapToDouble(a -> ((Constant) a).value()).toArray());
    return Double.isFinite(value) ? Formula.of(value) : null;
  }

  private static Formula sum(Formula first, Formula last) {
    List<Formula> terms = new ArrayList<>();
    gather(Operation.ADD, first, terms);
    gather(Operation.ADD, last, terms);
    return joined(Operation.ADD, terms, 0);
  }

  private static Formula product(Formula first, Formula last) {
    List<Formula> factors = new ArrayList<>();
    gather(Operation.MULTIPLY, first, factors);
    gather(Operation.MULTIPLY, last, factors);
    factors.sort(ORDER);
    List<Formula> squared = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      Formula factor = factors.get(i);
      if (i + 1 < factors.size() && factor.equals(factors.get(i + 1))) {
        squared.add(Formula.of(Operation.SQUARE, factor));
        i++;
      } else {
        squared.add(factor);
      }
    }
    return joined(Operation.MULTIPLY, squared, 1);
  }

  private static void gather(Operation operation, Formula formula, List<Formula> into) {
    if (formula instanceof Call(var other, var arguments) && other == operation) {
      arguments.forEach(argument -> gather(operation, argument, into));
    } else {
      into.add(formula);
    }
  }

  private static Formula joined(Operation operation, List<Formula> parts, double neutral) {
    double number = neutral;
    List<Formula> rest = new ArrayList<>();
    for (Formula part : parts) {
      if (part instanceof Constant(double value)) {
        number = operation == Operation.ADD ? number + value : number * value;
      } else {
        rest.add(part);
      }
    }
    rest.sort(ORDER);
    if (number != neutral || rest.isEmpty()) {
      rest.addFirst(Formula.of(number));
    }
    Formula whole = rest.getFirst();
    for (Formula part : rest.subList(1, rest.size())) {
      whole = Formula.of(operation, whole, part);
    }
    return whole;
  }

  private static boolean is(Formula formula, double number) {
    return formula instanceof Constant(double value) && value == number;
  }

  /// What the negative of was taken; null if it was not.
  private static @Nullable Formula negated(Formula formula) {
    return formula instanceof Call(var operation, var arguments) && operation == Operation.NEGATE
        ? arguments.getFirst()
        : null;
  }
}
