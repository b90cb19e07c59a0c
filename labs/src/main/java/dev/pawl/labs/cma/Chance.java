package dev.pawl.labs.cma;

import dev.pawl.Draw;

/// Normal numbers that are the same on every machine.
public final class Chance {

  private Chance() {}

  /// One draw from the standard normal distribution (Box and Muller 1958).
  public static double normal(Draw draw) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - draw.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * draw.nextDouble());
  }
}
