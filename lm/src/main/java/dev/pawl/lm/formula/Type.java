package dev.pawl.lm.formula;

import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Formula.Constant;
import dev.pawl.lm.formula.Formula.Input;
import java.util.List;
import java.util.Optional;

/// What kind of thing a formula is.
///
/// The degree is the unit of this language: a thing of degree d grows by the factor c^d when all
/// gradients do by c. What has another degree cannot be added, and an update must have degree 0, so
/// that nothing depends on the scale of the loss. A number takes the degree that its place needs.
///
/// @param rows of a matrix, or what a vector has a component for
/// @param columns of a matrix
/// @param degree in the gradient
/// @param literal whether it is made of numbers alone
public record Type(Side rows, Side columns, double degree, boolean literal) {

  /// How long a side is. Sides with different names never fit, whatever they are in one model.
  public enum Side {
    ONE,
    TOKENS,
    PAIRS,
    ROWS,
    COLUMNS,
    POSITIONS,
    WIDTH,
    HIDDEN
  }

  /// One number of degree 0.
  public static final Type SCALAR = new Type(Side.ONE, Side.ONE, 0, false);

  private static final Type LITERAL = new Type(Side.ONE, Side.ONE, 0, true);

  /// The type of `formula` where all of `place` may be used.
  ///
  /// @throws TypeException if it has none
  public static Type of(Formula formula, Place place) {
    return switch (formula) {
      case Constant _ -> LITERAL;
      case Input(var name) -> place.input(name);
      case Call call -> {
        List<Type> arguments = call.arguments().stream().map(a -> of(a, place)).toList();
        yield of(call.operation(), call.arguments(), arguments, place);
      }
    };
  }

  /// The type of a call, of the types of its arguments.
  ///
  /// @throws TypeException if they do not fit
  public static Type of(
      Operation operation, List<Formula> arguments, List<Type> types, Place place) {
    place.require(operation);
    if (operation.takesNumber() && !(arguments.getLast() instanceof Constant)) {
      throw new TypeException(
          "the last argument of '%s' must be a number".formatted(operation.word()));
    }
    Type first = types.getFirst();
    Type second = types.getLast();
    return switch (operation.law()) {
      case ALIKE -> first.alike(second, operation);
      case PRODUCT -> first.beside(second, operation, first.degree + second.degree);
      case QUOTIENT -> first.beside(second, operation, first.degree - second.degree);
      case KEEPS -> first;
      case FORGETS -> first.withDegree(0);
      case SQUARE -> first.withDegree(2 * first.degree);
      case ROOT -> first.withDegree(first.degree / 2);
      case POWER -> first.withDegree(first.degree * number(arguments.getLast()));
      case PURE -> first.pure(operation);
      case CHOICE -> {
        Type either = types.get(1).alike(types.get(2), operation);
        yield either.beside(first, operation, either.degree);
      }
      case WHOLE -> new Type(Side.ONE, Side.ONE, first.degree, first.literal);
      case MEMORY -> {
        double share = number(arguments.getLast());
        if (!(share >= 0 && share < 1)) {
          throw new TypeException(
              "the number of '%s' is %s; it must be at least 0 and less than 1"
                  .formatted(operation.word(), share));
        }
        yield new Type(first.rows, first.columns, first.degree, false);
      }
      case ROWS -> new Type(first.rows, Side.ONE, first.degree, false);
      case COLUMNS -> new Type(Side.ONE, first.columns, first.degree, false);
      case MATMUL -> {
        if (first.columns != second.rows) {
          throw new TypeException(
              "'@' needs as many columns on its left as rows on its right; found %s and %s"
                  .formatted(first, second));
        }
        yield new Type(first.rows, second.columns, first.degree + second.degree, false);
      }
      case TRANSPOSE -> new Type(first.columns, first.rows, first.degree, first.literal);
      case SYMMETRIC -> {
        if (first.rows != first.columns || first.rows == Side.ONE) {
          throw new TypeException(
              "'%s' needs a symmetric matrix such as g @ tr(g); found %s"
                  .formatted(operation.word(), first));
        }
        yield first.withDegree(0);
      }
    };
  }

  private static double number(Formula formula) {
    return formula instanceof Constant(double value) ? value : Double.NaN;
  }

  private Type withDegree(double other) {
    return new Type(rows, columns, literal ? 0 : other, literal);
  }

  private Type pure(Operation operation) {
    if (degree != 0) {
      throw new TypeException(
          "'%s' needs something that does not scale with the gradient; found degree %s: divide by"
                  .formatted(operation.word(), degree)
              + " something of the same degree first");
    }
    return this;
  }

  private Type alike(Type other, Operation operation) {
    if (!literal && !other.literal && degree != other.degree) {
      throw new TypeException(
          "'%s' needs the same degree in the gradient on both sides; found %s and %s"
              .formatted(operation.word(), degree, other.degree));
    }
    return beside(other, operation, literal ? other.degree : degree);
  }

  private Type beside(Type other, Operation operation, double together) {
    Optional<Side> height = common(rows, other.rows);
    Optional<Side> width = common(columns, other.columns);
    if (height.isEmpty() || width.isEmpty()) {
      throw new TypeException(
          "'%s' needs things of one shape, or a scalar; found %s and %s"
              .formatted(operation.word(), this, other));
    }
    return new Type(height.get(), width.get(), together, literal && other.literal);
  }

  private static Optional<Side> common(Side one, Side other) {
    if (one == other || other == Side.ONE) {
      return Optional.of(one);
    }
    return one == Side.ONE ? Optional.of(other) : Optional.empty();
  }

  /// Whether `other` has this shape.
  boolean fits(Type other) {
    return rows == other.rows && columns == other.columns;
  }

  @Override
  public String toString() {
    if (rows == Side.ONE && columns == Side.ONE) {
      return "a scalar";
    }
    return columns == Side.ONE
        ? "one for each of %s".formatted(rows).toLowerCase(java.util.Locale.ROOT)
        : "%s × %s".formatted(rows, columns).toLowerCase(java.util.Locale.ROOT);
  }
}
