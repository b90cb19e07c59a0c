package dev.pawl.lm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecipeTest {

  @Test
  void learningRateAt_ofEachSchedule_risesAndFallsAsItSays() {
    assertThat(rates(Schedule.CONSTANT, 0, 9, 10, 50, 99)).containsExactly(0.1, 1, 1, 1, 1);
    assertThat(rates(Schedule.COSINE, 0, 10, 55)).containsExactly(0.1, 1, 0.55);
    assertThat(rates(Schedule.COSINE, 99)[0]).isCloseTo(0.1, within(0.001));
    assertThat(rates(Schedule.WSD, 0, 10, 80, 90, 99))
        .containsExactly(new double[] {0.1, 1, 1, 0.5, 0.05}, within(1e-9));
  }

  private static double[] rates(Schedule schedule, int... steps) {
    Recipe recipe = new Recipe(new NextToken(), Optimizer.MUON, schedule, 1, 0, 0.1, 0, 1, 100, 1);
    return IntStream.of(steps).mapToDouble(recipe::learningRateAt).toArray();
  }

  @Test
  void recipe_outOfBounds_saysWhatWasFound() {
    assertThatThrownBy(() ->
            new Recipe(new NextToken(), Optimizer.MUON, Schedule.WSD, Double.NaN, 0, 0, 0, 1, 1, 1))
        .hasMessageContaining("learningRate is NaN");
    assertThatThrownBy(
            () -> new Recipe(new NextToken(), Optimizer.MUON, Schedule.WSD, 1, 0, 0, 0, 0, 1, 1))
        .hasMessageContaining("batch is 0");
  }

  @Test
  void order_overEpochs_takesEachExampleOnceAnEpochInAnotherOrder() {
    Order order = new Order(1, 10, 5);

    assertThat(IntStream.of(0, 1).boxed().flatMap(s -> order.of(s).stream()))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(order.of(2)).isNotEqualTo(order.of(0));
    assertThat(new Order(1, 10, 5).of(2)).as("asked out of order").isEqualTo(order.of(2));
    assertThat(new Order(2, 10, 5).of(2)).as("of another seed").isNotEqualTo(order.of(2));
  }
}
