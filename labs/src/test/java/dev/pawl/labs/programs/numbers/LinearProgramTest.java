package dev.pawl.labs.programs.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LinearProgramTest {

  /// The best corner, by trying all of them.
  private static double bestCorner(double[] c, double[][] a, double[] b) {
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < b.length; i++) {
      for (int j = 0; j < i; j++) {
        double determinant = a[i][0] * a[j][1] - a[i][1] * a[j][0];
        if (Math.abs(determinant) < 1e-9) {
          continue;
        }
        double x = (-b[i] * a[j][1] + b[j] * a[i][1]) / determinant;
        double y = (-a[i][0] * b[j] + a[j][0] * b[i]) / determinant;
        boolean feasible = true;
        for (int k = 0; k < b.length; k++) {
          feasible &= b[k] + a[k][0] * x + a[k][1] * y >= -1e-9;
        }
        best = feasible ? Math.max(best, c[0] * x + c[1] * y) : best;
      }
    }
    return best;
  }

  @RepeatedTest(30)
  void solve_randomProgramOfTwoVariables_findsTheBestCorner(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    double[] c = {random.nextGaussian(), random.nextGaussian()};
    double[][] a = new double[12][];
    double[] b = new double[12];
    Rows rows = new Rows();
    for (int i = 0; i < 12; i++) {
      double angle = 2 * Math.PI * i / 12 + random.nextDouble() / 4;
      a[i] = new double[] {Math.cos(angle), Math.sin(angle)};
      b[i] = 0.2 + random.nextDouble();
      rows.constraint(b[i]);
      rows.slope(0, a[i][0]);
      rows.slope(1, a[i][1]);
    }

    double[] d = new LinearProgram(2).solve(c, rows);

    assertThat(c[0] * d[0] + c[1] * d[1]).isCloseTo(bestCorner(c, a, b), within(1e-11));
  }

  @Test
  void solve_startOutside_findsTheWayIn() {
    Rows rows = new Rows();
    for (double[] row : new double[][] {{-1, 1, 0}, {-1, 0, 1}, {3, -1, -1}}) {
      rows.constraint(row[0]);
      rows.slope(0, row[1]);
      rows.slope(1, row[2]);
    }

    double[] d = new LinearProgram(2).solve(new double[] {2, 1}, rows);

    assertThat(d).containsExactly(new double[] {2, 1}, within(1e-11));
  }
}
