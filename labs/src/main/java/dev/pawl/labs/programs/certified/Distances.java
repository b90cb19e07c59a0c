package dev.pawl.labs.programs.certified;

import dev.pawl.labs.programs.numbers.NonlinearProgram;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Points whose distances differ as little as possible: the square of the least distance divided by
/// the square of the greatest is maximised. A row is a point.
record Distances(int points, int dimensions) implements Claim {

  @Override
  public Decimals.Shape shape() {
    return Decimals.Shape.of(points, dimensions);
  }

  @Override
  public Finding check(List<BigDecimal> numbers) {
    List<Points.Pair> pairs = new Points(numbers, dimensions).pairs();
    Comparator<Points.Pair> byDistance = Comparator.comparing(Points.Pair::squared);
    Points.Pair least = pairs.stream().min(byDistance).orElseThrow();
    Points.Pair greatest = pairs.stream().max(byDistance).orElseThrow();
    if (greatest.squared().signum() == 0) {
      return new Finding.Fails("all points are the same", Optional.empty());
    }
    BigDecimal value = Decimals.floor(least.squared(), greatest.squared());
    return new Finding.Holds(value, "nearest: %s; farthest: %s".formatted(least, greatest));
  }

  @Override
  public Optional<NonlinearProgram> program() {
    return Optional.of(new DistanceProgram(points, dimensions, false));
  }
}
