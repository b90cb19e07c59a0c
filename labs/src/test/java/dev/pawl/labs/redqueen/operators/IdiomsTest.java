package dev.pawl.labs.redqueen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.mars.Mars;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdiomsTest {

  private static final int DRAWS = 60;
  private static final Settings SHORT = Settings.of(8000, 4000, 8000, 100, 100);
  private static final Idioms IDIOMS = idioms();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 31, 32, 33})
  void carpet_ofACount_leavesThatManyProcesses(int count) {
    List<Instruction> code = new ArrayList<>(Idioms.carpet(count));
    code.add(RedcodeText.instruction("JMP.B $0, $0"));

    assertThat(tasksAlone(Warrior.of(code, 0))).isEqualTo(count);
  }

  @Test
  void paper_alone_oftenFillsTheCoreWithProcesses() {
    assertThat(share(IDIOMS::paper, tasks -> tasks > 500)).isGreaterThan(0.35);
  }

  @Test
  void ring_alone_survives() {
    assertThat(share(IDIOMS::ring, tasks -> tasks > 0)).isGreaterThan(0.9);
  }

  @Test
  void stoneAndClearAndStreamAndScanner_alone_mostlySurvive() {
    assertThat(share(IDIOMS::stone, tasks -> tasks > 0)).isGreaterThan(0.5);
    assertThat(share(IDIOMS::clear, tasks -> tasks > 0)).isGreaterThan(0.5);
    assertThat(share(IDIOMS::stream, tasks -> tasks > 0)).isGreaterThan(0.5);
    assertThat(share(IDIOMS::scanner, tasks -> tasks > 0)).isGreaterThan(0.5);
  }

  private static double share(Function<Draw, Warrior> kind, Function<Integer, Boolean> holds) {
    int count = 0;
    for (int i = 0; i < DRAWS; i++) {
      count += holds.apply(tasksAlone(kind.apply(Draw.of(1, i, "idiom")))) ? 1 : 0;
    }
    return (double) count / DRAWS;
  }

  private static int tasksAlone(Warrior warrior) {
    Mars mars = new Mars(SHORT, 1);
    mars.enter(List.of(warrior));
    mars.fight(new int[] {0}, 0);
    return mars.tasks(0);
  }

  private static Idioms idioms() {
    Grammar grammar = new Grammar(Settings.STANDARD);
    return new Idioms(grammar, new Arrangement(grammar));
  }
}
