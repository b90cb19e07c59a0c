package dev.pawl.archive;

/// Pearson's test that counts come from given weights.
final class ChiSquare {

  private ChiSquare() {}

  /// How many standard deviations the statistic lies above what is expected, by the cube root
  /// approximation of Wilson and Hilferty 1931. Categories without weight must have no count.
  static double excess(long[] counts, double[] weights) {
    double total = 0;
    double weight = 0;
    int categories = 0;
    for (int i = 0; i < counts.length; i++) {
      total += counts[i];
      weight += weights[i];
    }
    double statistic = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = total * weights[i] / weight;
      if (weights[i] > 0) {
        statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        categories++;
      } else if (counts[i] > 0) {
        return Double.POSITIVE_INFINITY;
      }
    }
    double freedom = categories - 1;
    double variance = 2 / (9 * freedom);
    return (Math.cbrt(statistic / freedom) - (1 - variance)) / Math.sqrt(variance);
  }
}
