package dev.pawl.labs.redqueen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumbersTest {

  private static final int DRAWS = 4000;
  private static final Numbers STANDARD = new Numbers(8000);

  @Test
  void ring_inTheStandardCore_stepsThroughItInKPoints() {
    Set<Integer> steps = drawn(STANDARD::ring);

    assertThat(steps).contains(2667, 1143, 889).hasSize(12);
    assertThat(steps)
        .allSatisfy(step ->
            assertThat(IntStream.rangeClosed(2, 31))
                .anyMatch(points -> Math.floorMod(points * step, 8000) == 1));
  }

  @Test
  void ring_inACoreOfTwoCellsTimesAll_isOne() {
    int everyFactor = 2 * 3 * 5 * 7 * 11 * 13;

    assertThat(drawn(new Numbers(everyFactor)::ring))
        .allSatisfy(step -> assertThat(Numbers.gcd(Math.abs(step), everyFactor)).isEqualTo(1));
  }

  @Test
  void step_inTheStandardCore_hasASmallDivisorInCommonWithIt() {
    Set<Integer> divisors =
        drawn(STANDARD::step).stream()
            .map(step -> Numbers.gcd(Math.floorMod(step, 8000), 8000))
            .collect(Collectors.toSet());

    assertThat(divisors).containsExactlyInAnyOrder(1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 40, 50, 64);
  }

  @Test
  void small_ofManyDraws_isMostlyNearZeroAndOfBothSigns() {
    Draw draw = Draw.of(1, 1, "small");
    int[] drawn = IntStream.range(0, DRAWS).map(i -> STANDARD.small(draw)).toArray();

    assertThat(IntStream.of(drawn).filter(n -> Math.abs(n) <= 3).count())
        .isBetween(DRAWS * 6L / 10, DRAWS * 9L / 10);
    assertThat(IntStream.of(drawn).filter(n -> n < 0).count())
        .isBetween(DRAWS * 25L / 100, DRAWS / 2L);
  }

  @Test
  void far_ofManyDraws_staysAwayFromTheWarrior() {
    assertThat(drawn(draw -> STANDARD.far(draw, 100)))
        .allSatisfy(n -> assertThat(Math.abs(n)).isBetween(100, 4000));
  }

  @Test
  void nudge_ofAConstant_reachesItsNeighboursMultiplesAndNegative() {
    assertThat(drawn(draw -> STANDARD.nudge(1000, List.of(30), draw)))
        .contains(999, 1001, 2000, 500, -1000, 1030, 970, 31, 29, 30, 60, 2667);
  }

  @Test
  void all_inTinyCores_areReduced() {
    for (int coreSize = 1; coreSize <= 12; coreSize++) {
      Numbers numbers = new Numbers(coreSize);
      int most = coreSize / 2;
      for (ToIntFunction<Draw> kind :
          List.<ToIntFunction<Draw>>of(
              numbers::any,
              numbers::small,
              numbers::step,
              numbers::ring,
              draw -> numbers.far(draw, 3),
              draw -> numbers.nudge(1, List.of(), draw))) {
        assertThat(drawn(kind)).allSatisfy(n -> assertThat(n).isBetween(-most, most));
      }
    }
  }

  private static Set<Integer> drawn(ToIntFunction<Draw> kind) {
    Draw draw = Draw.of(1, 1, "numbers");
    return IntStream.range(0, DRAWS)
        .map(i -> kind.applyAsInt(draw))
        .boxed()
        .collect(Collectors.toSet());
  }
}
