package dev.pawl.labs.redqueen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import org.junit.jupiter.api.Test;

class FitnessTest {

  private static final double EXACT = 1e-9;

  @Test
  void of_allSurvive_isAFairShare() {
    assertThat(Fitness.of(1, new int[] {100, 100, 100}, 100)).isCloseTo(1, within(EXACT));
  }

  @Test
  void of_opponentDiesHalfway_isHalfAShareAndThenAll() {
    // 50 cycles at 2/100 * 1/2 and 50 at 2/100 * 1
    assertThat(Fitness.of(0, new int[] {100, 50}, 100)).isCloseTo(1.5, within(EXACT));
    assertThat(Fitness.of(1, new int[] {100, 50}, 100)).isCloseTo(0.5, within(EXACT));
  }

  @Test
  void of_killsEverybodyAtOnce_isNearlyN() {
    assertThat(Fitness.of(2, new int[] {1, 1, 1_000, 1}, 1_000)).isCloseTo(3.997, within(EXACT));
  }

  @Test
  void of_anyBattle_isTheSumOfThePaperAndAddsUpToN() {
    Draw draw = Draw.of(1, 1, "fitness");
    for (int trial = 0; trial < 500; trial++) {
      int n = 2 + draw.nextInt(9);
      int cycles = 1 + draw.nextInt(60);
      int[] alive = new int[n];
      for (int w = 0; w < n; w++) {
        alive[w] = 1 + draw.nextInt(cycles);
      }
      alive[draw.nextInt(n)] = cycles; // somebody is always left
      double sum = 0;
      for (int w = 0; w < n; w++) {
        double fitness = Fitness.of(w, alive, cycles);
        assertThat(fitness).isCloseTo(cycleByCycle(w, alive, cycles), within(EXACT));
        sum += fitness;
      }
      assertThat(sum).isCloseTo(n, within(EXACT));
    }
  }

  /// The equation as it is printed.
  private static double cycleByCycle(int w, int[] cyclesAlive, int cycles) {
    double sum = 0;
    for (int t = 1; t <= cycles; t++) {
      int alive = 0;
      for (int each : cyclesAlive) {
        alive += each >= t ? 1 : 0;
      }
      sum += cyclesAlive[w] >= t ? (double) cyclesAlive.length / cycles / alive : 0;
    }
    return sum;
  }
}
