package dev.pawl.labs.programs.certified;

import dev.pawl.Draw;
import dev.pawl.labs.programs.numbers.NonlinearProgram;
import dev.pawl.labs.programs.numbers.Rows;
import java.util.Arrays;

/// [Overlap] in floating point: heights from 0 to 1 − 1e-9 of mean 1/2, and t, which is minimised
/// and not below any node of the overlap. The mean is held from both sides with a little room.
record OverlapProgram(int steps) implements NonlinearProgram {

  private static final double ROOM = 1e-12;
  private static final double TOP = 1 - 1e-11;

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
    double most = 0;
    for (int k = 1 - steps; k < steps; k++) {
      most = Math.max(most, node(x, k));
    }
    x[steps] = most;
    return x;
  }

  private double node(double[] x, int k) {
    double sum = 0;
    for (int i = Math.max(0, -k); i < Math.min(steps, steps - k); i++) {
      sum += x[i] * (1 - x[i + k]);
    }
    return 2 * sum / steps;
  }

  @Override
  public void constraints(double[] x, Rows rows) {
    double mean = 0;
    for (int i = 0; i < steps; i++) {
      mean += x[i] / steps;
      if (x[i] <= rows.limit()) {
        rows.constraint(x[i]);
        rows.slope(i, 1);
      }
      if (TOP - x[i] <= rows.limit()) {
        rows.constraint(TOP - x[i]);
        rows.slope(i, -1);
      }
    }
    mean(rows, mean - 0.5 + ROOM, 1);
    mean(rows, 0.5 + ROOM - mean, -1);
    for (int k = 1 - steps; k < steps; k++) {
      double value = x[steps] - node(x, k);
      if (value <= rows.limit()) {
        rows.constraint(value);
        rows.slope(steps, 1);
        for (int i = 0; i < steps; i++) {
          double ahead = i + k >= 0 && i + k < steps ? 1 - x[i + k] : 0;
          double behind = i - k >= 0 && i - k < steps ? x[i - k] : 0;
          rows.slope(i, 2 * (behind - ahead) / steps);
        }
      }
    }
  }

  private void mean(Rows rows, double value, double sign) {
    rows.constraint(value);
    for (int i = 0; i < steps; i++) {
      rows.slope(i, sign / steps);
    }
  }

  @Override
  public void clamp(double[] x) {
    for (int i = 0; i < steps; i++) {
      x[i] = Math.clamp(x[i], 0, TOP);
    }
  }

  @Override
  public double[] random(Draw draw) {
    double[] x = new double[steps];
    for (int i = 0; i < steps; i++) {
      x[i] = draw.nextDouble();
    }
    return x;
  }
}
