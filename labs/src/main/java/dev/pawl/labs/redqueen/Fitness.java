package dev.pawl.labs.redqueen;

import java.util.Arrays;

/// The fitness of the Digital Red Queen: `sum over cycles t of (N / T) * alive_i(t) / (number alive
/// at t)`, for N warriors and T cycles. All fitnesses of a battle sum to N; 1 is a fair share, N is
/// everybody else dead at once.
final class Fitness {

  private Fitness() {}

  /// The fitness of warrior `w`, from 0 to N.
  ///
  /// @param cyclesAlive of each warrior, at most `cycles`
  static double of(int w, int[] cyclesAlive, int cycles) {
    int[] deaths = cyclesAlive.clone();
    Arrays.sort(deaths);
    int n = deaths.length;
    double shares = 0;
    int since = 0;
    for (int dead = 0; dead < n && since < cyclesAlive[w]; dead++) {
      int until = Math.min(deaths[dead], cyclesAlive[w]);
      shares += (double) (until - since) / (n - dead);
      since = until;
    }
    return Math.min(n, shares * n / cycles);
  }
}
