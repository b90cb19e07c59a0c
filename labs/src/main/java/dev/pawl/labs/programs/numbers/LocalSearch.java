package dev.pawl.labs.programs.numbers;

/// The local maximum near a point, to the last digits: [Penalty] from anywhere, then a sequence of
/// linear programs with a trust region (Fletcher and Sainz de la Maza, "Nonlinear programming and
/// nonsmooth optimization by successive linear programming", Math. Programming 1989). Where as many
/// constraints are tight as there are variables, as in a packing, the sequence converges
/// quadratically: three to six programs. Elsewhere it converges slowly and is cut off.
///
/// A program that cannot be satisfied within the trust region is made so by one more variable, the
/// greatest violation, at a price.
///
/// An instance belongs to one thread. The same start gives the same bits on every machine, as long
/// as the program draws on nothing but arithmetic, square roots and [StrictMath].
final class LocalSearch {

  /// What every constraint keeps, so that rounding breaks none: the first that is enough.
  private static final double[] MARGINS = {2e-15, 2e-14, 2e-13, 2e-12};

  private static final double PRICE = 100;
  private static final int PROGRAMS_MAX = 60;
  private static final double REACH_FIRST = 0.05;
  private static final double REACH_AGAIN = 1e-6;
  private static final double REACH_LAST = 1e-11;
  private static final double GAIN_MIN = 1e-16;

  private final NonlinearProgram program;
  private final int n;
  private final double[] weights;
  private final double[] priced;
  private final Penalty penalty;
  private final LinearProgram linear;
  private final Rows rows = new Rows();
  private final Rows scaled = new Rows();
  private double margin;

  LocalSearch(NonlinearProgram program) {
    this.program = program;
    n = program.variables();
    weights = program.weights();
    priced = new double[n + 1];
    penalty = new Penalty(program);
    linear = new LinearProgram(n + 1);
  }

  /// Floating-point operations so far, by formula.
  long flops() {
    return penalty.flops() + linear.flops();
  }

  /// A rough local maximum near `x`; `x` is changed.
  void climb(double[] x) {
    program.clamp(x);
    penalty.climb(x);
    program.clamp(x);
  }

  /// What `x` is worth: the objective, less the price of the greatest violation.
  double merit(double[] x) {
    return objective(x) + PRICE * worst(x);
  }

  /// The local maximum near `start`, which should be near one already. Where it converges it keeps
  /// all constraints.
  double[] refine(double[] start) {
    double[] x = start;
    double reach = REACH_FIRST;
    for (double each : MARGINS) {
      margin = each;
      x = converge(x, reach);
      margin = 0;
      if (worst(x) == 0) {
        return x;
      }
      reach = REACH_AGAIN;
    }
    return x;
  }

  private double[] converge(double[] start, double reachFirst) {
    double[] x = start.clone();
    double merit = merit(x);
    double reach = reachFirst;
    for (int i = 0; i < PROGRAMS_MAX && reach > REACH_LAST; i++) {
      double[] step = step(x, reach);
      double[] next = new double[n];
      double longest = 0;
      for (int j = 0; j < n; j++) {
        next[j] = x[j] + step[j] * reach;
        longest = Math.max(longest, Math.abs(step[j]) * reach);
      }
      double nextMerit = merit(next);
      if (nextMerit > merit) {
        double gain = nextMerit - merit;
        x = next;
        merit = nextMerit;
        reach = Math.clamp(2 * longest, reach / 4, reach);
        if (gain < GAIN_MIN) {
          break;
        }
      } else {
        reach = Math.min(reach, longest) / 4;
      }
    }
    return x;
  }

  private double objective(double[] x) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += weights[j] * x[j];
    }
    return sum;
  }

  private double worst(double[] x) {
    tell(x);
    return rows.worst();
  }

  private void tell(double[] x) {
    rows.clear(Double.POSITIVE_INFINITY);
    program.constraints(x, rows);
    rows.add(-margin);
  }

  /// The best step of the linear program at `x`, in units of `reach`.
  private double[] step(double[] x, double reach) {
    tell(x);
    double elastic = -rows.worst() / reach;
    rows.keepReachable(reach);
    scaled.clear(0);
    for (int i = 0; i < rows.count(); i++) {
      scaled.constraint(rows.value(i) / reach);
      for (int at = rows.start(i); at < rows.end(i); at++) {
        scaled.slope(rows.column(at), rows.slope(at));
      }
      scaled.slope(n, 1);
    }
    for (int j = 0; j < n; j++) {
      scaled.constraint(1);
      scaled.slope(j, 1);
      scaled.constraint(1);
      scaled.slope(j, -1);
      priced[j] = weights[j];
    }
    scaled.constraint(0);
    scaled.slope(n, 1);
    scaled.constraint(elastic + 1);
    scaled.slope(n, -1);
    priced[n] = -PRICE;
    return linear.solve(priced, scaled);
  }
}
