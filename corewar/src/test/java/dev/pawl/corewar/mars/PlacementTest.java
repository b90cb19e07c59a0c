package dev.pawl.corewar.mars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.corewar.Settings;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {

  @Test
  void next_fixedPosition_startsThereAndGoesOnWithTheMinimalStandardGenerator() {
    var placement = Placement.fixed(Settings.STANDARD, 2, 4000);
    int[] positions = new int[2];

    assertThat(placement.next(positions)).isZero();
    assertThat(positions).containsExactly(0, 4000);
    assertThat(placement.next(positions)).isEqualTo(1);
    assertThat(positions).containsExactly(0, 100 + (int) (3900L * 16807 % 7801));
    assertThat(placement.next(positions)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 40, 79, 80})
  void next_anyNumberOfWarriors_keepsTheDistance(int warriors) {
    var placement = Placement.seeded(Settings.STANDARD, warriors, 7);
    int[] positions = new int[warriors];
    Set<Integer> last = new HashSet<>();
    for (int round = 0; round < 50; round++) {
      assertThat(placement.next(positions)).isEqualTo(round % warriors);
      last.add(positions[warriors - 1]);
      for (int i = 0; i < warriors; i++) {
        for (int j = 0; j < i; j++) {
          int apart = Math.floorMod(positions[i] - positions[j], 8000);
          assertThat(Math.min(apart, 8000 - apart)).isGreaterThanOrEqualTo(100);
        }
      }
    }
    assertThat(last).hasSizeGreaterThan(10);
  }

  @Test
  void seeded_sameSeed_givesTheSameRounds() {
    int[] once = new int[5];
    int[] again = new int[5];
    Placement.seeded(Settings.STANDARD, 5, 99).next(once);
    Placement.seeded(Settings.STANDARD, 5, 99).next(again);

    assertThat(once).isEqualTo(again);
  }

  @Test
  void seeded_moreWarriorsThanFit_saysHowManyFit() {
    assertThatThrownBy(() -> Placement.seeded(Settings.STANDARD, 81, 1))
        .hasMessageContaining("have from 1 to 80 warriors");
  }

  @Test
  void fixed_closerThanTheDistance_saysTheLeast() {
    assertThatThrownBy(() -> Placement.fixed(Settings.STANDARD, 2, 99))
        .hasMessage("position is 99; it must be at least the distance, 100");
  }
}
