package dev.pawl.labs.programs.certified;

import dev.pawl.labs.programs.numbers.NonlinearProgram;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Points of which no three make a small triangle: the least area of a triangle, divided by the
/// area of the region, is maximised. A row is a point.
record Heilbronn(int points, Region region) implements Claim {

  /// Where the points must be.
  enum Region {
    /// The triangle (0, 0), (1, 0), (0, 1). Every triangle is an affine image of it, and the ratio
    /// of areas stays.
    TRIANGLE,
    /// The unit square.
    SQUARE,
    /// Anywhere; the region is their convex hull.
    CONVEX
  }

  @Override
  public Decimals.Shape shape() {
    return Decimals.Shape.of(points, 2);
  }

  @Override
  public Finding check(List<BigDecimal> numbers) {
    Points table = new Points(numbers, 2);
    for (int i = 0; i < points; i++) {
      Optional<String> outside = outside(table, i);
      if (outside.isPresent()) {
        return new Finding.Fails(outside.get(), Optional.empty());
      }
    }
    BigDecimal least = null;
    String which = "";
    for (int i = 0; i < points; i++) {
      for (int j = 0; j < i; j++) {
        for (int k = 0; k < j; k++) {
          BigDecimal area = table.turn(k, j, i).abs();
          if (least == null || area.compareTo(least) < 0) {
            least = area;
            which = "points %d, %d and %d".formatted(k + 1, j + 1, i + 1);
          }
        }
      }
    }
    BigDecimal whole = twiceArea(table);
    if (least == null || whole.signum() == 0) {
      return new Finding.Fails("all points lie on a line", Optional.empty());
    }
    return new Finding.Holds(Decimals.floor(least, whole), "the least triangle: " + which);
  }

  private Optional<String> outside(Points table, int point) {
    BigDecimal x = table.at(point, 0);
    BigDecimal y = table.at(point, 1);
    BigDecimal excess =
        switch (region) {
          case TRIANGLE -> x.negate().max(y.negate()).max(x.add(y).subtract(BigDecimal.ONE));
          case SQUARE ->
              x.negate()
                  .max(y.negate())
                  .max(x.subtract(BigDecimal.ONE))
                  .max(y.subtract(BigDecimal.ONE));
          case CONVEX -> BigDecimal.ZERO;
        };
    return excess.signum() <= 0
        ? Optional.empty()
        : Optional.of("point %d is outside by %s".formatted(point + 1, Decimals.brief(excess)));
  }

  private BigDecimal twiceArea(Points table) {
    return switch (region) {
      case TRIANGLE -> BigDecimal.ONE;
      case SQUARE -> BigDecimal.TWO;
      case CONVEX -> {
        List<Integer> hull = hull(table);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i + 1 < hull.size(); i++) {
          sum = sum.add(table.turn(hull.get(0), hull.get(i), hull.get(i + 1)));
        }
        yield sum;
      }
    };
  }

  /// The corners of the convex hull, counter-clockwise (Andrew 1979).
  private static List<Integer> hull(Points table) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < table.count(); i++) {
      order.add(i);
    }
    order.sort((a, b) -> {
      int byX = table.at(a, 0).compareTo(table.at(b, 0));
      return byX != 0 ? byX : table.at(a, 1).compareTo(table.at(b, 1));
    });
    List<Integer> hull = half(table, order);
    hull.addAll(half(table, order.reversed()));
    return hull;
  }

  private static List<Integer> half(Points table, List<Integer> order) {
    List<Integer> chain = new ArrayList<>();
    for (int next : order) {
      while (chain.size() >= 2
          && table.turn(chain.get(chain.size() - 2), chain.getLast(), next).signum() <= 0) {
        chain.removeLast();
      }
      chain.add(next);
    }
    chain.removeLast();
    return chain;
  }

  @Override
  public Optional<NonlinearProgram> program() {
    return Optional.of(new HeilbronnProgram(points, region));
  }
}
