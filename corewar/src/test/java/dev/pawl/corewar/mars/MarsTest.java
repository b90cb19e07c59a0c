package dev.pawl.corewar.mars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarsTest {
  private static final Warrior IMP = warrior("imp", "MOV.I $0, $1");
  private static final Warrior IDLER = warrior("idler", "JMP.B $0, $0");
  private static final Warrior SUICIDE = warrior("suicide", "NOP.B $0, $0\nDAT.F $0, $0");
  private static final Warrior CARPET = warrior("carpet", "SPL.B #0, $0\nJMP.B $-1, $0");
  private static final Warrior DWARF =
      warrior("dwarf", "ADD.AB #4, $3\nMOV.I $2, @2\nJMP.B $-2, $0\nDAT.F #0, #0");

  private static Warrior warrior(String name, String code) {
    return PlainWarriors.parse(name, code);
  }

  @Test
  void fight_idlers_isDecidedLongBeforeTheEnd() {
    var mars = new Mars(Settings.STANDARD, 2);
    mars.enter(List.of(IDLER, IDLER));

    mars.fight(new int[] {0, 4000}, 0);

    assertThat(mars.survivors()).isEqualTo(2);
    assertThat(mars.cyclesAlive(0)).isEqualTo(80_000);
    assertThat(mars.instructions()).isLessThan(20_000);
  }

  @Test
  void fight_carpets_isDecidedWhenBothHaveMoreProcessesThanCyclesLeft() {
    var mars = new Mars(Settings.STANDARD, 2);
    mars.enter(List.of(CARPET, CARPET));

    mars.fight(new int[] {0, 4000}, 0);

    assertThat(mars.survivors()).isEqualTo(2);
    assertThat(mars.instructions()).isBetween(140_000L, 150_000L);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void fight_longRounds_isTheSameWithShortcuts(int count) {
    var plain = new Mars(Settings.STANDARD, count, false);
    var fast = new Mars(Settings.STANDARD, count);
    var all = List.of(IMP, IDLER, SUICIDE, CARPET, DWARF);
    int[] positions = {0, 2011, 4022, 6033};
    for (int choice = 0; choice < Math.powExact(all.size(), count); choice++) {
      var warriors = new ArrayList<Warrior>();
      for (int rest = choice, w = 0; w < count; w++, rest /= all.size()) {
        warriors.add(all.get(rest % all.size()));
      }
      plain.enter(warriors);
      fast.enter(warriors);
      int first = choice % count;

      plain.fightTraced(positions, first);

      fast.fightTraced(positions, first);
      assertThat(state(fast, count, true)).isEqualTo(state(plain, count, true));
      fast.fightToEnd(positions, first);
      assertThat(state(fast, count, false)).isEqualTo(state(plain, count, false));
      fast.fight(positions, first);
      for (int w = 0; w < count; w++) {
        assertThat(fast.alive(w)).isEqualTo(plain.alive(w));
        assertThat(fast.cyclesAlive(w)).isEqualTo(plain.cyclesAlive(w));
      }
    }
  }

  private static List<Long> state(Mars mars, int warriors, boolean traced) {
    var state = new ArrayList<>(List.of(mars.instructions(), mars.coreHash()));
    for (int w = 0; w < warriors; w++) {
      state.add((long) mars.tasks(w));
      state.add((long) mars.cyclesAlive(w));
      if (traced) {
        state.add((long) mars.spawned(w));
        state.add((long) mars.coverage(w));
      }
    }
    return state;
  }

  @Test
  void cyclesAlive_afterADeath_isTheCycleOfTheDeath() {
    var mars = new Mars(Settings.STANDARD, 2);
    mars.enter(List.of(SUICIDE, IDLER));

    mars.fight(new int[] {0, 4000}, 1);

    assertThat(mars.alive(0)).isFalse();
    assertThat(mars.cyclesAlive(0)).isEqualTo(2);
    assertThat(mars.cyclesAlive(1)).isEqualTo(80_000);
    assertThat(mars.instructions()).isEqualTo(4);
  }

  @Test
  void fightTraced_imp_coversWhatItRunsThrough() {
    var mars = new Mars(Settings.of(8000, 500, 10, 100, 100), 2);
    mars.enter(List.of(IMP, CARPET));

    mars.fightTraced(new int[] {0, 4000}, 0);

    assertThat(mars.coverage(0)).isEqualTo(501);
    assertThat(mars.spawned(0)).isZero();
    assertThat(mars.coverage(1)).isEqualTo(2);
    assertThat(mars.spawned(1)).isEqualTo(9);
  }

  @Test
  void fightTraced_withObserver_showsEveryStep() {
    var mars = new Mars(Settings.of(8000, 3, 10, 100, 100), 2);
    mars.enter(List.of(IMP, SUICIDE));
    var seen = new ArrayList<String>();

    mars.fightTraced(new int[] {0, 4000}, 0, new Notes(seen));

    assertThat(seen)
        .containsExactly(
            "cycle 1: 0 executes 0",
            "0 writes 1",
            "cycle 1: 1 executes 4000",
            "cycle 2: 0 executes 1",
            "0 writes 2",
            "cycle 2: 1 executes 4001",
            "cycle 2: 1 dies");
  }

  private record Notes(List<String> seen) implements BattleObserver {
    @Override
    public void executed(int cycle, int warrior, int address) {
      seen.add("cycle %d: %d executes %d".formatted(cycle, warrior, address));
    }

    @Override
    public void wrote(int warrior, int address) {
      seen.add("%d writes %d".formatted(warrior, address));
    }

    @Override
    public void died(int cycle, int warrior) {
      seen.add("cycle %d: %d dies".formatted(cycle, warrior));
    }
  }

  @Test
  void fight_manyRounds_allocatesNothing() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    var mars = new Mars(Settings.of(8000, 2000, 8000, 100, 100), 3);
    var placement = Placement.seeded(mars.settings(), 3, 1);
    int[] positions = new int[3];
    mars.enter(List.of(IMP, CARPET, DWARF));
    mars.fight(positions, placement.next(positions));

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int round = 0; round < 200; round++) {
      mars.fight(positions, placement.next(positions));
    }

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200);
  }

  @Test
  void cell_afterARound_isWhatLiesThere() {
    var mars = new Mars(Settings.STANDARD, 1);
    mars.enter(List.of(DWARF));

    mars.fightToEnd(new int[] {7000}, 0);

    assertThat(mars.cell(7001)).hasToString("MOV.I $2, @2");
  }

  @Test
  void enter_moreWarriorsThanFit_saysHowManyFit() {
    var mars = new Mars(Settings.STANDARD, 2);

    assertThatThrownBy(() -> mars.enter(List.of(IMP, IMP, IMP)))
        .hasMessage("3 warriors entered a MARS that was made for 1 to 2");
  }

  @Test
  void enter_tooLongWarrior_saysWhatIsAllowed() {
    var mars = new Mars(Settings.of(800, 800, 80, 3, 20), 1);

    assertThatThrownBy(() -> mars.enter(List.of(DWARF)))
        .hasMessage("warrior 'dwarf' has 4 instructions; the settings allow 3");
  }
}
