package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinnedTest {

  @Test
  void add_moreThanFit_keepsEveryKth() {
    Thinned thinned = new Thinned(8);
    IntStream.range(0, 100).forEach(i -> thinned.add(i, -i));

    assertThat(thinned.every()).isEqualTo(16);
    assertThat(thinned.points())
        .extracting(Point::x)
        .containsExactly(0.0, 16.0, 32.0, 48.0, 64.0, 80.0, 96.0);
  }

  @Test
  void evenly_manyPoints_keepsBothEnds() {
    List<Integer> all = IntStream.range(0, 1000).boxed().toList();

    assertThat(Thinned.evenly(all, 3)).containsExactly(0, 499, 999);
    assertThat(Thinned.evenly(all, 2000)).isEqualTo(all);
  }

  @Test
  void operators_longRun_doublesItsStretches() {
    OperatorFold fold = new OperatorFold();
    for (long ticket = 1; ticket <= 1000; ticket++) {
      fold.scored(ticket <= 500 ? "a" : "b", ticket, new Outcome.Refused("r"));
    }

    List<Operator> operators = fold.operators(1000);
    assertThat(fold.width()).isEqualTo(32);
    assertThat(operators).extracting(Operator::name).containsExactly("a", "b");
    assertThat(operators.getFirst().bins()).hasSize(32).startsWith(32L, 32L).endsWith(0L);
    assertThat(operators.getFirst().bins().get(15)).isEqualTo(500 - 15 * 32);
    assertThat(operators.getLast().bins().stream().mapToLong(n -> n).sum()).isEqualTo(500);
  }
}
