package dev.pawl.labs.programs.numbers;

/// A rough local maximum of a [NonlinearProgram] from anywhere: the quadratic penalty −w·x + μ/2 Σ
/// min(0, gᵢ)² is minimised for growing μ with L-BFGS (Nocedal 1980; Liu and Nocedal 1989). What
/// comes out breaks the constraints by about 1e-5, and costs a few milliseconds.
final class Penalty {

  private static final double[] FACTORS = {10, 100, 1_000, 10_000};
  private static final int ITERATIONS_MAX = 300;
  private static final int MEMORY = 8;
  private static final int HALVINGS_MAX = 20;
  private static final double GRADIENT_MIN = 1e-6;
  private static final double GAIN_MIN = 1e-11;

  private final NonlinearProgram program;
  private final double[] weights;
  private final int n;
  private final Rows rows = new Rows();
  private final double[][] moves;
  private final double[][] turns;
  private final double[] inverse = new double[MEMORY];
  private final double[] alpha = new double[MEMORY];
  private double[] gradient;
  private double[] nextGradient;
  private final double[] next;
  private final double[] direction;
  private long flops;

  Penalty(NonlinearProgram program) {
    this.program = program;
    weights = program.weights();
    n = program.variables();
    moves = new double[MEMORY][n];
    turns = new double[MEMORY][n];
    gradient = new double[n];
    nextGradient = new double[n];
    next = new double[n];
    direction = new double[n];
  }

  /// Floating-point operations so far, by formula.
  long flops() {
    return flops;
  }

  /// Moves `x` to a rough local maximum.
  void climb(double[] x) {
    for (double factor : FACTORS) {
      minimise(x, factor);
    }
  }

  private void minimise(double[] x, double factor) {
    double value = value(x, factor, gradient);
    int kept = 0;
    for (int iteration = 0; iteration < ITERATIONS_MAX; iteration++) {
      double squared = dot(gradient, gradient);
      if (squared < GRADIENT_MIN * GRADIENT_MIN) {
        return;
      }
      direct(kept, squared);
      double descent = dot(gradient, direction);
      double length = 1;
      double nextValue = Double.POSITIVE_INFINITY;
      for (int i = 0; descent < 0 && i < HALVINGS_MAX; i++, length /= 2) {
        for (int j = 0; j < n; j++) {
          next[j] = x[j] + length * direction[j];
        }
        nextValue = value(next, factor, nextGradient);
        if (nextValue <= value + 1e-4 * length * descent) {
          break;
        }
      }
      if (!(nextValue <= value)) {
        if (kept == 0) {
          return;
        }
        kept = 0;
        continue;
      }
      kept = remember(x, kept);
      System.arraycopy(next, 0, x, 0, n);
      double[] swap = gradient;
      gradient = nextGradient;
      nextGradient = swap;
      double gain = value - nextValue;
      value = nextValue;
      if (gain < GAIN_MIN) {
        return;
      }
    }
  }

  private double value(double[] x, double factor, double[] slope) {
    rows.clear(0);
    program.constraints(x, rows);
    double value = 0;
    for (int j = 0; j < n; j++) {
      value -= weights[j] * x[j];
      slope[j] = -weights[j];
    }
    for (int i = 0; i < rows.count(); i++) {
      double broken = rows.value(i);
      if (broken < 0) {
        value += factor / 2 * broken * broken;
        rows.addTo(slope, i, factor * broken);
      }
    }
    flops += 40L * n + 10L * rows.count();
    return value;
  }

  /// The two-loop recursion.
  private void direct(int kept, double squared) {
    for (int j = 0; j < n; j++) {
      direction[j] = -gradient[j];
    }
    int oldest = Math.max(0, kept - MEMORY);
    for (int k = kept - 1; k >= oldest; k--) {
      int slot = k % MEMORY;
      alpha[slot] = inverse[slot] * dot(moves[slot], direction);
      add(direction, -alpha[slot], turns[slot]);
    }
    double scale;
    if (kept == 0) {
      scale = 0.01 / Math.sqrt(squared);
    } else {
      double[] newest = turns[(kept - 1) % MEMORY];
      scale = 1 / (inverse[(kept - 1) % MEMORY] * dot(newest, newest));
    }
    for (int j = 0; j < n; j++) {
      direction[j] *= scale;
    }
    for (int k = oldest; k < kept; k++) {
      int slot = k % MEMORY;
      double beta = inverse[slot] * dot(turns[slot], direction);
      add(direction, alpha[slot] - beta, moves[slot]);
    }
  }

  private int remember(double[] x, int kept) {
    int slot = kept % MEMORY;
    for (int j = 0; j < n; j++) {
      moves[slot][j] = next[j] - x[j];
      turns[slot][j] = nextGradient[j] - gradient[j];
    }
    double curvature = dot(moves[slot], turns[slot]);
    if (curvature <= 1e-14) {
      return kept;
    }
    inverse[slot] = 1 / curvature;
    return kept + 1;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static void add(double[] a, double factor, double[] b) {
    for (int j = 0; j < a.length; j++) {
      a[j] += factor * b[j];
    }
  }
}
