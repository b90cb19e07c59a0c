package dev.pawl.labs.programs.numbers;

import java.util.Arrays;

/// Constraints at a point: values and sparse gradients, kept in arrays that grow and are used
/// again. Belongs to one thread.
public final class Rows {

  private double limit;
  private int count;
  private double[] values = new double[64];
  private int[] starts = new int[65];
  private int[] columns = new int[256];
  private double[] slopes = new double[256];

  /// Constraints of a greater value than this may be left out.
  public double limit() {
    return limit;
  }

  /// How many constraints were told.
  public int count() {
    return count;
  }

  /// Begins a constraint that has this value; [#slope] follows for each variable in it.
  public void constraint(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count + 1);
    }
    values[count] = value;
    count++;
    starts[count] = starts[count - 1];
  }

  /// The derivative of the constraint that began last; at most one per variable.
  public void slope(int variable, double derivative) {
    int at = starts[count];
    if (at == columns.length) {
      columns = Arrays.copyOf(columns, 2 * at);
      slopes = Arrays.copyOf(slopes, 2 * at);
    }
    columns[at] = variable;
    slopes[at] = derivative;
    starts[count] = at + 1;
  }

  void clear(double newLimit) {
    limit = newLimit;
    count = 0;
  }

  double value(int row) {
    return values[row];
  }

  int start(int row) {
    return starts[row];
  }

  int end(int row) {
    return starts[row + 1];
  }

  int column(int at) {
    return columns[at];
  }

  double slope(int at) {
    return slopes[at];
  }

  /// Adds `amount` to every value.
  void add(double amount) {
    for (int i = 0; i < count; i++) {
      values[i] += amount;
    }
  }

  /// The least value, or 0 if there is none below.
  double worst() {
    double worst = 0;
    for (int i = 0; i < count; i++) {
      worst = Math.min(worst, values[i]);
    }
    return worst;
  }

  /// Keeps the constraints that a step of at most `reach` in every variable could break.
  void keepReachable(double reach) {
    int kept = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      int from = starts[i];
      int length = starts[i + 1] - from;
      double slope = 0;
      for (int k = from; k < from + length; k++) {
        slope += Math.abs(slopes[k]);
      }
      if (values[i] < reach * slope) {
        values[kept] = values[i];
        System.arraycopy(columns, from, columns, at, length);
        System.arraycopy(slopes, from, slopes, at, length);
        at += length;
        kept++;
        starts[kept] = at;
      }
    }
    count = kept;
  }

  /// `out[i]` becomes the product of row i with `x`.
  void times(double[] x, double[] out) {
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int at = starts[i]; at < starts[i + 1]; at++) {
        sum += slopes[at] * x[columns[at]];
      }
      out[i] = sum;
    }
  }

  /// Adds `factor` times row i to `x`.
  void addTo(double[] x, int row, double factor) {
    for (int at = starts[row]; at < starts[row + 1]; at++) {
      x[columns[at]] += slopes[at] * factor;
    }
  }
}
