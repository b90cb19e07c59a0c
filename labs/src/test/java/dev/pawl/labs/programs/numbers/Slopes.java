package dev.pawl.labs.programs.numbers;

/// Compares gradients with differences.
public final class Slopes {

  private static final double STEP = 1e-6;

  private Slopes() {}

  /// The greatest difference between a slope of a constraint and the central difference of its
  /// values.
  public static double greatestError(NonlinearProgram program, double[] x) {
    Rows rows = told(program, x);
    double error = 0;
    for (int j = 0; j < x.length; j++) {
      double[] low = x.clone();
      double[] high = x.clone();
      low[j] -= STEP;
      high[j] += STEP;
      Rows below = told(program, low);
      Rows above = told(program, high);
      for (int i = 0; i < rows.count(); i++) {
        double slope = 0;
        for (int at = rows.start(i); at < rows.end(i); at++) {
          slope += rows.column(at) == j ? rows.slope(at) : 0;
        }
        double difference = (above.value(i) - below.value(i)) / (2 * STEP);
        error = Math.max(error, Math.abs(slope - difference));
      }
    }
    return error;
  }

  private static Rows told(NonlinearProgram program, double[] x) {
    Rows rows = new Rows();
    rows.clear(Double.POSITIVE_INFINITY);
    program.constraints(x, rows);
    return rows;
  }
}
