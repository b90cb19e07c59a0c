package dev.pawl.labs.programs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Draw;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Verdict.Worth;
import dev.pawl.labs.programs.task.Objective.Combine;
import dev.pawl.labs.programs.task.Objective.Part;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObjectiveTest {

  private static final Part GOOD = new Part("good", false, 2, 0, 10, 1);
  private static final Part SHORT = new Part("short", true, -0.5, 0, 100, 10);
  private static final Part FAST = new Part("fast", true, -1, 0, 1, 1);

  private static Worth worth(double good, double length, double time) {
    return new Worth(
        0,
        new TreeMap<>(Map.of("good", good, "short", length, "fast", time)),
        new TreeMap<>(),
        List.of(),
        "");
  }

  @Test
  void value_ofOne_isTurnedWhereLessIsBetter() {
    assertThat(Objective.one(true, 0, 5).value(new Worth(3, ""))).isEqualTo(-3);
    assertThat(Objective.one(true, 0, 5).bounds().min()).isEqualTo(-5);
    assertThat(Objective.one(false, 0, 5).value(new Worth(3, ""))).isEqualTo(3);
  }

  @Test
  void value_weighted_isTheSumAndInItsBounds() {
    Objective weighted = new Objective(Combine.WEIGHTED, List.of(GOOD, SHORT));

    assertThat(weighted.value(worth(4, 10, 0))).isEqualTo(2 * 4 - 0.5 * 10);
    assertThat(weighted.bounds().min()).isEqualTo(-50);
    assertThat(weighted.bounds().max()).isEqualTo(20);
  }

  /// Against a comparison part by part, of steps where they are cut.
  @Test
  void value_lexicographic_ordersAsComparingPartByPartDoes() {
    Objective objective = new Objective(Combine.LEXICOGRAPHIC, List.of(GOOD, SHORT, FAST));
    Draw draw = Draw.of(1, 1, "lexicographic");
    for (int i = 0; i < 2_000; i++) {
      Worth one = worth(draw.nextInt(11), draw.nextInt(101), draw.nextInt(9) / 8.0);
      Worth other = worth(draw.nextInt(11), draw.nextInt(101), draw.nextInt(9) / 8.0);

      assertThat(Integer.signum(Double.compare(objective.value(one), objective.value(other))))
          .as("%s %s", one.objectives(), other.objectives())
          .isEqualTo(compare(one.objectives(), other.objectives()));
      assertThat(objective.bounds().contains(objective.value(one))).isTrue();
    }
  }

  private static int compare(Map<String, Double> one, Map<String, Double> other) {
    int good = Double.compare(one.getOrDefault("good", 0.0), other.getOrDefault("good", 0.0));
    int brief =
        Double.compare(
            Math.floor((100 - one.getOrDefault("short", 0.0)) / 10),
            Math.floor((100 - other.getOrDefault("short", 0.0)) / 10));
    int fast = Double.compare(other.getOrDefault("fast", 0.0), one.getOrDefault("fast", 0.0));
    return good != 0 ? good : brief != 0 ? brief : fast;
  }

  @Test
  void points_pareto_areAllParts_moreIsBetter() {
    Objective pareto = new Objective(Combine.PARETO, List.of(GOOD, SHORT));

    assertThat(pareto.points(worth(4, 10, 0))).containsExactly(4.0, -10.0);
    assertThat(pareto.value(worth(4, 10, 0))).isEqualTo(4);
  }

  @Test
  void value_partThatIsMissingOrOutOfBounds_isTheEvaluatorsFault() {
    Objective pareto = new Objective(Combine.PARETO, List.of(GOOD));

    assertThatThrownBy(() -> pareto.value(new Worth(1, "")))
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("the task also names 'good'");
    assertThatThrownBy(() -> pareto.value(worth(11, 0, 0)))
        .hasMessageContaining("gave good 11.0; the task says that it is from 0.0 to 10.0");
  }
}
