package dev.pawl.labs.programs.certified;

import dev.pawl.labs.programs.numbers.NonlinearProgram;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The minimum overlap problem of Erdős: the least, over functions f from [0, 2] to [0, 1] with ∫f
/// = 1, of the greatest ∫ f(x) (1 − f(x + t)) dx, where both are 0 outside, is at most what a step
/// function shows (Swinnerton-Dyer; Haugland 1996). A row is the height of one of n equal steps;
/// the heights are divided by their mean times 2 so that the integral is 1 exactly. The overlap is
/// linear between multiples of the step. The value is the bound with a minus.
record Overlap(int steps) implements Claim {

  @Override
  public Decimals.Shape shape() {
    return Decimals.Shape.of(steps, 1);
  }

  @Override
  public Finding check(List<BigDecimal> heights) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal height : heights) {
      sum = sum.add(height);
    }
    // f is height / full, with full = 2 sum / n; everything is kept multiplied by n / 2.
    BigDecimal half = new BigDecimal("0.5").multiply(BigDecimal.valueOf(steps));
    for (int i = 0; i < steps; i++) {
      BigDecimal height = heights.get(i);
      if (height.signum() < 0 || height.multiply(half).compareTo(sum) > 0) {
        return new Finding.Fails(
            "step %d has the height %s; divided by twice the mean it must be from 0 to 1"
                .formatted(i + 1, height),
            Optional.empty());
      }
    }
    if (sum.signum() <= 0) {
      return new Finding.Fails("all heights are 0", Optional.empty());
    }
    BigDecimal most = BigDecimal.ZERO;
    int where = 0;
    for (int k = 1 - steps; k < steps; k++) {
      BigDecimal overlap = BigDecimal.ZERO;
      for (int i = Math.max(0, -k); i < Math.min(steps, steps - k); i++) {
        BigDecimal rest = sum.subtract(heights.get(i + k).multiply(half));
        overlap = overlap.add(heights.get(i).multiply(rest));
      }
      if (overlap.compareTo(most) > 0) {
        most = overlap;
        where = k;
      }
    }
    // (2 / n) Σ (a n / 2 sum) (sum − a' n / 2) / sum = Σ a (sum − a' n / 2) / sum².
    return new Finding.Holds(
        Decimals.floor(most.negate(), sum.multiply(sum)),
        "the overlap is greatest when moved by %d steps".formatted(where));
  }

  @Override
  public Optional<NonlinearProgram> program() {
    return Optional.of(new OverlapProgram(steps));
  }
}
