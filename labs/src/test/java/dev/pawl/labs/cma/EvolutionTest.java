package dev.pawl.labs.cma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.labs.cma.Evolution.Tried;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// The functions of which the tutorial tells how CMA-ES does on them.
class EvolutionTest {

  private static double sphere(double[] x) {
    return Arrays.stream(x).map(v -> v * v).sum();
  }

  /// Axes of lengths 1 to 1,000 that do not lie along the coordinates.
  private static double turnedEllipsoid(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double along = 0;
      for (int j = 0; j < x.length; j++) {
        // The rows of a discrete cosine transform are orthogonal.
        along += Math.cos(Math.PI * (j + 0.5) * i / x.length) * x[j];
      }
      sum += Math.pow(1e6, i / (x.length - 1.0)) * along * along;
    }
    return sum;
  }

  private static double best(ToDoubleFunction<double[]> cost, int n, int evaluations) {
    double[] start = new double[n];
    Arrays.fill(start, 1);
    Evolution evolution = Evolution.around(start);
    double best = Double.POSITIVE_INFINITY;
    List<Tried> tried = new ArrayList<>();
    for (int i = 0; i < evaluations; i++) {
      double[] x = evolution.sample(Draw.of(1, i, "test"));
      double value = cost.applyAsDouble(x);
      best = Math.min(best, value);
      tried.add(new Tried(x, -value));
      if (tried.size() == evolution.lambda()) {
        evolution = evolution.tell(tried);
        tried.clear();
      }
    }
    return best;
  }

  @Test
  void tell_sphere_convergesToTheLastDigits() {
    assertThat(best(EvolutionTest::sphere, 10, 3_000)).isLessThan(1e-14);
  }

  @Test
  void tell_turnedEllipsoid_learnsTheAxes() {
    assertThat(best(EvolutionTest::turnedEllipsoid, 8, 6_000)).isLessThan(1e-9);
  }

  @Test
  void tell_manyVariables_learnsTheVariances() {
    ToDoubleFunction<double[]> stretched =
        x -> {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            sum += Math.pow(1e4, i / (x.length - 1.0)) * x[i] * x[i];
          }
          return sum;
        };

    assertThat(best(stretched, Evolution.FULL_MAX + 30, 40_000)).isLessThan(1e-3);
  }

  @Test
  void isDone_pointThatCannotBeBetter_comesAndARestartHasTwiceThePopulation() {
    Evolution evolution = Evolution.around(new double[] {1, 1});
    int generations = 0;
    while (!evolution.isDone()) {
      List<Tried> tried = new ArrayList<>();
      for (int i = 0; i < evolution.lambda(); i++) {
        double[] x = evolution.sample(Draw.of(generations, i, "test"));
        tried.add(new Tried(x, -sphere(x)));
      }
      evolution = evolution.tell(tried);
      generations++;
    }

    assertThat(generations).isBetween(30, 500);
    assertThat(evolution.restart(evolution.mean()).lambda()).isEqualTo(2 * evolution.lambda());
  }

  @Test
  void tell_nothingValid_comesNearer() {
    Evolution evolution = Evolution.around(new double[] {1, 2, 3});
    List<Tried> tried = new ArrayList<>();
    for (int i = 0; i < evolution.lambda(); i++) {
      tried.add(new Tried(evolution.sample(Draw.of(1, i, "test")), Double.NEGATIVE_INFINITY));
    }
    Evolution next = evolution.tell(tried);

    assertThat(next.sigma()).isLessThan(evolution.sigma());
    assertThat(next.mean()).containsExactly(evolution.mean());
  }
}
