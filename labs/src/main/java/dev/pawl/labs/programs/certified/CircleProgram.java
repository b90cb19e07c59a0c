package dev.pawl.labs.programs.certified;

import dev.pawl.Draw;
import dev.pawl.labs.programs.numbers.NonlinearProgram;
import dev.pawl.labs.programs.numbers.Rows;

/// [CirclePacking] in floating point.
record CircleProgram(int circles) implements NonlinearProgram {

  private static final double RADIUS_FIRST = 0.02;

  @Override
  public int numbers() {
    return 3 * circles;
  }

  @Override
  public int block() {
    return 3;
  }

  @Override
  public double[] weights() {
    double[] weights = new double[numbers()];
    for (int i = 2; i < weights.length; i += 3) {
      weights[i] = 1;
    }
    return weights;
  }

  @Override
  public void constraints(double[] x, Rows rows) {
    double limit = rows.limit();
    for (int i = 0; i < x.length; i += 3) {
      double radius = x[i + 2];
      if (radius <= limit) {
        rows.constraint(radius);
        rows.slope(i + 2, 1);
      }
      wall(rows, i, i + 2, x[i] - radius, 1);
      wall(rows, i, i + 2, 1 - x[i] - radius, -1);
      wall(rows, i + 1, i + 2, x[i + 1] - radius, 1);
      wall(rows, i + 1, i + 2, 1 - x[i + 1] - radius, -1);
      for (int j = 0; j < i; j += 3) {
        pair(x, rows, i, j, limit);
      }
    }
  }

  private static void wall(Rows rows, int coordinate, int radius, double value, double slope) {
    if (value <= rows.limit()) {
      rows.constraint(value);
      rows.slope(coordinate, slope);
      rows.slope(radius, -1);
    }
  }

  private static void pair(double[] x, Rows rows, int i, int j, double limit) {
    double dx = x[i] - x[j];
    double dy = x[i + 1] - x[j + 1];
    double far = x[i + 2] + x[j + 2] + limit;
    double squared = dx * dx + dy * dy;
    if (far < 0 || squared > far * far) {
      return;
    }
    double distance = Math.max(1e-12, Math.sqrt(squared));
    rows.constraint(distance - x[i + 2] - x[j + 2]);
    rows.slope(i, dx / distance);
    rows.slope(i + 1, dy / distance);
    rows.slope(i + 2, -1);
    rows.slope(j, -dx / distance);
    rows.slope(j + 1, -dy / distance);
    rows.slope(j + 2, -1);
  }

  @Override
  public void clamp(double[] x) {
    for (int i = 0; i < x.length; i += 3) {
      x[i] = Math.clamp(x[i], 0, 1);
      x[i + 1] = Math.clamp(x[i + 1], 0, 1);
      x[i + 2] = Math.clamp(x[i + 2], 0, 0.5);
    }
  }

  @Override
  public double[] random(Draw draw) {
    double[] x = new double[numbers()];
    for (int i = 0; i < x.length; i += 3) {
      x[i] = draw.nextDouble();
      x[i + 1] = draw.nextDouble();
      x[i + 2] = RADIUS_FIRST;
    }
    return x;
  }
}
