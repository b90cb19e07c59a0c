package dev.pawl.labs.programs.certified;

import dev.pawl.Draw;
import dev.pawl.labs.programs.numbers.NonlinearProgram;
import dev.pawl.labs.programs.numbers.Rows;
import java.util.Arrays;

/// [Autocorrelation] in floating point: heights of mean 1, and t, which is minimised and not below
/// any node of the convolution.
record AutocorrelationProgram(int steps) implements NonlinearProgram {

  @Override
  public int numbers() {
    return steps;
  }

  @Override
  public int block() {
    return 1;
  }

  @Override
  public int variables() {
    return steps + 1;
  }

  @Override
  public double[] weights() {
    double[] weights = new double[variables()];
    weights[steps] = -1;
    return weights;
  }

  @Override
  public double[] variables(double[] numbers) {
    double[] x = Arrays.copyOf(numbers, variables());
    clamp(x);
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += x[i];
    }
    for (int i = 0; i < steps; i++) {
      x[i] = sum > 0 ? x[i] * steps / sum : 1;
    }
    double most = 0;
    for (int k = 0; k <= 2 * (steps - 1); k++) {
      most = Math.max(most, node(x, k));
    }
    x[steps] = most;
    return x;
  }

  private double node(double[] x, int k) {
    double sum = 0;
    for (int i = Math.max(0, k - steps + 1); i <= Math.min(k, steps - 1); i++) {
      sum += x[i] * x[k - i];
    }
    return 2 * sum / steps;
  }

  @Override
  public void constraints(double[] x, Rows rows) {
    double sum = -steps;
    for (int i = 0; i < steps; i++) {
      sum += x[i];
      if (x[i] <= rows.limit()) {
        rows.constraint(x[i]);
        rows.slope(i, 1);
      }
    }
    rows.constraint(sum / steps);
    for (int i = 0; i < steps; i++) {
      rows.slope(i, 1.0 / steps);
    }
    for (int k = 0; k <= 2 * (steps - 1); k++) {
      double value = x[steps] - node(x, k);
      if (value <= rows.limit()) {
        rows.constraint(value);
        rows.slope(steps, 1);
        for (int i = Math.max(0, k - steps + 1); i <= Math.min(k, steps - 1); i++) {
          rows.slope(i, -4 * x[k - i] / steps);
        }
      }
    }
  }

  @Override
  public void clamp(double[] x) {
    for (int i = 0; i < steps; i++) {
      x[i] = Math.max(0, x[i]);
    }
  }

  @Override
  public double[] random(Draw draw) {
    double[] x = new double[steps];
    for (int i = 0; i < steps; i++) {
      x[i] = 2 * draw.nextDouble();
    }
    return x;
  }
}
