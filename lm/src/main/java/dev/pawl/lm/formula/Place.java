package dev.pawl.lm.formula;

import dev.pawl.lm.formula.Type.Side;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where a formula stands: what it can be made of and what it must be.
///
/// @param name for people
/// @param result what a formula here must be
/// @param inputs and their types, by name
/// @param operations that may be called
public record Place(
    String name, Type result, SortedMap<String, Type> inputs, Set<Operation> operations) {

  /// How a number goes with the progress of training: `t` is the share of the compute that was
  /// spent before a step, `s` after it.
  public static final Place SCHEDULE =
      new Place(
          "a schedule", Type.SCALAR, Map.of("t", Type.SCALAR, "s", Type.SCALAR), elementwise());

  /// The loss of a token: of `nll`, its negative log-probability in nats; `p`, its probability;
  /// `ent`, the entropy of what was predicted; `lse`, the logarithm of the sum of the exponents of
  /// all logits; `uni`, the mean of `nll` over the vocabulary; `pos`, how far the token is in its
  /// sequence, from 0 to 1; `t`, the progress of training.
  public static final Place TOKEN =
      new Place(
          "the loss of a token",
          vector(Side.TOKENS),
          inputs(vector(Side.TOKENS), "nll", "p", "ent", "lse", "uni", "pos"),
          with(elementwise(), Operation.DETACH, Operation.MEAN));

  /// The loss of a pair: of the log-probabilities of the preferred and the rejected text under the
  /// model (`pc`, `pr`) and the reference (`rc`, `rr`), and their lengths in tokens (`lc`, `lr`).
  public static final Place PAIR =
      new Place(
          "the loss of a pair",
          vector(Side.PAIRS),
          inputs(vector(Side.PAIRS), "pc", "pr", "rc", "rr", "lc", "lr"),
          with(elementwise(), Operation.DETACH, Operation.MEAN));

  /// The direction in which a matrix of a block goes, times the negative learning rate: of its
  /// gradient `g`, itself `w`, and its numbers of `rows` and `columns`.
  public static final Place BLOCKS =
      new Place(
          "the update of blocks",
          matrix(0),
          Map.of(
              "g", matrix(1), "w", matrix(0), "r", Type.SCALAR, "c", Type.SCALAR, "t", Type.SCALAR),
          with(
              elementwise(),
              Operation.EMA,
              Operation.DEBIAS,
              Operation.BEFORE,
              Operation.ORTH,
              Operation.RMS,
              Operation.ROWS,
              Operation.COLUMNS,
              Operation.MATMUL,
              Operation.TRANSPOSE,
              Operation.BASIS));

  /// The same of all other weights: embedding, head, and the gains of norms, each number for
  /// itself.
  public static final Place REST =
      new Place(
          "the update of the rest",
          matrix(0),
          Map.of("g", matrix(1), "w", matrix(0), "t", Type.SCALAR),
          with(elementwise(), Operation.EMA, Operation.DEBIAS, Operation.BEFORE));

  /// What the MLP does to its hidden layer `h`.
  public static final Place ACTIVATION =
      new Place(
          "the activation",
          new Type(Side.POSITIONS, Side.HIDDEN, 0, false),
          Map.of("h", new Type(Side.POSITIONS, Side.HIDDEN, 0, false)),
          elementwise());

  /// What a block makes of its stream `x`, of which the first was `e`, at depth `d`: 0 for the
  /// first block, below 1 for the last.
  public static final Place BLOCK =
      new Place(
          "the block",
          stream(),
          Map.of("x", stream(), "e", stream(), "d", Type.SCALAR),
          with(elementwise(), Operation.NORM, Operation.ATTENTION, Operation.MLP));

  public Place {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    operations = Set.copyOf(operations);
  }

  private Place(String name, Type result, Map<String, Type> inputs, Set<Operation> operations) {
    this(name, result, new TreeMap<>(inputs), operations);
  }

  private static Type vector(Side side) {
    return new Type(side, Side.ONE, 0, false);
  }

  private static Type matrix(double degree) {
    return new Type(Side.ROWS, Side.COLUMNS, degree, false);
  }

  private static Type stream() {
    return new Type(Side.POSITIONS, Side.WIDTH, 0, false);
  }

  private static Map<String, Type> inputs(Type type, String... names) {
    Map<String, Type> inputs = new TreeMap<>(Map.of("t", Type.SCALAR));
    for (String name : names) {
      inputs.put(name, type);
    }
    return inputs;
  }

  private static Set<Operation> elementwise() {
    return EnumSet.range(Operation.ADD, Operation.CHOOSE);
  }

  private static Set<Operation> with(Set<Operation> some, Operation... more) {
    some.addAll(Set.of(more));
    return some;
  }

  Type input(String input) {
    Type type = inputs.get(input);
    if (type == null) {
      throw new TypeException(
          "there is no '%s' in %s; there are %s"
              .formatted(input, this.name, String.join(", ", inputs.keySet())));
    }
    return type;
  }

  void require(Operation operation) {
    if (!operations.contains(operation)) {
      throw new TypeException(
          "'%s' cannot be used in %s; it belongs to another part of a recipe"
              .formatted(operation.word(), name));
    }
  }

  /// Checks that `formula` can stand here.
  ///
  /// @throws TypeException if not, and says why
  public void check(Formula formula) {
    if (formula.nodes() > Formula.NODES_MAX || formula.depth() > Formula.DEPTH_MAX) {
      throw new TypeException(
          "a formula has %d parts, %d deep; the most are %d and %d"
              .formatted(formula.nodes(), formula.depth(), Formula.NODES_MAX, Formula.DEPTH_MAX));
    }
    check(Type.of(formula, this));
    if (equals(BLOCK)) {
      once(formula, Operation.ATTENTION);
      once(formula, Operation.MLP);
    }
  }

  /// Checks the type of a whole formula.
  ///
  /// @throws TypeException if it is not what must stand here
  public void check(Type found) {
    boolean broadcast = equals(SCHEDULE) && found.literal();
    if (!broadcast && !result.fits(found)) {
      throw new TypeException("this must be %s; found %s".formatted(result, found));
    }
    if (!found.literal() && found.degree() != result.degree()) {
      throw new TypeException(
          "an update must not scale with the gradient; found degree %s: divide by something of that degree, such as sqrt(ema(sq(g), 0.95)) for a degree of 1"
              .formatted(found.degree()));
    }
  }

  /// Its weights are used by each block once, so that what a block costs is known.
  private static void once(Formula formula, Operation operation) {
    long calls =
        Program.of(formula).lines().stream()
            .filter(
                line -> line.part() instanceof Formula.Call call && call.operation() == operation)
            .count();
    if (calls != 1) {
      throw new TypeException(
          "a block calls '%s' once; found %d calls".formatted(operation.word(), calls));
    }
  }
}
