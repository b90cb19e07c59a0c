package dev.pawl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Bounds;
import dev.pawl.gate.Guard.Better;
import dev.pawl.gate.Guard.Measured;
import dev.pawl.gate.Guard.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatePlanTest {

  private static final Guard COST = relative(Better.LESS, 0.1);

  @Test
  void share_everyRule_sumsToNoMoreThanOne() {
    for (Spending rule : List.of(new Spending.Endless(), new Spending.Equal(7))) {
      double sum = 0;
      for (int t = 1; t <= 100_000; t++) {
        sum += rule.share(t);
      }
      assertThat(sum).isBetween(0.9999, 1 + 1e-12);
    }
  }

  @Test
  void level_attempts_isAlphaTimesTheirShare() {
    assertThat(GatePlan.DEFAULT.level(1)).isEqualTo(0.05 * 0.6079271, within(1e-8));
    assertThat(GatePlan.DEFAULT.level(10)).isEqualTo(0.05 * 0.006079271, within(1e-10));
    GatePlan equal = new GatePlan(0.05, new Spending.Equal(4), 0, 60, 100, List.of());
    assertThat(equal.level(4)).isEqualTo(0.0125);
    assertThat(equal.level(5)).isZero();
  }

  @Test
  void difference_relative_isTheDifferenceOverTheSumAndPositiveForBetter() {
    assertThat(COST.difference(100, 300)).isEqualTo(-0.5);
    assertThat(COST.difference(300, 100)).isEqualTo(0.5);
    assertThat(relative(Better.MORE, 0.1).difference(100, 300)).isEqualTo(0.5);
    assertThat(COST.difference(0, 0)).isZero();
    assertThat(COST.difference(0, 5)).isEqualTo(-1);
    assertThat(COST.difference(Double.MAX_VALUE, Double.MAX_VALUE)).isZero();
  }

  @Test
  void difference_absolute_isTheShareOfTheBoundsAndStaysInside() {
    Guard guard = absolute(2);
    assertThat(guard.difference(4, 9)).isEqualTo(0.5);
    assertThat(guard.difference(4, 1e300)).isEqualTo(0.6);
    assertThat(guard.difference(Double.NEGATIVE_INFINITY, 10)).isEqualTo(1);
    assertThat(guard.scaledMargin()).isEqualTo(0.2);
  }

  @Test
  void allows_marginOfATenth_isATenthMoreAndNoMore() {
    assertThat(COST.allows(1_000, 1_100)).isTrue();
    assertThat(COST.allows(1_000, 1_100.001)).isFalse();
    assertThat(COST.allows(1_000, 1)).isTrue();
    assertThat(absolute(2).allows(8, 6)).isTrue();
    assertThat(absolute(2).allows(8, 5.999)).isFalse();
  }

  @Test
  void difference_notANumber_isRefused() {
    assertThatThrownBy(() -> COST.difference(1, Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(() -> COST.difference(-1, 1)).hasMessageContaining("not negative");
    assertThatThrownBy(() -> absolute(2).difference(1, Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void guard_marginThatCannotBeShown_isRefused() {
    assertThatThrownBy(() -> relative(Better.LESS, 0)).hasMessageContaining("must be positive");
    assertThatThrownBy(() -> relative(Better.LESS, -0.1)).hasMessageContaining("must be positive");
    assertThatThrownBy(() -> absolute(10)).hasMessageContaining("smaller than the scale");
  }

  @Test
  void plan_impossibleNumbers_areRefused() {
    assertThatThrownBy(() -> plan(0, 0, 1, 1)).hasMessageContaining("alpha is 0.0");
    assertThatThrownBy(() -> plan(1, 0, 1, 1)).hasMessageContaining("alpha is 1.0");
    assertThatThrownBy(() -> plan(0.05, -0.1, 1, 1)).hasMessageContaining("least gain");
    assertThatThrownBy(() -> plan(0.05, 0, 0, 1)).hasMessageContaining("given up");
    assertThatThrownBy(() -> plan(0.05, 0, 1, 0)).hasMessageContaining("0 tasks");
    assertThatThrownBy(
            () -> new GatePlan(0.05, new Spending.Endless(), 0, 1, 1, List.of(COST, COST)))
        .hasMessageContaining("two guards are named cost");
    assertThatThrownBy(() -> new Spending.Equal(0)).hasMessageContaining("0 attempts");
    assertThatThrownBy(() -> GatePlan.DEFAULT.level(0)).hasMessageContaining("counted from 1");
  }

  private static GatePlan plan(double alpha, double gainMin, int futilityTasks, int tasksMax) {
    return new GatePlan(alpha, new Spending.Endless(), gainMin, futilityTasks, tasksMax, List.of());
  }

  private static Guard relative(Better better, double margin) {
    return new Guard("cost", Measured.EACH_TASK, better, new Scale.Relative(), margin);
  }

  private static Guard absolute(double margin) {
    return new Guard(
        "safety", Measured.EACH_TASK, Better.MORE, new Scale.Absolute(new Bounds(0, 10)), margin);
  }
}
