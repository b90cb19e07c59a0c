package dev.pawl.labs.programs.certified;

import dev.pawl.labs.programs.numbers.NonlinearProgram;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The first autocorrelation inequality: the greatest C such that max (f∗f) ≥ C (∫f)² for every f ≥
/// 0 on [−1/4, 1/4] is at most what a step function shows. A row is the height of one of n equal
/// steps. f∗f is linear between multiples of the step, so its maximum is one of 2n − 1 sums: with
/// heights a the bound is 2n max Σ aᵢ aₖ₋ᵢ / (Σ aᵢ)². The value is the bound with a minus, because
/// values are maximised.
record Autocorrelation(int steps) implements Claim {

  @Override
  public Decimals.Shape shape() {
    return Decimals.Shape.of(steps, 1);
  }

  @Override
  public Finding check(List<BigDecimal> heights) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < steps; i++) {
      if (heights.get(i).signum() < 0) {
        return new Finding.Fails(
            "step %d has the height %s".formatted(i + 1, heights.get(i)), Optional.empty());
      }
      sum = sum.add(heights.get(i));
    }
    if (sum.signum() == 0) {
      return new Finding.Fails("all heights are 0", Optional.empty());
    }
    BigDecimal most = BigDecimal.ZERO;
    int where = 0;
    for (int k = 0; k <= 2 * (steps - 1); k++) {
      BigDecimal overlap = BigDecimal.ZERO;
      for (int i = Math.max(0, k - steps + 1); i <= Math.min(k, steps - 1); i++) {
        overlap = overlap.add(heights.get(i).multiply(heights.get(k - i)));
      }
      if (overlap.compareTo(most) > 0) {
        most = overlap;
        where = k;
      }
    }
    BigDecimal negative = most.multiply(BigDecimal.valueOf(-2L * steps));
    return new Finding.Holds(
        Decimals.floor(negative, sum.multiply(sum)),
        "the convolution is greatest at its node %d of %d".formatted(where + 1, 2 * steps - 1));
  }

  @Override
  public Optional<NonlinearProgram> program() {
    return Optional.of(new AutocorrelationProgram(steps));
  }
}
