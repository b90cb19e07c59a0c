package dev.pawl.labs.programs.certified;

import dev.pawl.Draw;
import dev.pawl.labs.programs.numbers.NonlinearProgram;
import dev.pawl.labs.programs.numbers.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// [Heilbronn] in floating point: twice the area of every triangle, as it is turned now, is at
/// least t, which is maximised; all points are in the region. The convex hull may have area 1.
record HeilbronnProgram(int points, Heilbronn.Region region) implements NonlinearProgram {

  @Override
  public int numbers() {
    return 2 * points;
  }

  @Override
  public int block() {
    return 2;
  }

  @Override
  public int variables() {
    return numbers() + 1;
  }

  @Override
  public double[] weights() {
    double[] weights = new double[variables()];
    weights[numbers()] = 1;
    return weights;
  }

  @Override
  public double[] variables(double[] numbers) {
    double[] x = Arrays.copyOf(numbers, variables());
    if (region == Heilbronn.Region.CONVEX) {
      double area = hullArea(x, hull(x));
      double scale = area > 0 ? 1 / Math.sqrt(area) : 1;
      for (int i = 0; i < numbers(); i++) {
        x[i] *= scale;
      }
    }
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points; i++) {
      for (int j = 0; j < i; j++) {
        for (int k = 0; k < j; k++) {
          least = Math.min(least, Math.abs(turn(x, k, j, i)));
        }
      }
    }
    x[numbers()] = least;
    return x;
  }

  private static double turn(double[] x, int a, int b, int c) {
    return (x[2 * b] - x[2 * a]) * (x[2 * c + 1] - x[2 * a + 1])
        - (x[2 * b + 1] - x[2 * a + 1]) * (x[2 * c] - x[2 * a]);
  }

  @Override
  public void constraints(double[] x, Rows rows) {
    double least = x[numbers()];
    double limit = rows.limit();
    for (int i = 0; i < points; i++) {
      for (int j = 0; j < i; j++) {
        for (int k = 0; k < j; k++) {
          double turn = turn(x, k, j, i);
          if (Math.abs(turn) - least <= limit) {
            triangle(x, rows, k, j, i, turn);
          }
        }
      }
    }
    if (region == Heilbronn.Region.CONVEX) {
      hullIsAtMostOne(x, rows);
    } else {
      for (int i = 0; i < points; i++) {
        inside(x, rows, i);
      }
    }
  }

  private void triangle(double[] x, Rows rows, int a, int b, int c, double turn) {
    double sign = turn < 0 ? -1 : 1;
    rows.constraint(sign * turn - x[numbers()]);
    rows.slope(2 * a, sign * (x[2 * b + 1] - x[2 * c + 1]));
    rows.slope(2 * a + 1, sign * (x[2 * c] - x[2 * b]));
    rows.slope(2 * b, sign * (x[2 * c + 1] - x[2 * a + 1]));
    rows.slope(2 * b + 1, sign * (x[2 * a] - x[2 * c]));
    rows.slope(2 * c, sign * (x[2 * a + 1] - x[2 * b + 1]));
    rows.slope(2 * c + 1, sign * (x[2 * b] - x[2 * a]));
    rows.slope(numbers(), -1);
  }

  private void inside(double[] x, Rows rows, int point) {
    for (int i = 2 * point; i < 2 * point + 2; i++) {
      rows.constraint(x[i]);
      rows.slope(i, 1);
      if (region == Heilbronn.Region.SQUARE) {
        rows.constraint(1 - x[i]);
        rows.slope(i, -1);
      }
    }
    if (region == Heilbronn.Region.TRIANGLE) {
      rows.constraint(1 - x[2 * point] - x[2 * point + 1]);
      rows.slope(2 * point, -1);
      rows.slope(2 * point + 1, -1);
    }
  }

  private void hullIsAtMostOne(double[] x, Rows rows) {
    List<Integer> hull = hull(x);
    rows.constraint(1 - hullArea(x, hull));
    for (int i = 0; i < hull.size(); i++) {
      int before = hull.get((i + hull.size() - 1) % hull.size());
      int after = hull.get((i + 1) % hull.size());
      rows.slope(2 * hull.get(i), (x[2 * before + 1] - x[2 * after + 1]) / 2);
      rows.slope(2 * hull.get(i) + 1, (x[2 * after] - x[2 * before]) / 2);
    }
  }

  private static double hullArea(double[] x, List<Integer> hull) {
    double sum = 0;
    for (int i = 1; i + 1 < hull.size(); i++) {
      sum += turn(x, hull.get(0), hull.get(i), hull.get(i + 1));
    }
    return sum / 2;
  }

  private List<Integer> hull(double[] x) {
    List<Integer> order =
        IntStream.range(0, points)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> x[2 * i])
                    .thenComparingDouble(i -> x[2 * i + 1]))
            .toList();
    List<Integer> hull = half(x, order);
    hull.addAll(half(x, order.reversed()));
    return hull;
  }

  private static List<Integer> half(double[] x, List<Integer> order) {
    List<Integer> chain = new ArrayList<>();
    for (int next : order) {
      while (chain.size() >= 2
          && turn(x, chain.get(chain.size() - 2), chain.getLast(), next) <= 0) {
        chain.removeLast();
      }
      chain.add(next);
    }
    chain.removeLast();
    return chain;
  }

  @Override
  public double[] random(Draw draw) {
    double[] x = new double[numbers()];
    for (int i = 0; i < x.length; i += 2) {
      x[i] = draw.nextDouble();
      x[i + 1] = draw.nextDouble();
      if (region == Heilbronn.Region.TRIANGLE && x[i] + x[i + 1] > 1) {
        x[i] = 1 - x[i];
        x[i + 1] = 1 - x[i + 1];
      }
    }
    return x;
  }
}
