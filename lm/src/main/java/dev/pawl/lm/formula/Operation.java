package dev.pawl.lm.formula;

import java.util.Arrays;
import java.util.Optional;

/// What a formula can be made of. All are total: outside the domain of the mathematical function
/// they do what is said here.
public enum Operation {
  ADD("+", 2, Law.ALIKE),
  SUBTRACT("-", 2, Law.ALIKE),
  MULTIPLY("*", 2, Law.PRODUCT),
  DIVIDE("/", 2, Law.QUOTIENT),
  NEGATE("neg", 1, Law.KEEPS),
  MIN("min", 2, Law.ALIKE),
  MAX("max", 2, Law.ALIKE),
  ABS("abs", 1, Law.KEEPS),
  RELU("relu", 1, Law.KEEPS),
  /// -1, 0 or 1.
  SIGN("sign", 1, Law.FORGETS),
  SQUARE("sq", 1, Law.SQUARE),
  /// Of at least [#TINY] squared.
  SQRT("sqrt", 1, Law.ROOT),
  /// Of at least [#TINY], to a number.
  POWER("pow", 2, Law.POWER),
  /// Of at most [#EXPONENT_MAX].
  EXP("exp", 1, Law.PURE),
  /// Of at least [#TINY].
  LOG("log", 1, Law.PURE),
  SIGMOID("sigmoid", 1, Law.PURE),
  /// The logarithm of `sigmoid`.
  LOGSIG("logsig", 1, Law.PURE),
  TANH("tanh", 1, Law.PURE),
  /// With the tanh approximation.
  GELU("gelu", 1, Law.PURE),
  /// From 1 at 0 to 0 at 1 along a half cosine.
  COSINE("cosine", 1, Law.PURE),
  /// Between 0 and 1.
  RAMP("ramp", 1, Law.PURE),
  /// The second where the first is positive, else the third.
  CHOOSE("choose", 3, Law.CHOICE),
  /// No gradient goes through it.
  DETACH("detach", 1, Law.KEEPS),
  /// Over all tokens or pairs of the batch; no gradient goes through it.
  MEAN("mean", 1, Law.WHOLE),
  /// The exponential moving average: it keeps the number's share of what it was, zero at first.
  EMA("ema", 2, Law.MEMORY),
  /// An average that began at zero, as if it had not: divided by 1 - number^steps.
  DEBIAS("debias", 2, Law.MEMORY),
  /// What this was in the step before; zero at first.
  BEFORE("before", 1, Law.KEEPS),
  /// The nearest matrix with all singular values about 1, by five Newton-Schulz steps.
  ORTH("orth", 1, Law.FORGETS),
  /// The root mean square of all components.
  RMS("rms", 1, Law.WHOLE),
  /// The root mean square of each row.
  ROWS("rows", 1, Law.ROWS),
  /// The root mean square of each column.
  COLUMNS("columns", 1, Law.COLUMNS),
  MATMUL("@", 2, Law.MATMUL),
  TRANSPOSE("tr", 1, Law.TRANSPOSE),
  /// Orthonormal eigenvectors, as columns, of a symmetric matrix.
  BASIS("basis", 1, Law.SYMMETRIC),
  /// The stream normalised at each position.
  NORM("norm", 1, Law.KEEPS),
  /// What the block's attention reads out of it.
  ATTENTION("attention", 1, Law.KEEPS),
  /// What the block's MLP makes of it.
  MLP("mlp", 1, Law.KEEPS);

  /// What is never divided by, and whose logarithm is the least.
  public static final double TINY = 1e-12;

  /// The most that is exponentiated.
  public static final double EXPONENT_MAX = 30;

  private final String word;
  private final int arity;
  private final Law law;

  Operation(String word, int arity, Law law) {
    this.word = word;
    this.arity = arity;
    this.law = law;
  }

  /// As it is written.
  public String word() {
    return word;
  }

  /// How many arguments it takes.
  public int arity() {
    return arity;
  }

  /// Whether its last argument must be a number.
  public boolean takesNumber() {
    return law == Law.POWER || law == Law.MEMORY;
  }

  /// Whether it is the same when its arguments change places.
  public boolean commutes() {
    return this == ADD || this == MULTIPLY || this == MIN || this == MAX;
  }

  Law law() {
    return law;
  }

  /// The operation that is written so.
  public static Optional<Operation> named(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /// How the type follows from those of the arguments.
  enum Law {
    ALIKE,
    PRODUCT,
    QUOTIENT,
    KEEPS,
    FORGETS,
    SQUARE,
    ROOT,
    POWER,
    PURE,
    CHOICE,
    WHOLE,
    MEMORY,
    ROWS,
    COLUMNS,
    MATMUL,
    TRANSPOSE,
    SYMMETRIC
  }
}
