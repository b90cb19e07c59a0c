package dev.pawl.propose;

import dev.pawl.Draw;

/// Draws from the Beta distribution: X / (X + Y) for X and Y from Gamma distributions (Marsaglia
/// and Tsang, "A simple method for generating gamma variables", ACM TOMS 2000). [StrictMath] only,
/// so that every machine draws the same.
final class Beta {

  private Beta() {}

  /// One draw; both shapes must be positive.
  static double draw(double a, double b, Draw draw) {
    double x = gamma(a, draw);
    double y = gamma(b, draw);
    return x / (x + y);
  }

  private static double gamma(double shape, Draw draw) {
    if (shape < 1) {
      double unit = 1 - draw.nextDouble();
      return gamma(shape + 1, draw) * StrictMath.pow(unit, 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double normal = normal(draw);
      double root = 1 + c * normal;
      double cube = root * root * root;
      double unit = 1 - draw.nextDouble();
      if (cube > 0
          && StrictMath.log(unit) < normal * normal / 2 + d - d * cube + d * StrictMath.log(cube)) {
        return d * cube;
      }
    }
  }

  /// Box and Muller 1958.
  private static double normal(Draw draw) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - draw.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * draw.nextDouble());
  }
}
