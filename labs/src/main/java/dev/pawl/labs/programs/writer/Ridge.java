package dev.pawl.labs.programs.writer;

/// Linear regression with a prior of mean 0 and weight 1 on each coefficient, forgetting what is
/// old. Used by one thread.
final class Ridge {

  private final int size;
  private final double keep;
  private final double[][] products;
  private final double[] sums;
  private double seen;

  /// @param memory about how many observations are remembered
  Ridge(int size, double memory) {
    this.size = size;
    this.keep = 1 - 1 / memory;
    products = new double[size][size];
    sums = new double[size];
  }

  /// Takes note of an observation.
  ///
  /// @param features which of them are not 0
  /// @param values of those
  void add(int[] features, double[] values, double outcome) {
    for (int i = 0; i < size; i++) {
      sums[i] *= keep;
      for (int j = 0; j < size; j++) {
        products[i][j] *= keep;
      }
    }
    seen = seen * keep + 1;
    for (int i = 0; i < features.length; i++) {
      sums[features[i]] += values[i] * outcome;
      for (int j = 0; j < features.length; j++) {
        products[features[i]][features[j]] += values[i] * values[j];
      }
    }
  }

  /// Knows nothing of a feature any more.
  void forget(int feature) {
    sums[feature] = 0;
    for (int i = 0; i < size; i++) {
      products[feature][i] = 0;
      products[i][feature] = 0;
    }
  }

  /// About how many observations are remembered.
  double seen() {
    return seen;
  }

  /// What is believed now.
  Fit fit() {
    double[][] root = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = products[i][j] + (i == j ? 1 : 0);
        for (int k = 0; k < j; k++) {
          sum -= root[i][k] * root[j][k];
        }
        root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
      }
    }
    return new Fit(root, back(root, forward(root, sums)));
  }

  /// Coefficients, and the Cholesky factor of the matrix whose inverse is their covariance.
  static final class Fit {

    private final double[][] root;
    private final double[] coefficients;

    private Fit(double[][] root, double[] coefficients) {
      this.root = root;
      this.coefficients = coefficients;
    }

    /// One for each feature.
    double[] coefficients() {
      return coefficients.clone();
    }

    double mean(int[] features, double[] values) {
      return dot(coefficients, features, values);
    }

    /// The standard error of [#mean], for rewards of standard deviation 1.
    double error(int[] features, double[] values) {
      double[] x = new double[coefficients.length];
      for (int i = 0; i < features.length; i++) {
        x[features[i]] = values[i];
      }
      double sum = 0;
      for (double y : forward(root, x)) {
        sum += y * y;
      }
      return Math.sqrt(sum);
    }

    /// Coefficients drawn from the posterior.
    ///
    /// @param normals as many standard normal numbers as there are coefficients
    double[] drawn(double spread, double[] normals) {
      double[] off = back(root, normals);
      double[] drawn = new double[off.length];
      for (int i = 0; i < off.length; i++) {
        drawn[i] = coefficients[i] + spread * off[i];
      }
      return drawn;
    }
  }

  static double dot(double[] coefficients, int[] features, double[] values) {
    double sum = 0;
    for (int i = 0; i < features.length; i++) {
      sum += coefficients[features[i]] * values[i];
    }
    return sum;
  }

  private static double[] forward(double[][] root, double[] b) {
    double[] y = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= root[i][k] * y[k];
      }
      y[i] = sum / root[i][i];
    }
    return y;
  }

  private static double[] back(double[][] root, double[] y) {
    double[] x = new double[y.length];
    for (int i = y.length - 1; i >= 0; i--) {
      double sum = y[i];
      for (int k = i + 1; k < y.length; k++) {
        sum -= root[k][i] * x[k];
      }
      x[i] = sum / root[i][i];
    }
    return x;
  }
}
