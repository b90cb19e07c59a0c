package dev.pawl.lm.formula;

import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Formula.Constant;
import dev.pawl.lm.formula.Formula.Input;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// An update formula on one small matrix, in plain Java and double precision, with what it keeps
/// from step to step. A number is a matrix of one row and column.
public final class PlainRule {

  private static final double[] QUINTIC = {3.4445, -4.7750, 2.0315};
  private static final int NEWTON_SCHULZ_STEPS = 5;
  private static final int JACOBI_SWEEPS = 12;

  private final Program program;
  private final Map<Integer, double[][]> kept = new HashMap<>();
  private int steps;

  /// Before the first step.
  public PlainRule(Formula formula) {
    this.program = Program.of(formula);
  }

  /// The update of the next step.
  ///
  /// @param gradient as (rows, columns), as is `weights`
  /// @param progress `t`
  public double[][] update(double[][] gradient, double[][] weights, double progress) {
    steps++;
    Map<String, double[][]> inputs =
        Map.of(
            "g", gradient,
            "w", weights,
            "t", number(progress),
            "r", number(gradient.length),
            "c", number(gradient[0].length));
    List<double[][]> values = new ArrayList<>();
    Map<Integer, double[][]> after = new HashMap<>();
    for (Program.Line line : program.lines()) {
      List<double[][]> arguments = line.arguments().stream().map(values::get).toList();
      int at = values.size();
      values.add(
          switch (line.part()) {
            case Constant(double value) -> number(value);
            case Input(var name) -> Objects.requireNonNull(inputs.get(name), name);
            case Call(var operation, var _) -> apply(at, operation, arguments, after);
          });
    }
    kept.putAll(after);
    return like(values.getLast(), gradient);
  }

  private double[][] apply(
      int at, Operation operation, List<double[][]> arguments, Map<Integer, double[][]> after) {
    double[][] x = arguments.getFirst();
    double number = arguments.getLast()[0][0];
    return switch (operation) {
      case EMA -> {
        double[][] old = kept.getOrDefault(at, new double[x.length][x[0].length]);
        double[][] now = each(Operation.ADD, scaled(old, number), scaled(x, 1 - number));
        after.put(at, now);
        yield now;
      }
      case DEBIAS -> scaled(x, 1 / (1 - StrictMath.pow(number, steps)));
      case BEFORE -> {
        after.put(at, x);
        yield kept.getOrDefault(at, new double[x.length][x[0].length]);
      }
      case ORTH -> orthogonal(x);
      case RMS -> number(StrictMath.sqrt(mean(x)));
      case ROWS -> transpose(columns(transpose(x)));
      case COLUMNS -> columns(x);
      case MATMUL -> product(x, arguments.getLast());
      case TRANSPOSE -> transpose(x);
      case BASIS -> eigenvectors(x);
      default -> each(operation, arguments.toArray(double[][][]::new));
    };
  }

  private static double[][] number(double value) {
    return new double[][] {{value}};
  }

  private static double mean(double[][] x) {
    double sum = 0;
    for (double[] row : x) {
      for (double value : row) {
        sum += value * value;
      }
    }
    return sum / (x.length * x[0].length);
  }

  private static double[][] like(double[][] x, double[][] shape) {
    double[][] made = new double[shape.length][shape[0].length];
    for (int i = 0; i < made.length; i++) {
      for (int j = 0; j < made[0].length; j++) {
        made[i][j] = at(x, i, j);
      }
    }
    return made;
  }

  private static double at(double[][] x, int row, int column) {
    double[] line = x[x.length == 1 ? 0 : row];
    return line[line.length == 1 ? 0 : column];
  }

  private static double[][] each(Operation operation, double[][]... arguments) {
    int rows = 1;
    int columns = 1;
    for (double[][] argument : arguments) {
      rows = Math.max(rows, argument.length);
      columns = Math.max(columns, argument[0].length);
    }
    double[][] made = new double[rows][columns];
    double[] numbers = new double[arguments.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < numbers.length; k++) {
          numbers[k] = at(arguments[k], i, j);
        }
        made[i][j] = Plain.apply(operation, numbers);
      }
    }
    return made;
  }

  private static double[][] scaled(double[][] x, double by) {
    return each(Operation.MULTIPLY, x, number(by));
  }

  private static double[][] columns(double[][] x) {
    double[][] made = new double[1][x[0].length];
    for (int j = 0; j < x[0].length; j++) {
      for (double[] row : x) {
        made[0][j] += row[j] * row[j] / x.length;
      }
      made[0][j] = StrictMath.sqrt(made[0][j]);
    }
    return made;
  }

  private static double[][] transpose(double[][] x) {
    double[][] made = new double[x[0].length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[0].length; j++) {
        made[j][i] = x[i][j];
      }
    }
    return made;
  }

  private static double[][] product(double[][] x, double[][] y) {
    double[][] made = new double[x.length][y[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < y.length; k++) {
        for (int j = 0; j < y[0].length; j++) {
          made[i][j] += x[i][k] * y[k][j];
        }
      }
    }
    return made;
  }

  private static double[][] orthogonal(double[][] matrix) {
    boolean tall = matrix.length > matrix[0].length;
    double[][] x = tall ? transpose(matrix) : matrix;
    x = scaled(x, 1 / (StrictMath.sqrt(mean(x) * x.length * x[0].length) + 1e-7));
    for (int i = 0; i < NEWTON_SCHULZ_STEPS; i++) {
      double[][] square = product(x, transpose(x));
      double[][] polynomial =
          each(
              Operation.ADD,
              scaled(square, QUINTIC[1]),
              scaled(product(square, square), QUINTIC[2]));
      x = each(Operation.ADD, scaled(x, QUINTIC[0]), product(polynomial, x));
    }
    return tall ? transpose(x) : x;
  }

  /// By cyclic Jacobi rotations (Golub and Van Loan 2013, 8.5), by ascending eigenvalue.
  private static double[][] eigenvectors(double[][] symmetric) {
    int n = symmetric.length;
    double[][] a = like(symmetric, symmetric);
    double[][] vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < JACOBI_SWEEPS; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, vectors, p, q);
        }
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> a[i][i]));
    double[][] sorted = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sorted[i][j] = vectors[i][order.get(j)];
      }
    }
    return sorted;
  }

  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    if (Math.abs(a[p][q]) < 1e-300) {
      return;
    }
    double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double root = Math.abs(tau) + StrictMath.hypot(1, tau);
    double tangent = tau >= 0 ? 1 / root : -1 / root;
    double cosine = 1 / StrictMath.hypot(1, tangent);
    double sine = tangent * cosine;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = cosine * kp - sine * kq;
      a[k][q] = sine * kp + cosine * kq;
      double vp = vectors[k][p];
      double vq = vectors[k][q];
      vectors[k][p] = cosine * vp - sine * vq;
      vectors[k][q] = sine * vp + cosine * vq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = cosine * pk - sine * qk;
      a[q][k] = sine * pk + cosine * qk;
    }
  }
}
