package dev.pawl.labs.programs.certified;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Claims whose values are known.
class ClaimsTest {

  private static List<BigDecimal> numbers(String text) {
    return text.lines()
        .flatMap(line -> List.of(line.trim().split(" ")).stream())
        .map(BigDecimal::new)
        .toList();
  }

  private static double value(Claim claim, String text) {
    Finding finding = claim.check(numbers(text));
    assertThat(finding).isInstanceOf(Finding.Holds.class);
    return ((Finding.Holds) finding).value().doubleValue();
  }

  private static final String SQUARE = "0 0\n1 0\n1 1\n0 1";

  @Test
  void distances_ofASquare_differByTheRootOfTwo() {
    assertThat(value(new Distances(4, 2), SQUARE)).isEqualTo(0.5);
  }

  @Test
  void heilbronn_smallCases_areTheKnownOnes() {
    assertThat(value(new Heilbronn(3, Heilbronn.Region.TRIANGLE), "0 0\n1 0\n0 1")).isEqualTo(1);
    assertThat(value(new Heilbronn(4, Heilbronn.Region.SQUARE), SQUARE)).isEqualTo(0.5);
    assertThat(value(new Heilbronn(4, Heilbronn.Region.CONVEX), "3 7\n3 9\n5 9\n5 7"))
        .isEqualTo(0.5);
  }

  @Test
  void heilbronn_pointOutside_isNamed() {
    Finding finding =
        new Heilbronn(3, Heilbronn.Region.TRIANGLE).check(numbers("0 0\n1 0\n0.5 0.500001"));

    assertThat(finding.toString()).contains("point 3 is outside by 0.000001");
  }

  /// The 24 shortest vectors of the lattice D4.
  private static List<BigDecimal> rootsOfD4() {
    List<BigDecimal> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < i; j++) {
        for (int signs = 0; signs < 4; signs++) {
          List<BigDecimal> row = new ArrayList<>(Collections.nCopies(4, BigDecimal.ZERO));
          row.set(i, BigDecimal.valueOf((signs & 1) == 0 ? 1 : -1));
          row.set(j, BigDecimal.valueOf((signs & 2) == 0 ? 1 : -1));
          rows.addAll(row);
        }
      }
    }
    return rows;
  }

  @Test
  void kissing_rootsOfD4_touchExactly() {
    Finding finding = new Kissing(100, 4).check(rootsOfD4());

    assertThat(finding).isInstanceOf(Finding.Holds.class);
    assertThat(((Finding.Holds) finding).value()).isEqualByComparingTo("24");
    assertThat(((Finding.Holds) new Sphere(24, 4).check(rootsOfD4())).value())
        .isEqualByComparingTo("1");
  }

  @Test
  void kissing_oneVectorMoved_isRefused() {
    List<BigDecimal> rows = new ArrayList<>(rootsOfD4());
    rows.set(0, rows.get(0).add(new BigDecimal("1e-12")));

    assertThat(new Kissing(100, 4).check(rows)).isInstanceOf(Finding.Fails.class);
  }

  @Test
  void autocorrelation_ofAConstant_isTwo() {
    assertThat(value(new Autocorrelation(4), "3\n3\n3\n3")).isEqualTo(-2);
  }

  @Test
  void overlap_ofAConstant_isAHalf() {
    assertThat(value(new Overlap(4), "7\n7\n7\n7")).isEqualTo(-0.5);
  }

  @Test
  void overlap_heightAboveOne_isRefused() {
    assertThat(new Overlap(4).check(numbers("3\n1\n1\n0.9"))).isInstanceOf(Finding.Fails.class);
  }

  /// The formulas of sums against integrals on a fine grid.
  @Test
  void stepFunctions_boundsByIntegrals_agree() {
    Random random = new Random(4);
    int n = 6;
    double[] f = random.doubles(n, 0.3, 0.7).toArray();
    List<BigDecimal> heights = new ArrayList<>();
    for (double height : f) {
      heights.add(new BigDecimal(height));
    }
    int fine = 200;
    double mean = java.util.Arrays.stream(f).average().orElseThrow();
    double convolution = 0;
    double overlap = 0;
    int m = n * fine;
    for (int shift = -m; shift <= 2 * m; shift += fine / 4) {
      double product = 0;
      double other = 0;
      for (int i = 0; i < m; i++) {
        double here = f[i / fine];
        int back = shift - i;
        product += back >= 0 && back < m ? here * f[back / fine] / m : 0;
        int ahead = i + shift;
        other +=
            ahead >= 0 && ahead < m
                ? 2.0 / m * (here / 2 / mean) * (1 - f[ahead / fine] / 2 / mean)
                : 0;
      }
      convolution = Math.max(convolution, product);
      overlap = Math.max(overlap, other);
    }

    double bound = ((Finding.Holds) new Autocorrelation(n).check(heights)).value().doubleValue();
    assertThat(-bound).isCloseTo(2 * convolution / mean / mean, within(0.02));
    double least = ((Finding.Holds) new Overlap(n).check(heights)).value().doubleValue();
    assertThat(-least).isCloseTo(overlap, within(0.01));
  }
}
