package dev.pawl.cli.report;

import java.util.List;

/// The little statistics that a report needs. All intervals are at 95 %.
public final class Stats {

  /// The 97.5 % point of the normal distribution.
  static final double Z = 1.959963984540054;

  /// The 97.5 % points of Student's t for 1 to 30 degrees of freedom.
  private static final double[] T = {
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788,
    2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639,
    2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423
  };

  private Stats() {}

  /// A mean and half the width of its interval by Student's t.
  ///
  /// @param half NaN if there is one value only
  public record Mean(double mean, double half, int n) {

    /// Where its interval begins.
    public double low() {
      return mean - half;
    }

    /// Where its interval ends.
    public double high() {
      return mean + half;
    }
  }

  /// An interval.
  record Range(double low, double high) {}

  /// A least-squares line, and how much of the variance it explains.
  ///
  /// @param half of the interval of the slope by Student's t; NaN for two points
  record Line(double slope, double intercept, double r2, double half, int n) {

    double at(double x) {
      return intercept + slope * x;
    }
  }

  /// The 97.5 % point of Student's t; beyond 30 degrees of freedom by the expansion in 1/ν about
  /// the normal point (Abramowitz and Stegun 26.7.5).
  static double t(int degrees) {
    if (degrees < 1) {
      return Double.NaN;
    }
    if (degrees <= T.length) {
      return T[degrees - 1];
    }
    double v = degrees;
    double z3 = Z * Z * Z;
    double z5 = z3 * Z * Z;
    return Z + (z3 + Z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * Z) / (96 * v * v);
  }

  /// The mean of `values`.
  public static Mean mean(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    return new Mean(mean, t(n - 1) * Math.sqrt(variance(values) / n), n);
  }

  /// The unbiased variance; NaN for fewer than two values.
  static double variance(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return values.size() < 2 ? Double.NaN : squares / (values.size() - 1);
  }

  /// The two-sided p-value of the exact sign-flip test: how many of all choices of signs make the
  /// mean at least as far from zero. With n differences it cannot be below 2/2ⁿ; NaN for none and
  /// for more than 20.
  static double signFlip(List<Double> differences) {
    int n = differences.size();
    if (n == 0 || n > 20) {
      return Double.NaN;
    }
    double seen = Math.abs(sum(differences, 0));
    int extreme = 0;
    for (int signs = 0; signs < 1 << n; signs++) {
      extreme += Math.abs(sum(differences, signs)) >= seen * (1 - 1e-12) ? 1 : 0;
    }
    return (double) extreme / (1 << n);
  }

  private static double sum(List<Double> differences, int signs) {
    double sum = 0;
    for (int i = 0; i < differences.size(); i++) {
      sum += (signs >> i & 1) == 0 ? differences.get(i) : -differences.get(i);
    }
    return sum;
  }

  /// Wilson's interval for `successes` of `trials`.
  static Range wilson(long successes, long trials) {
    if (trials == 0) {
      return new Range(0, 1);
    }
    double p = (double) successes / trials;
    double zz = Z * Z / trials;
    double centre = (p + zz / 2) / (1 + zz);
    double half = Z * Math.sqrt(p * (1 - p) / trials + zz / (4 * trials)) / (1 + zz);
    return new Range(Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /// The line through `points`; at least two different x.
  static Line line(List<Point> points) {
    int n = points.size();
    double meanX = points.stream().mapToDouble(Point::x).average().orElse(Double.NaN);
    double meanY = points.stream().mapToDouble(Point::y).average().orElse(Double.NaN);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (Point p : points) {
      xx += (p.x() - meanX) * (p.x() - meanX);
      xy += (p.x() - meanX) * (p.y() - meanY);
      yy += (p.y() - meanY) * (p.y() - meanY);
    }
    double slope = xy / xx;
    double rest = Math.max(0, yy - slope * xy);
    double r2 = yy == 0 ? Double.NaN : 1 - rest / yy;
    double half = n > 2 ? t(n - 2) * Math.sqrt(rest / (n - 2) / xx) : Double.NaN;
    return new Line(slope, meanY - slope * meanX, r2, half, n);
  }
}
