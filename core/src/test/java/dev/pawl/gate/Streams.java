package dev.pawl.gate;

import dev.pawl.Draw;

/// Seeded streams of paired differences, and how many of them did something.
final class Streams {

  private static final long SEED = 20_261_124;

  private Streams() {}

  /// The next difference, given how many came before and what they sum to.
  interface Law {
    double next(Draw draw, int count, double sum);
  }

  /// 1 with probability `win`, −1 with probability `loss`, otherwise 0: tasks passed or failed.
  static Law games(double win, double loss) {
    return (draw, count, sum) -> {
      double unit = draw.nextDouble();
      return unit < win ? 1 : unit < win + loss ? -1 : 0;
    };
  }

  /// The draws of one stream of a named simulation.
  static Draw draw(String simulation, int stream) {
    return Draw.of(SEED, stream, simulation);
  }

  /// How many standard deviations of a binomial count, were its probability `p`, the count lies
  /// above what is expected.
  static double deviations(long count, int trials, double p) {
    return (count - trials * p) / Math.sqrt(trials * p * (1 - p));
  }

  /// A bound that the probability behind `count` of `trials` does not exceed, but for a chance of
  /// about 1 in 1,000 (Wilson's score interval, z = 3.09).
  static double most(long count, int trials) {
    double z2 = 3.09 * 3.09;
    double rate = (double) count / trials;
    double centre = rate + z2 / (2 * trials);
    double spread = 3.09 * Math.sqrt(rate * (1 - rate) / trials + z2 / (4.0 * trials * trials));
    return (centre + spread) / (1 + z2 / trials);
  }
}
