package dev.pawl.labs.programs.certified;

import dev.pawl.labs.programs.numbers.NonlinearProgram;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Circles in the unit square whose interiors are disjoint; the sum of their radii is maximised. A
/// row is x, y, radius. Touching is allowed, overlapping by 1e-40 is not.
record CirclePacking(int circles) implements Claim {

  private static final int COLUMNS = 3;

  @Override
  public Decimals.Shape shape() {
    return Decimals.Shape.of(circles, COLUMNS);
  }

  @Override
  public Finding check(List<BigDecimal> numbers) {
    BigDecimal sum = BigDecimal.ZERO;
    Worst worst = new Worst();
    for (int i = 0; i < circles; i++) {
      BigDecimal x = numbers.get(COLUMNS * i);
      BigDecimal y = numbers.get(COLUMNS * i + 1);
      BigDecimal radius = numbers.get(COLUMNS * i + 2);
      if (radius.signum() < 0) {
        return new Finding.Fails(
            "circle %d has radius %s".formatted(i + 1, radius), Optional.empty());
      }
      sum = sum.add(radius);
      worst.wall(i, "left", radius.subtract(x));
      worst.wall(i, "right", radius.add(x).subtract(BigDecimal.ONE));
      worst.wall(i, "bottom", radius.subtract(y));
      worst.wall(i, "top", radius.add(y).subtract(BigDecimal.ONE));
      for (int j = 0; j < i; j++) {
        worst.pair(j, i, squaredDistance(numbers, i, j), radius.add(radius(numbers, j)));
      }
    }
    return worst.found.isEmpty() ? holds(sum, numbers) : fails(sum, worst, numbers);
  }

  private static Finding holds(BigDecimal sum, List<BigDecimal> numbers) {
    int smallest = 0;
    for (int i = 1; i < numbers.size() / COLUMNS; i++) {
      smallest = radius(numbers, i).compareTo(radius(numbers, smallest)) < 0 ? i : smallest;
    }
    return new Finding.Holds(
        sum,
        "certified sum of radii %s; the smallest circle is number %d with radius %s"
            .formatted(sum.toPlainString(), smallest + 1, radius(numbers, smallest)));
  }

  private static Finding fails(BigDecimal sum, Worst worst, List<BigDecimal> numbers) {
    int circles = numbers.size() / COLUMNS;
    boolean possible = true;
    for (int i = 0; i < circles; i++) {
      possible &= radius(numbers, i).compareTo(worst.shrink) >= 0;
    }
    BigDecimal repaired = sum.subtract(worst.shrink.multiply(BigDecimal.valueOf(circles)));
    return new Finding.Fails(
        worst.found + "; %d violations in all".formatted(worst.count),
        possible ? Optional.of(repaired) : Optional.empty());
  }

  /// The violation that wants the greatest shrink: what every radius must lose so that it is gone.
  private static final class Worst {
    private String found = "";
    private BigDecimal shrink = BigDecimal.ZERO;
    private int count;

    void wall(int circle, String side, BigDecimal excess) {
      if (excess.signum() > 0) {
        count++;
        if (excess.compareTo(shrink) > 0) {
          shrink = excess;
          found =
              "circle %d is beyond the %s side by %s".formatted(circle + 1, side, brief(excess));
        }
      }
    }

    void pair(int one, int other, BigDecimal squaredDistance, BigDecimal radii) {
      if (squaredDistance.compareTo(radii.multiply(radii)) < 0) {
        count++;
        BigDecimal overlap = radii.subtract(Decimals.sqrtFloor(squaredDistance));
        // Rounded up, so that the shrunk packing is certainly one.
        BigDecimal half = overlap.multiply(new BigDecimal("0.5"));
        if (half.compareTo(shrink) > 0) {
          shrink = half;
          found = "circles %d and %d overlap by %s".formatted(one + 1, other + 1, brief(overlap));
        }
      }
    }

    private static String brief(BigDecimal exact) {
      return Decimals.brief(exact);
    }
  }

  private static BigDecimal radius(List<BigDecimal> numbers, int circle) {
    return numbers.get(COLUMNS * circle + 2);
  }

  private static BigDecimal squaredDistance(List<BigDecimal> numbers, int i, int j) {
    BigDecimal dx = numbers.get(COLUMNS * i).subtract(numbers.get(COLUMNS * j));
    BigDecimal dy = numbers.get(COLUMNS * i + 1).subtract(numbers.get(COLUMNS * j + 1));
    return dx.multiply(dx).add(dy.multiply(dy));
  }

  @Override
  public Optional<NonlinearProgram> program() {
    return Optional.of(new CircleProgram(circles));
  }
}
