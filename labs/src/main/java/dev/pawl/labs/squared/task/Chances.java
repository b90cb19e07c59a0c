package dev.pawl.labs.squared.task;

import dev.pawl.Draw;

/// Discrete distributions.
final class Chances {

  private Chances() {}

  /// A few large chances and many small ones, all positive: powers of uniform numbers, normalised.
  static double[] row(Draw draw, int size) {
    double[] row = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      row[i] = 1e-4 + StrictMath.pow(draw.nextDouble(), 8);
      sum += row[i];
    }
    for (int i = 0; i < size; i++) {
      row[i] /= sum;
    }
    return row;
  }

  static int pick(double[] row, Draw draw) {
    double left = draw.nextDouble();
    for (int i = 0; i < row.length - 1; i++) {
      left -= row[i];
      if (left < 0) {
        return i;
      }
    }
    return row.length - 1;
  }
}
