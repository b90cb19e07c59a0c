package dev.pawl.labs.redqueen.operators;

import dev.pawl.Draw;
import java.util.List;
import java.util.stream.IntStream;

/// Arithmetic of a core: which constants are worth drawing.
///
/// A bomber with step `s` visits `coreSize / gcd(s, coreSize)` cells before it repeats, so the
/// divisors of the core size decide how densely a step covers it. An imp ring of `k` points steps
/// by the inverse of `k` modulo the core size (2667 for three points in 8000 cells).
final class Numbers {

  private static final int SMALL_MAX = 64;
  private static final int RING_MAX = 31;
  private static final int TRIES = 16;

  private final int coreSize;
  private final int[] divisors;
  private final int[] rings;

  Numbers(int coreSize) {
    this.coreSize = coreSize;
    this.divisors =
        IntStream.rangeClosed(1, Math.max(1, Math.min(SMALL_MAX, coreSize / 8)))
            .filter(d -> coreSize % d == 0)
            .toArray();
    this.rings =
        IntStream.rangeClosed(2, RING_MAX)
            .filter(k -> gcd(k, coreSize) == 1)
            .map(k -> inverse(k, coreSize))
            .toArray();
  }

  int reduce(int value) {
    return RedcodeText.reduce(value, coreSize);
  }

  /// Any number, each as likely.
  int any(Draw draw) {
    return reduce(draw.nextInt(coreSize));
  }

  /// A number near 0, the nearer the likelier, of either sign.
  int small(Draw draw) {
    int size = geometric(draw, 0.72, SMALL_MAX) - 1;
    return reduce(draw.nextBoolean() ? size : -size);
  }

  /// A number whose greatest common divisor with the core size is a drawn small divisor.
  int step(Draw draw) {
    int divisor = divisors[draw.nextInt(divisors.length)];
    int points = coreSize / divisor;
    for (int i = 0; i < TRIES; i++) {
      int factor = draw.nextInt(points);
      if (gcd(factor, points) == 1) {
        return reduce(factor * divisor);
      }
    }
    return reduce(divisor);
  }

  /// The step of an imp ring, or 1 if the core has none.
  int ring(Draw draw) {
    if (rings.length == 0) {
      return 1;
    }
    int first = rings[0];
    return reduce(draw.nextInt(3) == 0 ? first : rings[draw.nextInt(rings.length)]);
  }

  /// A distance away from the warrior: at least a few lengths, so that copies do not overlap.
  int far(Draw draw, int length) {
    int room = coreSize - 2 * length;
    return room <= 0 ? any(draw) : reduce(length + draw.nextInt(room));
  }

  /// A number that comes from `value` in one step: a neighbour, a multiple, its negative, a
  /// multiple of a divisor of the core, or one that has to do with another constant of the program.
  int nudge(int value, List<Integer> others, Draw draw) {
    int other = others.isEmpty() ? value : others.get(draw.nextInt(others.size()));
    int sign = draw.nextBoolean() ? 1 : -1;
    return reduce(
        switch (draw.nextInt(16)) {
          case 0, 1, 2, 3 -> value + sign;
          case 4, 5, 6 -> value + sign * geometric(draw, 0.8, SMALL_MAX);
          case 7 -> value * 2;
          case 8 -> value / 2;
          case 9 -> -value;
          case 10 -> value - value % divisors[draw.nextInt(divisors.length)];
          case 11 -> other + draw.nextInt(3) - 1;
          case 12 -> other * (draw.nextInt(7) - 3);
          case 13 -> value + sign * other;
          case 14 -> step(draw);
          default -> ring(draw);
        });
  }

  /// 1 or more: each further one with probability `more`, at most `most`.
  static int geometric(Draw draw, double more, int most) {
    int n = 1;
    while (n < most && draw.nextDouble() < more) {
      n++;
    }
    return n;
  }

  static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static int inverse(int k, int coreSize) {
    long multiple = 1;
    while (multiple % k != 0) {
      multiple += coreSize;
    }
    return (int) (multiple / k % coreSize);
  }
}
