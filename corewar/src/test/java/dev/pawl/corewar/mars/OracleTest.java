package dev.pawl.corewar.mars;

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

/// The simulator against a slow second one, [OracleMars], which pMARS's traces hold to pMARS:
/// more than 20,000 battles between random warriors, and battles that tempt one to end them early.
class OracleTest {

  @ParameterizedTest(name = "{0} cells, {1} cycles, {2} processes, length {3}, {4} warriors")
  @CsvSource({
    "  800,  400,    1,   5,  2, 1500",
    "  800,  400,    8,  20,  2, 3500",
    "  800,  800, 8000,  40,  2, 3000",
    "  800,  300, 8000,  30,  3, 2000",
    "  800,  150,    8,  30, 10, 1500",
    "  800,    7,    4,  30,  5, 1000",
    "  800,  200,    3,  20,  1,  500",
    " 8000,  500, 8000, 100,  2, 3500",
    " 8000,  300,    8,  20,  4, 1500",
    " 8000,  200, 8000, 100,  7, 1000",
    " 8000,  200,    1, 100, 10,  500",
    "55440, 1000, 8000, 200,  2,  400",
    "55440, 1000,    8, 500,  6,  200",
    "55440,  500, 8000, 500, 10,  100",
    "   37,  200,    8,   5,  3, 1000",
  })
  void fight_livelyWarriors_endsAsInTheOracle(
      int coreSize, int cycles, int processes, int length, int warriors, int battles) {
    Settings settings = Settings.of(coreSize, cycles, processes, length, length);
    var oracle = new OracleBattle(settings, warriors);
    for (int battle = 0; battle < battles; battle++) {
      long seed = battle * 31L + coreSize + 7L * processes + warriors;
      int rounds = battle % 4 == 0 ? 3 : 1;
      oracle.compare(new LivelyWarriors(seed, settings).some(warriors), rounds, seed);
    }
  }

  @ParameterizedTest(name = "{0} cells, {1} cycles, {2} processes")
  @CsvSource({
    "8000, 80000, 8000",
    "8000, 16001, 8",
    "800, 9000, 8000",
    "800, 20000, 16",
    "800, 8000, 1"
  })
  void fight_repeatingWarriors_endsAsInTheOracle(int coreSize, int cycles, int processes) {
    Settings settings = Settings.of(coreSize, cycles, processes, 10, 10);
    var oracle = new OracleBattle(settings, 2);
    List<Warrior> traps = TrapWarriors.all();
    for (int first = 0; first < traps.size(); first++) {
      for (int second = first; second < traps.size(); second++) {
        oracle.compare(List.of(traps.get(first), traps.get(second)), 1, first * 100L + second);
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
