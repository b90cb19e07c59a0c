package dev.pawl.labs.cma;

/// How fast CMA-ES learns, by table 1 of the tutorial (arXiv 1604.00772); where only variances are
/// learned, faster by (n + 2) / 3 (Ros and Hansen 2008).
///
/// @param effective how many parents the weights amount to
/// @param sigma of the path of the step size
/// @param damping of the step size
/// @param path of the path of the matrix
/// @param one of the rank-one update
/// @param many of the rank-µ update
record Rates(double effective, double sigma, double damping, double path, double one, double many) {

  static Rates of(int n, double[] weights, boolean full) {
    double squares = 0;
    for (double weight : weights) {
      squares += weight * weight;
    }
    double effective = 1 / squares;
    double sigmaRate = (effective + 2) / (n + effective + 5);
    double damping = 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1) + sigmaRate;
    double pathRate = (4 + effective / n) / (n + 4 + 2 * effective / n);
    double one = 2 / ((n + 1.3) * (n + 1.3) + effective);
    double many =
        Math.min(
            1 - one, 2 * (effective - 2 + 1 / effective) / ((n + 2.0) * (n + 2.0) + effective));
    double faster = full ? 1 : (n + 2) / 3.0;
    one = Math.min(0.5, one * faster);
    return new Rates(
        effective, sigmaRate, damping, pathRate, one, Math.min(1 - one, many * faster));
  }
}
