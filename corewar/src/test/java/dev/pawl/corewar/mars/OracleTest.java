package dev.pawl.corewar.mars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Split;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulator against a slow second one, [OracleMars], which pMARS's traces hold to pMARS: more
/// than 20,000 battles between random warriors, and battles that tempt one to end them early.
class OracleTest {

  @ParameterizedTest(name = "{0} cells, {1} cycles, {2} processes, length {3}, {4} warriors")
  @CsvSource({
    "  800,  400,    1,   5,  2, 1500",
    "  800,  400,    8,  20,  2, 4500",
    "  800,  800, 8000,  40,  2, 3000",
    "  800,  300, 8000,  30,  3, 2000",
    "  800,  150,    8,  30, 10, 1500",
    "  800,    7,    4,  30,  5, 1000",
    "  800,  200,    3,  20,  1,  500",
    " 8000,  500, 8000, 100,  2, 2500",
    " 8000,  300,    8,  20,  4, 1500",
    " 8000,  200, 8000, 100,  7, 1000",
    " 8000,  200,    1, 100, 10,  500",
    "55440, 1000, 8000, 200,  2,  400",
    "55440, 1000,    8, 500,  6,  200",
    "55440,  500, 8000, 500, 10,  100",
    "   37,  200,    8,   5,  3, 1000",
    "  120, 4000,    8,  12,  2, 1000",
    "  200, 3000,   64,  15,  4,  500",
    "  200, 3000,    1,  15,  2,  500",
  })
  void fight_livelyWarriors_endsAsInTheOracle(
      int coreSize, int cycles, int processes, int length, int warriors, int battles) {
    Settings settings = Settings.of(coreSize, cycles, processes, length, length);
    var oracle = new OracleBattle(settings, warriors);
    long instructions = 0;
    for (int battle = 0; battle < battles; battle++) {
      long seed = battle * 31L + coreSize + 7L * processes + warriors;
      int rounds = battle % 4 == 0 ? 3 : 1;
      instructions +=
          oracle.compare(new LivelyWarriors(seed, settings).some(warriors), rounds, seed);
    }
    // If warriors died at once, nothing would have been compared.
    assertThat(instructions / battles / warriors).isGreaterThan(Math.min(cycles, 200) / 5);
  }

  /// Every pair, or every so many-th, so that the long ones do not take all the time.
  @ParameterizedTest(name = "{0} cells, {1} cycles, {2} processes, every {3}th pair")
  @CsvSource({
    "8000, 80000, 8000, 2",
    "8000, 16001,    8, 2",
    " 800,  9000, 8000, 1",
    " 800, 20000,   16, 2",
    " 800,  8000,    1, 2",
  })
  void fight_repeatingWarriors_endsAsInTheOracle(
      int coreSize, int cycles, int processes, int step) {
    Settings settings = Settings.of(coreSize, cycles, processes, 10, 10);
    var oracle = new OracleBattle(settings, 2);
    List<Warrior> traps = TrapWarriors.all();
    int pairs = 0;
    for (int one = 0; one < traps.size(); one++) {
      for (int other = one; other < traps.size(); other++) {
        if (pairs++ % step == 0) {
          oracle.compare(List.of(traps.get(one), traps.get(other)), 1, pairs);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} warriors")
  @ValueSource(ints = {1, 3, 5, 10})
  void fight_meleesOfRepeatingWarriors_endsAsInTheOracle(int warriors) {
    Settings settings = Settings.of(800, 6000, 64, 10, 10);
    var oracle = new OracleBattle(settings, warriors);
    var random = new SplittableRandom(warriors);
    List<Warrior> traps = TrapWarriors.all();
    for (int battle = 0; battle < 80; battle++) {
      List<Warrior> melee = random.ints(warriors, 0, traps.size()).mapToObj(traps::get).toList();
      oracle.compare(melee, 1 + battle % 2, battle);
    }
  }

  @Test
  void fight_houseHill_endsAsInTheOracle() {
    var oracle = new OracleBattle(Settings.STANDARD, 6);
    List<Warrior> hill =
        Arrays.stream(Split.values())
            .flatMap(split -> Hill.house(split).warriors().stream())
            .toList();
    for (int w = 0; w < hill.size(); w++) {
      Warrior warrior = hill.get(w);
      oracle.compare(List.of(warrior, warrior), 1, w);
      oracle.compare(List.of(warrior, hill.get((w + 1) % hill.size())), 1, w);
    }
    for (int w = 0; w < 6; w++) {
      oracle.compare(hill.subList(w * 7, w * 7 + 6), 1, w);
    }
  }
}
