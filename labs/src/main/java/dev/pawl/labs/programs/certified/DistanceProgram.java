package dev.pawl.labs.programs.certified;

import dev.pawl.Draw;
import dev.pawl.labs.programs.numbers.NonlinearProgram;
import dev.pawl.labs.programs.numbers.Rows;
import java.util.Arrays;

/// [Distances] and [Sphere] in floating point: every squared distance is at least t, and none is
/// above 1 (or no squared norm, if `centred`); t is maximised.
record DistanceProgram(int points, int dimensions, boolean centred) implements NonlinearProgram {

  @Override
  public int numbers() {
    return points * dimensions;
  }

  @Override
  public int block() {
    return dimensions;
  }

  @Override
  public int variables() {
    return numbers() + 1;
  }

  @Override
  public double[] weights() {
    double[] weights = new double[variables()];
    weights[numbers()] = 1;
    return weights;
  }

  @Override
  public double[] variables(double[] numbers) {
    double[] x = Arrays.copyOf(numbers, variables());
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i < points; i++) {
      most = centred ? Math.max(most, squared(x, i, -1)) : most;
      for (int j = 0; j < i; j++) {
        double squared = squared(x, i, j);
        least = Math.min(least, squared);
        most = centred ? most : Math.max(most, squared);
      }
    }
    double scale = most > 0 ? 1 / Math.sqrt(most) : 1;
    for (int k = 0; k < numbers(); k++) {
      x[k] *= scale;
    }
    x[numbers()] = least * scale * scale;
    return x;
  }

  /// The squared distance of two points, or the squared norm where the second is −1.
  private double squared(double[] x, int one, int other) {
    double sum = 0;
    for (int k = 0; k < dimensions; k++) {
      double difference = x[one * dimensions + k] - (other < 0 ? 0 : x[other * dimensions + k]);
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public void constraints(double[] x, Rows rows) {
    for (int i = 0; i < points; i++) {
      if (centred) {
        atMostOne(x, rows, i, -1, squared(x, i, -1));
      }
      for (int j = 0; j < i; j++) {
        double squared = squared(x, i, j);
        double apart = squared - x[numbers()];
        if (apart <= rows.limit()) {
          rows.constraint(apart);
          slopes(x, rows, i, j, 2);
          rows.slope(numbers(), -1);
        }
        if (!centred) {
          atMostOne(x, rows, i, j, squared);
        }
      }
    }
  }

  private void atMostOne(double[] x, Rows rows, int one, int other, double squared) {
    if (1 - squared <= rows.limit()) {
      rows.constraint(1 - squared);
      slopes(x, rows, one, other, -2);
    }
  }

  private void slopes(double[] x, Rows rows, int one, int other, double factor) {
    for (int k = 0; k < dimensions; k++) {
      int i = one * dimensions + k;
      if (other < 0) {
        rows.slope(i, factor * x[i]);
      } else {
        int j = other * dimensions + k;
        rows.slope(i, factor * (x[i] - x[j]));
        rows.slope(j, factor * (x[j] - x[i]));
      }
    }
  }

  /// Within the cube whose diagonal is 2, around the origin.
  @Override
  public double[] random(Draw draw) {
    double half = 1 / Math.sqrt(dimensions);
    double[] x = new double[numbers()];
    for (int k = 0; k < x.length; k++) {
      x[k] = half * (2 * draw.nextDouble() - 1) * (centred ? 1 : 0.5);
    }
    return x;
  }
}
