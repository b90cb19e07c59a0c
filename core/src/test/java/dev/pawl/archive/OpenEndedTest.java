package dev.pawl.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.Elite;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenEndedTest {

  @Nested
  class DarwinGodel extends ArchiveContract {
    @Override
    Archive create() {
      return OpenEnded.darwinGodel();
    }

    @Override
    boolean keepsEqual() {
      return true;
    }

    @Override
    double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children) {
      return plainWeight(elite, 0.5, 1, children);
    }
  }

  @Nested
  class ShinkaEvolve extends ArchiveContract {
    @Override
    Archive create() {
      return OpenEnded.shinkaEvolve();
    }

    @Override
    boolean keepsEqual() {
      return true;
    }

    @Override
    double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children) {
      double[] values =
          archive.elites().stream().mapToDouble(each -> each.score().value()).toArray();
      double median = median(values);
      double[] distances = Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
      return plainWeight(elite, median, median(distances), children);
    }
  }

  @Test
  void select_publishedExample_hasPublishedOdds() {
    // A value of 0.2 has a sigmoid of 0.047, 0.5 of 0.5, 0.6 of 0.73; each child divides.
    OpenEnded archive = OpenEnded.darwinGodel();
    archive.admit(Elites.of(0, 0.2));
    archive.admit(Elites.of(1, 0.5));
    archive.admit(Elites.of(2, 0.6));
    archive.bred(2);
    long[] counts = counts(archive, 3, 100_000);
    double total = 0.0474 + 0.5 + 0.7311 / 2;
    assertThat(counts[0] / 100_000.0).isCloseTo(0.0474 / total, within(0.005));
    assertThat(counts[1] / 100_000.0).isCloseTo(0.5 / total, within(0.005));
    assertThat(counts[2] / 100_000.0).isCloseTo(0.7311 / 2 / total, within(0.005));
  }

  @Test
  void select_childrenIgnored_wouldBeNoticed() {
    // The contract's test has teeth: the same counts do not fit weights without children.
    OpenEnded archive = OpenEnded.darwinGodel();
    Elites.random(0, 100).forEach(archive::admit);
    for (int i = 0; i < 100; i += 3) {
      archive.bred(i);
    }
    double[] wrong =
        archive.elites().stream()
            .mapToDouble(elite -> plainWeight(elite, 0.5, 1, Map.of()))
            .toArray();
    assertThat(ChiSquare.excess(counts(archive, 100, 100_000), wrong)).isGreaterThan(20);
  }

  @Test
  void select_allValuesEqual_isUniform() {
    OpenEnded archive = OpenEnded.shinkaEvolve();
    for (int ticket = 0; ticket < 10; ticket++) {
      archive.admit(Elites.of(ticket, -3));
    }
    double[] even = new double[10];
    Arrays.fill(even, 1);
    assertThat(ChiSquare.excess(counts(archive, 10, 50_000), even)).isLessThan(4);
  }

  @Test
  void select_valuesFarBelowMidpoint_stillDrawsAll() {
    OpenEnded archive = new OpenEnded(1_000, new OpenEnded.Midpoint.Constant(9));
    for (int ticket = 0; ticket < 4; ticket++) {
      archive.admit(Elites.of(ticket, -10 + ticket));
    }
    assertThat(counts(archive, 4, 1_000)).doesNotContain(0L);
  }

  @Test
  void admit_sameTicketTwice_isRefused() {
    OpenEnded archive = OpenEnded.darwinGodel();
    archive.admit(Elites.of(5, 0.2));
    assertThatThrownBy(() -> archive.admit(Elites.of(5, 0.3))).hasMessageContaining("ticket 5");
  }

  @Test
  void openEnded_wrongConstants_isRefused() {
    assertThatThrownBy(() -> new OpenEnded(0, new OpenEnded.Midpoint.Median()))
        .hasMessageContaining("lambda is 0.0");
    assertThatThrownBy(() -> new OpenEnded.Midpoint.Constant(Double.NaN))
        .hasMessageContaining("midpoint is NaN");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1_023, 1_024, 1_025, 20_000})
  void sortedValues_manyValues_agreeWithSorting(int count) {
    SortedValues sorted = new SortedValues();
    double[] plain = new double[count];
    Draw draw = Draw.of(6, count, "values");
    for (int i = 0; i < count; i++) {
      // Ascending stretches, ties and noise.
      plain[i] = i % 3 == 0 ? i : i % 3 == 1 ? draw.nextInt(10) : draw.nextDouble() * count;
      sorted.add(plain[i]);
    }
    Arrays.sort(plain);
    assertThat(sorted.size()).isEqualTo(count);
    for (int k = 0; k < count; k++) {
      assertThat(sorted.get(k)).isEqualTo(plain[k]);
    }
    assertThat(sorted.median()).isEqualTo(median(plain));
    for (double center : new double[] {median(plain), -5, 0, 4, count / 3.0, 2.0 * count}) {
      double[] distances = Arrays.stream(plain).map(value -> Math.abs(value - center)).toArray();
      assertThat(sorted.medianDistance(center)).isEqualTo(median(distances));
    }
  }

  @Test
  void sumTree_find_agreesWithRunningSums() {
    SumTree tree = new SumTree();
    double[] weights = new double[100];
    Draw draw = Draw.of(8, 0, "weights");
    for (int i = 0; i < 300; i++) {
      int at = draw.nextInt(100);
      weights[at] = i % 4 == 0 ? 0 : draw.nextInt(16);
      tree.set(at, weights[at]);
    }
    double total = Arrays.stream(weights).sum();
    assertThat(tree.total()).isEqualTo(total);
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      if (weights[i] > 0) {
        assertThat(tree.find((sum + 0.01) / total)).isEqualTo(i);
        assertThat(tree.find((sum + weights[i] - 0.01) / total)).isEqualTo(i);
      }
      sum += weights[i];
    }
    assertThat(weights[tree.find(Math.nextDown(1.0))]).isPositive();
  }

  private static long[] counts(Archive archive, int size, int draws) {
    long[] counts = new long[size];
    Draw draw = Draw.of(12, 0, "select");
    for (int i = 0; i < draws; i++) {
      counts[(int) archive.select(size, draw).ticket()]++;
    }
    return counts;
  }

  private static double plainWeight(
      Elite elite, double midpoint, double scale, Map<Long, Integer> children) {
    double sigmoid = 1 / (1 + Math.exp(-10 * (elite.score().value() - midpoint) / scale));
    return sigmoid / (1 + children.getOrDefault(elite.ticket(), 0));
  }

  private static double median(double[] values) {
    List<Double> sorted = Arrays.stream(values).sorted().boxed().toList();
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }
}
