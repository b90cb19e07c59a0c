package dev.pawl.archive;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Problem.Incumbents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An archive that keeps everything, because the way to the best may lead through the poor, and
/// prefers parents that are good and have few children. Two published systems draw alike:
///
///     weight = sigmoid(λ · (value − midpoint) / scale) / (1 + children)
///
/// - Darwin Gödel Machine (Zhang, Hu, Lu, Lange, Clune, arXiv 2505.22954): λ = 10, midpoint ½, scale
///   1. See [#darwinGodel()].
/// - ShinkaEvolve (Lange, Imajuku, Cetin, arXiv 2509.19349): λ = 10, the midpoint is the median of
///   all values and the scale their median distance from it, at least 10⁻⁶. See [#shinkaEvolve()].
///
/// Children are all that [#bred] told of, whatever became of them; the Darwin Gödel Machine counts
/// only those that it kept. A sigmoid counts as at least 10⁻⁹, so that nobody's chance is ever 0.
///
/// **Idea.** Both rules are exact here at any size; nothing is approximated or rebuilt. With a
/// constant midpoint the weights lie in a [SumTree]. When the midpoint moves, every weight changes
/// with every admission, so the tree holds 1 / (1 + children) alone: an elite is drawn from it and
/// accepted with the probability of its sigmoid, until one is. At least half of all values are at or
/// above the median and are accepted with probability ½ or more; so with b children per elite the
/// expected number of attempts is at most 4 (1 + b), whatever the values are.
///
/// **Cost.** Selection and [#bred] walk one path of a tree per attempt; admission also puts a value
/// in order ([SortedValues]). All in microseconds at a million elites.
///
/// **Holds.** The best is never lost, since nothing is. Everything is kept, equals included. Elites
/// are listed in the order of admission.
public final class OpenEnded implements Archive {

  private static final double SIGMOID_MIN = 1e-9;
  private static final double SCALE_MIN = 1e-6;

  private final double lambda;
  private final Midpoint midpoint;
  private final List<Elite> elites = new ArrayList<>();
  private final Map<Long, Integer> indexOfTicket = new HashMap<>();
  private SumTree tree = new SumTree();
  private SortedValues sorted = new SortedValues();
  private double[] values = new double[16];
  private int[] children = new int[16];
  private double center;
  private double scale;
  private int sizeAtCenter;
  private Optional<Elite> best = Optional.empty();

  /// An empty archive.
  ///
  /// @param lambda how steeply the chance rises with the value; positive
  public OpenEnded(double lambda, Midpoint midpoint) {
    if (!(lambda > 0 && Double.isFinite(lambda))) {
      throw new IllegalArgumentException(
          "lambda is %s; it must be positive and finite".formatted(lambda));
    }
    this.lambda = lambda;
    this.midpoint = midpoint;
    switch (midpoint) {
      case Midpoint.Constant(double value) -> {
        center = value;
        scale = 1;
      }
      case Midpoint.Median() -> {}
    }
  }

  /// With the constants of the Darwin Gödel Machine, for values from 0 to 1.
  public static OpenEnded darwinGodel() {
    return new OpenEnded(10, new Midpoint.Constant(0.5));
  }

  /// With the constants of ShinkaEvolve, for values of any size.
  public static OpenEnded shinkaEvolve() {
    return new OpenEnded(10, new Midpoint.Median());
  }

  /// The value at which the sigmoid is one half.
  public sealed interface Midpoint {

    /// Always the same; values are not scaled.
    record Constant(double value) implements Midpoint {
      public Constant {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("midpoint is %s; it must be finite".formatted(value));
        }
      }
    }

    /// The median of all values; values are scaled by the median distance from it.
    record Median() implements Midpoint {}
  }

  @Override
  public Admission admit(Elite elite) {
    int index = elites.size();
    if (indexOfTicket.putIfAbsent(elite.ticket(), index) != null) {
      throw new IllegalArgumentException(
          "ticket %d is in the archive; no ticket is admitted twice".formatted(elite.ticket()));
    }
    if (index == values.length) {
      values = Arrays.copyOf(values, 2 * index);
      children = Arrays.copyOf(children, 2 * index);
    }
    values[index] = elite.score().value();
    elites.add(elite);
    tree.set(index, treeWeight(index));
    if (midpoint instanceof Midpoint.Median) {
      sorted.add(values[index]);
    }
    if (best.isEmpty() || Archive.beats(elite, best.get())) {
      best = Optional.of(elite);
    }
    return new Admission.Kept("number " + (index + 1));
  }

  @Override
  public void bred(long parentTicket) {
    Integer index = indexOfTicket.get(parentTicket);
    if (index != null) {
      children[index]++;
      tree.set(index, treeWeight(index));
    }
  }

  @Override
  public void clear() {
    elites.clear();
    indexOfTicket.clear();
    tree = new SumTree();
    sorted = new SortedValues();
    Arrays.fill(children, 0);
    sizeAtCenter = 0;
    best = Optional.empty();
  }

  @Override
  public Elite select(long ticket, Draw draw) {
    Draws.requireElites(elites.size());
    return switch (midpoint) {
      case Midpoint.Constant _ -> elites.get(tree.find(draw.nextDouble()));
      case Midpoint.Median() -> {
        moveCenter();
        int index = tree.find(draw.nextDouble());
        while (draw.nextDouble() >= sigmoid(values[index])) {
          index = tree.find(draw.nextDouble());
        }
        yield elites.get(index);
      }
    };
  }

  @Override
  public Incumbents incumbents(long ticket) {
    return Incumbents.NONE;
  }

  @Override
  public List<Elite> elites() {
    return List.copyOf(elites);
  }

  @Override
  public int size() {
    return elites.size();
  }

  @Override
  public Optional<Elite> best() {
    return best;
  }

  private double treeWeight(int index) {
    double novelty = 1.0 / (1 + children[index]);
    return switch (midpoint) {
      case Midpoint.Constant _ -> sigmoid(values[index]) * novelty;
      case Midpoint.Median() -> novelty;
    };
  }

  private void moveCenter() {
    if (sizeAtCenter != elites.size()) {
      sizeAtCenter = elites.size();
      center = sorted.median();
      scale = Math.max(sorted.medianDistance(center), SCALE_MIN);
    }
  }

  private double sigmoid(double value) {
    double z = lambda * (value - center) / scale;
    return Math.max(1 / (1 + StrictMath.exp(-z)), SIGMOID_MIN);
  }
}
