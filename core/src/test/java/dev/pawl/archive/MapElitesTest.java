package dev.pawl.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Elite;
import dev.pawl.archive.Archive.Admission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MapElitesTest extends ArchiveContract {

  private static final List<Axis> RED_QUEEN =
      List.of(
          Axis.of("spawned processes", 1, 10, 100, 1_000, 10_000, Double.POSITIVE_INFINITY),
          Axis.of("memory coverage", 10, 100, 500, 1_000, 4_000, Double.POSITIVE_INFINITY));

  @Override
  Archive create() {
    return new MapElites(
        List.of(Axis.of("x", 0.2, 0.4, 0.6, 0.8), Axis.of("y", 0.1, 0.3, 0.5, 0.7, 0.9)));
  }

  @Override
  double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children) {
    return 1;
  }

  @Test
  void cellOf_valuesAroundEdges_belongToCellAbove() {
    Axis axis = RED_QUEEN.getFirst();
    assertThat(axis.cells()).isEqualTo(6);
    assertThat(List.of(-5.0, 0.0, 0.99, 1.0, 9.99, 10.0, 9_999.0, 10_000.0, 1e300))
        .extracting(axis::cellOf)
        .containsExactly(0, 0, 0, 1, 1, 2, 4, 5, 5);
  }

  @Test
  void axis_wrongEdges_isRefused() {
    assertThatThrownBy(() -> Axis.of("x")).hasMessageContaining("at least one");
    assertThatThrownBy(() -> Axis.of("x", Double.POSITIVE_INFINITY)).hasMessageContaining("one");
    assertThatThrownBy(() -> Axis.of("x", 2, 1)).hasMessageContaining("ascend");
    assertThatThrownBy(() -> Axis.of("x", 1, 1)).hasMessageContaining("ascend");
    assertThatThrownBy(() -> Axis.of("x", Double.NaN)).hasMessageContaining("finite");
  }

  @Test
  void mapElites_tooManyCells_isRefused() {
    Axis wide =
        new Axis(
            "wide", java.util.stream.IntStream.range(0, 2_999).mapToObj(i -> (double) i).toList());
    assertThatThrownBy(() -> new MapElites(List.of(wide, wide, wide, wide, wide, wide)))
        .hasMessageContaining("more than 4194304 cells");
  }

  @Test
  void admit_redQueenGrid_replacesOnlyStrictlyBetterInItsCell() {
    MapElites grid = new MapElites(RED_QUEEN);
    assertThat(grid.cells()).isEqualTo(36);
    assertThat(grid.admit(elite(0, 1.0, 50, 600))).isEqualTo(new Admission.Kept("cell 2,3"));
    assertThat(grid.admit(elite(1, 1.0, 99, 999))).isEqualTo(new Admission.NotKept());
    assertThat(grid.admit(elite(2, 0.5, 100, 600))).isEqualTo(new Admission.Kept("cell 3,3"));
    assertThat(grid.admit(elite(3, 1.1, 10, 500))).isEqualTo(new Admission.Kept("cell 2,3"));
    assertThat(grid.elites()).extracting(Elite::ticket).containsExactly(3L, 2L);
    assertThat(grid.cellOf(List.of(0.0, 5_000.0))).containsExactly(0, 5);
    assertThat(grid.incumbents(4).toBeat(List.of(20.0, 700.0))).isEqualTo(1.1);
    assertThat(grid.incumbents(4).toBeat(List.of(0.0, 0.0))).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void admit_tooFewTraits_saysWhichAxes() {
    MapElites grid = new MapElites(RED_QUEEN);
    assertThatThrownBy(() -> grid.admit(Elites.of(0, 1, List.of(3.0), List.of())))
        .hasMessageContaining("spawned processes")
        .hasMessageContaining("1 traits");
  }

  @Test
  void admit_randomElites_agreesWithMap() {
    Archive grid = create();
    Map<List<Integer>, Elite> plain = new HashMap<>();
    for (Elite elite : Elites.random(0, 2_000)) {
      double x = elite.score().traits().get(0);
      double y = elite.score().traits().get(1);
      List<Integer> cell = List.of((int) Math.floor(x / 0.2), (int) Math.floor((y + 0.1) / 0.2));
      Elite there = plain.get(cell);
      if (there == null || elite.score().value() > there.score().value()) {
        plain.put(cell, elite);
      }
      grid.admit(elite);
    }
    assertThat(grid.elites()).containsExactlyInAnyOrderElementsOf(plain.values());
    assertThat(plain).hasSize(30);
  }

  @Test
  void sharedArray_with_changesOneAndKeepsTheOld() {
    for (int length : new int[] {1, 2, 3, 16, 17, 36, 1_000, 1 << 16}) {
      SharedArray array = SharedArray.filled(length, -1);
      double[] plain = new double[length];
      java.util.Arrays.fill(plain, -1);
      for (int i = 0; i < 200; i++) {
        int at = (int) (i * 7_919L % length);
        SharedArray before = array;
        array = array.with(at, i);
        assertThat(before.get(at)).isEqualTo(plain[at]);
        plain[at] = i;
      }
      for (int i = 0; i < length; i++) {
        assertThat(array.get(i)).isEqualTo(plain[i]);
      }
    }
  }

  private static Elite elite(long ticket, double value, double processes, double coverage) {
    return Elites.of(ticket, value, List.of(processes, coverage), List.of());
  }
}
