package dev.pawl.labs.cma;

import dev.pawl.Draw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The state of a covariance matrix adaptation evolution strategy, as a value: [#sample] asks,
/// [#tell] gives the state after a generation.
///
/// **Formula.** CMA-ES with weighted recombination, cumulation, rank-one and rank-µ updates and the
/// constants of Hansen, "The CMA evolution strategy: a tutorial" (arXiv 1604.00772), table 1, with
/// positive weights only. The matrix is used through its Cholesky factor, so the path of the step
/// size is whitened by that factor and not by the symmetric root; the norm is the same. A restart
/// doubles the population (IPOP, Auger and Hansen 2005).
///
/// The library that has CMA-ES (Hipparchus) drives the loop itself; here the engine does, with
/// results that come later and in between those of other proposers.
///
/// **Cost.** n³/3 a generation; n is at most [#VARIABLES_MAX].
public final class Evolution {

  /// Above this many numbers only the variances are learned (sep-CMA-ES, Ros and Hansen 2008).
  static final int FULL_MAX = 120;

  /// The most numbers.
  public static final int VARIABLES_MAX = 2_000;

  private static final double SIGMA_FIRST = 0.2;
  private static final double SIGMA_MIN = 1e-11;
  private static final double SIGMA_MAX = 1e6;
  private static final int STALE_GENERATIONS = 20;

  private final int n;
  private final int lambda;
  private final double[] mean;
  private final double sigma;
  private final double[] covariance;
  private final double[] factor;
  private final double[] sigmaPath;
  private final double[] path;
  private final int generation;
  private final double best;
  private final int stale;

  private Evolution(
      int lambda,
      double[] mean,
      double sigma,
      double[] covariance,
      double[] sigmaPath,
      double[] path,
      int generation,
      double best,
      int stale) {
    n = mean.length;
    this.lambda = lambda;
    this.mean = mean;
    this.sigma = sigma;
    this.covariance = covariance;
    this.sigmaPath = sigmaPath;
    this.path = path;
    this.generation = generation;
    this.best = best;
    this.stale = stale;
    factor = isFull() ? cholesky(covariance, n) : roots(covariance);
  }

  /// A new strategy around `mean`, whose variables are of the order of 1.
  public static Evolution around(double[] mean) {
    return start(mean, 4 + (int) (3 * StrictMath.log(mean.length)));
  }

  private static Evolution start(double[] mean, int lambda) {
    int n = mean.length;
    boolean full = n <= FULL_MAX;
    double[] covariance = new double[full ? n * n : n];
    for (int i = 0; i < n; i++) {
      covariance[full ? i * n + i : i] = 1;
    }
    return new Evolution(
        lambda,
        mean.clone(),
        SIGMA_FIRST,
        covariance,
        new double[n],
        new double[n],
        0,
        Double.NEGATIVE_INFINITY,
        0);
  }

  /// How many results make a generation.
  public int lambda() {
    return lambda;
  }

  /// The size of a step.
  public double sigma() {
    return sigma;
  }

  /// Where it is.
  public double[] mean() {
    return mean.clone();
  }

  private boolean isFull() {
    return n <= FULL_MAX;
  }

  /// A point to try.
  public double[] sample(Draw draw) {
    double[] z = new double[n];
    for (int i = 0; i < n; i++) {
      z[i] = Chance.normal(draw);
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = isFull() ? 0 : i; k <= i; k++) {
        sum += factor[isFull() ? i * n + k : i] * z[k];
      }
      x[i] = mean[i] + sigma * sum;
    }
    return x;
  }

  /// A point that was tried, and what it is worth; more is better, negative infinity for nothing.
  public static final class Tried {

    private final double[] x;
    private final double value;

    /// @param value negative infinity for nothing
    public Tried(double[] x, double value) {
      this.x = x.clone();
      this.value = value;
    }
  }

  /// A point that somebody else found, no farther from the mean than points of its own may be, so
  /// that it moves the strategy and does not tear it (Hansen, "Injecting external solutions into
  /// CMA-ES", arXiv 1110.4181).
  public Tried injected(double[] point, double value) {
    double[] step = new double[n];
    for (int j = 0; j < n; j++) {
      step[j] = (point[j] - mean[j]) / sigma;
    }
    double norm = 0;
    for (double each : solve(step)) {
      norm += each * each;
    }
    double most = Math.sqrt(n) + 2.0 * n / (n + 2);
    double share = Math.min(1, most / Math.max(1e-300, Math.sqrt(norm)));
    double[] x = new double[n];
    for (int j = 0; j < n; j++) {
      x[j] = mean[j] + share * sigma * step[j];
    }
    return new Tried(x, value);
  }

  /// The strategy after these results, [#lambda] of them. They may come from an earlier state.
  public Evolution tell(List<Tried> results) {
    List<Tried> order = new ArrayList<>(results);
    order.sort(Comparator.comparingDouble((Tried each) -> each.value).reversed());
    double top = order.getFirst().value;
    int staleNow = top > best ? 0 : stale + 1;
    if (top == Double.NEGATIVE_INFINITY) {
      // Nothing of it was valid: nearer to the mean more may be.
      return with(
          mean, Math.max(SIGMA_MIN, sigma / 2), covariance, sigmaPath, path, staleNow, best);
    }
    double[] weights = weights(order);
    Rates c = Rates.of(n, weights, isFull());
    double[] step = new double[n];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < n; j++) {
        step[j] += weights[i] * (order.get(i).x[j] - mean[j]) / sigma;
      }
    }
    double[] white = solve(step);
    double[] nextSigmaPath = new double[n];
    double[] nextPath = new double[n];
    double[] nextMean = new double[n];
    double norm = 0;
    for (int j = 0; j < n; j++) {
      nextMean[j] = mean[j] + sigma * step[j];
      nextSigmaPath[j] =
          (1 - c.sigma()) * sigmaPath[j]
              + Math.sqrt(c.sigma() * (2 - c.sigma()) * c.effective()) * white[j];
      norm += nextSigmaPath[j] * nextSigmaPath[j];
    }
    norm = Math.sqrt(norm);
    double expected = Math.sqrt(n) * (1 - 1.0 / (4.0 * n) + 1.0 / (21.0 * n * n));
    double warm = 1 - StrictMath.pow(1 - c.sigma(), 2.0 * (generation + 1));
    boolean steady = norm / Math.sqrt(warm) < (1.4 + 2.0 / (n + 1)) * expected;
    for (int j = 0; j < n; j++) {
      nextPath[j] =
          (1 - c.path()) * path[j]
              + (steady ? Math.sqrt(c.path() * (2 - c.path()) * c.effective()) * step[j] : 0);
    }
    double[] nextCovariance = adapt(order, weights, c, nextPath, steady);
    double nextSigma =
        sigma * StrictMath.exp(Math.min(1, c.sigma() / c.damping() * (norm / expected - 1)));
    return with(
        nextMean,
        Math.clamp(nextSigma, SIGMA_MIN, SIGMA_MAX),
        nextCovariance,
        nextSigmaPath,
        nextPath,
        staleNow,
        Math.max(best, top));
  }

  /// Whether it has come to an end: it no longer moves, or has found nothing better for long.
  public boolean isDone() {
    double widest = 0;
    for (int j = 0; j < n; j++) {
      widest = Math.max(widest, covariance[isFull() ? j * n + j : j]);
    }
    double width = sigma * Math.sqrt(widest);
    return !(width > SIGMA_MIN) || stale > STALE_GENERATIONS + 30 * n / lambda;
  }

  /// A new strategy with twice the population, around `start`.
  public Evolution restart(double[] start) {
    return start(start, Math.min(2 * lambda, 64 * (4 + n)));
  }

  private Evolution with(
      double[] nextMean,
      double nextSigma,
      double[] nextCovariance,
      double[] nextSigmaPath,
      double[] nextPath,
      int nextStale,
      double nextBest) {
    return new Evolution(
        lambda,
        nextMean,
        nextSigma,
        nextCovariance,
        nextSigmaPath,
        nextPath,
        generation + 1,
        nextBest,
        nextStale);
  }

  /// Of the better half, and none for what was worth nothing.
  private static double[] weights(List<Tried> order) {
    int parents = order.size() / 2;
    while (parents > 1 && order.get(parents - 1).value == Double.NEGATIVE_INFINITY) {
      parents--;
    }
    double[] weights = new double[Math.max(1, parents)];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = StrictMath.log((order.size() + 1) / 2.0) - StrictMath.log(i + 1);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private double[] adapt(
      List<Tried> order, double[] weights, Rates c, double[] nextPath, boolean steady) {
    double lost = steady ? 0 : c.one() * c.path() * (2 - c.path());
    double[] next = new double[covariance.length];
    for (int i = 0; i < n; i++) {
      for (int j = isFull() ? 0 : i; j <= i; j++) {
        double many = 0;
        for (int k = 0; k < weights.length; k++) {
          double[] x = order.get(k).x;
          many += weights[k] * ((x[i] - mean[i]) / sigma) * ((x[j] - mean[j]) / sigma);
        }
        int at = isFull() ? i * n + j : i;
        next[at] =
            (1 - c.one() - c.many() + lost) * covariance[at]
                + c.one() * nextPath[i] * nextPath[j]
                + c.many() * many;
        if (isFull()) {
          next[j * n + i] = next[at];
        }
      }
    }
    return next;
  }

  /// The factor's inverse times `x`.
  private double[] solve(double[] x) {
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = x[i];
      for (int k = 0; isFull() && k < i; k++) {
        sum -= factor[i * n + k] * y[k];
      }
      y[i] = sum / factor[isFull() ? i * n + i : i];
    }
    return y;
  }

  private static double[] roots(double[] variances) {
    double[] roots = new double[variances.length];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = Math.sqrt(Math.max(1e-30, variances[i]));
    }
    return roots;
  }

  private static double[] cholesky(double[] matrix, int n) {
    double[] factor = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i * n + k] * factor[j * n + k];
        }
        factor[i * n + j] = i == j ? Math.sqrt(Math.max(1e-30, sum)) : sum / factor[j * n + j];
      }
    }
    return factor;
  }
}
