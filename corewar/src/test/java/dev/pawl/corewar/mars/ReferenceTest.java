package dev.pawl.corewar.mars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random battles in the fast simulator, in all its ways of fighting, and in the slow one.
class ReferenceTest {

  @ParameterizedTest(name = "{0} battles in a core of {1}, {2} to {3} warriors")
  @CsvSource({
    "9000, 800, 2, 2, 1500, 60",
    "4000, 800, 1, 10, 300, 40",
    "2500, 8000, 2, 2, 700, 8000",
    "150, 8000, 2, 3, 9000, 100",
    "1300, 8000, 3, 10, 250, 300",
    "700, 55440, 2, 2, 600, 10000",
    "500, 55440, 1, 10, 150, 10000",
    "4000, 17, 1, 3, 400, 5",
  })
  void fight_randomWarriors_endsAsInTheReference(
      int battles, int coreSize, int fewest, int most, int cycles, int processes) {
    int distance = Math.min(40, coreSize / most);
    var settings = Settings.of(coreSize, cycles, processes, Math.min(30, distance), distance);
    var random = new SplittableRandom(coreSize * 31L + most);
    var warriors = new RandomWarriors(settings, random);
    var fast = new Mars(settings, most);
    var plain = new Mars(settings, most, false);
    long instructions = 0;
    for (int battle = 0; battle < battles; battle++) {
      List<Warrior> contestants = warriors.some(random.nextInt(fewest, most + 1));
      var reference = new ReferenceMars(settings, contestants);
      var placement = Placement.seeded(settings, contestants.size(), random.nextLong());
      int[] positions = new int[contestants.size()];
      fast.enter(contestants);
      plain.enter(contestants);
      for (int round = 0; round < 2; round++) {
        int first = placement.next(positions);
        reference.fight(positions, first);
        switch (battle & 3) {
          case 0 -> fast.fight(positions, first);
          case 1 -> fast.fightToEnd(positions, first);
          case 2 -> fast.fightTraced(positions, first);
          default -> fast.fightTraced(positions, first, new Tally(coreSize));
        }
        plain.fight(positions, first);
        instructions += reference.instructions;
        String name = "battle %d, round %d".formatted(battle, round);
        assertSame(name, reference, plain, true, false);
        assertSame(name, reference, fast, (battle & 3) != 0, (battle & 2) != 0);
      }
    }
    // Battles of mere noise would be over at once.
    assertThat(instructions / (2L * battles)).isGreaterThan(100);
  }

  private static void assertSame(
      String name, ReferenceMars reference, Mars mars, boolean ended, boolean traced) {
    for (int w = 0; w < reference.fighters.size(); w++) {
      ReferenceMars.Fighter fighter = reference.fighters.get(w);
      assertThat(mars.alive(w)).as(name).isEqualTo(!fighter.queue.isEmpty());
      assertThat(mars.cyclesAlive(w)).as(name).isEqualTo(fighter.cyclesAlive);
      if (ended) {
        assertThat(mars.tasks(w)).as(name).isEqualTo(fighter.queue.size());
      }
      if (traced) {
        assertThat(mars.spawned(w)).as(name).isEqualTo(fighter.spawned);
        assertThat(mars.coverage(w)).as(name).isEqualTo(fighter.queued.size());
      }
    }
    if (ended) {
      assertThat(mars.instructions()).as(name).isEqualTo(reference.instructions);
      assertCore(name, reference, mars);
    }
  }

  private static void assertCore(String name, ReferenceMars reference, Mars mars) {
    for (int address = 0; address < reference.core.length; address++) {
      ReferenceMars.Slot slot = reference.core[address];
      long expected =
          Cell.of(Cell.code(slot.opcode, slot.modifier, slot.aMode, slot.bMode), slot.a, slot.b);
      if (mars.core[address] != expected) {
        assertThat(mars.cell(address))
            .as("%s, cell %d", name, address)
            .isEqualTo(Cell.toInstruction(expected));
      }
    }
  }

  /// Checks that what an observer is told is possible.
  private record Tally(int coreSize) implements BattleObserver {
    @Override
    public void executed(int cycle, int warrior, int address) {
      assertThat(cycle).isPositive();
      assertThat(address).isBetween(0, coreSize - 1);
    }

    @Override
    public void wrote(int warrior, int address) {
      assertThat(address).isBetween(0, coreSize - 1);
    }

    @Override
    public void died(int cycle, int warrior) {
      assertThat(cycle).isPositive();
    }
  }
}
