package dev.pawl.labs.programs.certified;

import dev.pawl.labs.programs.numbers.NonlinearProgram;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Points far from each other and near the origin: the square of the least distance divided by the
/// square of the greatest norm is maximised. At 1 or more the points prove that a ball can touch so
/// many of its size at once: moved outward to one norm they come no nearer to each other, as long
/// as no angle is below 60 degrees, which is what the ratio says. A row is a point.
record Sphere(int points, int dimensions) implements Claim {

  @Override
  public Decimals.Shape shape() {
    return Decimals.Shape.of(points, dimensions);
  }

  @Override
  public Finding check(List<BigDecimal> numbers) {
    Points table = new Points(numbers, dimensions);
    Points.Pair least =
        table.pairs().stream().min(Comparator.comparing(Points.Pair::squared)).orElseThrow();
    BigDecimal norm = BigDecimal.ZERO;
    for (int i = 0; i < points; i++) {
      norm = norm.max(table.squaredNorm(i));
    }
    if (norm.signum() == 0) {
      return new Finding.Fails("all points are the origin", Optional.empty());
    }
    return new Finding.Holds(Decimals.floor(least.squared(), norm), "nearest: " + least);
  }

  @Override
  public Optional<NonlinearProgram> program() {
    return Optional.of(new DistanceProgram(points, dimensions, true));
  }
}
