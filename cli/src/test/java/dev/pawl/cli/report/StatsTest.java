package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.cli.report.Stats.Line;
import dev.pawl.cli.report.Stats.Mean;
import dev.pawl.cli.report.Stats.Range;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsTest {

  /// From the tables of the NIST/SEMATECH e-Handbook, 1.3.6.7.2.
  @ParameterizedTest
  @CsvSource({
    "1,12.706",
    "4,2.776",
    "10,2.228",
    "30,2.042",
    "31,2.040",
    "40,2.021",
    "60,2.000",
    "100,1.984"
  })
  void t_degrees_isThePublishedValue(int degrees, double expected) {
    assertThat(Stats.t(degrees)).isEqualTo(expected, within(6e-4));
  }

  @Test
  void mean_fiveValues_hasStudentsInterval() {
    Mean mean = Stats.mean(List.of(1.0, 2.0, 3.0, 4.0, 5.0));

    assertThat(mean.mean()).isEqualTo(3);
    assertThat(mean.half()).isEqualTo(2.7764 * Math.sqrt(2.5 / 5), within(1e-9));
  }

  @Test
  void mean_oneValue_hasNoInterval() {
    assertThat(Stats.mean(List.of(4.0)).half()).isNaN();
  }

  /// The first is the example of Newcombe (1998), Statistics in Medicine 17:857, method 3.
  @ParameterizedTest
  @CsvSource({"81,263,0.2553,0.3662", "15,148,0.0624,0.1605", "0,20,0,0.1611", "29,29,0.8830,1"})
  void wilson_publishedCases_areMet(long successes, long trials, double low, double high) {
    Range range = Stats.wilson(successes, trials);

    assertThat(range.low()).isEqualTo(low, within(5e-5));
    assertThat(range.high()).isEqualTo(high, within(5e-5));
  }

  /// The first of Anscombe's four sets.
  @Test
  void line_anscombe_isThePublishedOne() {
    double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
    List<Point> points = IntStream.range(0, 11).mapToObj(i -> new Point(x[i], y[i])).toList();

    Line line = Stats.line(points);

    assertThat(line.slope()).isEqualTo(0.5001, within(1e-4));
    assertThat(line.intercept()).isEqualTo(3.0001, within(1e-4));
    assertThat(line.r2()).isEqualTo(0.6665, within(1e-4));
    assertThat(line.half()).isEqualTo(2.2622 * 0.1179, within(1e-4));
  }

  @Test
  void line_twoPoints_hasNoInterval() {
    Line line = Stats.line(List.of(new Point(0, 1), new Point(2, 5)));

    assertThat(line.slope()).isEqualTo(2);
    assertThat(line.half()).isNaN();
  }
}
