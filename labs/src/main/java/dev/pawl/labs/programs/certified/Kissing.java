package dev.pawl.labs.programs.certified;

import dev.pawl.labs.programs.numbers.NonlinearProgram;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// As many points as possible whose least distance is not below their greatest norm: so many balls
/// can touch one of their size. The number of points is the value. A row is a point; integers are
/// the usual way to meet the condition exactly.
record Kissing(int pointsMax, int dimensions) implements Claim {

  @Override
  public Decimals.Shape shape() {
    return new Decimals.Shape(2, pointsMax, dimensions);
  }

  @Override
  public Finding check(List<BigDecimal> numbers) {
    Points table = new Points(numbers, dimensions);
    Points.Pair least =
        table.pairs().stream().min(Comparator.comparing(Points.Pair::squared)).orElseThrow();
    int farthest = 0;
    for (int i = 1; i < table.count(); i++) {
      if (table.squaredNorm(i).compareTo(table.squaredNorm(farthest)) > 0) {
        farthest = i;
      }
    }
    BigDecimal norm = table.squaredNorm(farthest);
    if (norm.signum() == 0 || least.squared().compareTo(norm) < 0) {
      return new Finding.Fails(
          "%s are nearer than point %d with squared norm %s is to the origin"
              .formatted(least, farthest + 1, Decimals.brief(norm)),
          Optional.empty());
    }
    return new Finding.Holds(
        BigDecimal.valueOf(table.count()), "%d points touch".formatted(table.count()));
  }

  /// How many points there are is no smooth question.
  @Override
  public Optional<NonlinearProgram> program() {
    return Optional.empty();
  }
}
