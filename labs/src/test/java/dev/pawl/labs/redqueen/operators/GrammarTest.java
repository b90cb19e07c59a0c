package dev.pawl.labs.redqueen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.mars.Mars;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrammarTest {

  private static final Settings SMALL = Settings.of(211, 300, 64, 12, 12);
  private static final Grammar GRAMMAR = new Grammar(SMALL);

  /// The simulator is the oracle: a program and its plain form leave the same core, but for how its
  /// instructions are written. `SEQ` and `SNE` are left out, as they can tell.
  @Test
  void plain_ofAnyProgramWithoutComparisons_runsTheSame() {
    Mars mars = new Mars(SMALL, 1);
    int changed = 0;
    for (int i = 0; i < 2000; i++) {
      Warrior warrior = anyProgram(Draw.of(1, i, "plain"));
      Warrior plain = Warrior.of(warrior.code().stream().map(GRAMMAR::plain).toList(), 0);
      changed += plain.equals(warrior) ? 0 : 1;

      assertThat(traces(mars, plain))
          .as(RedcodeText.write(warrior, SMALL))
          .isEqualTo(traces(mars, warrior));
    }
    assertThat(changed).isGreaterThan(1000);
  }

  @Test
  void same_forEquivalentsAndOthers_tellsThemApart() {
    assertThat(same("SPL.A @2, #0", "SPL.B @2, $0")).isTrue();
    assertThat(same("ADD.I #1, $8001", "ADD.F #1, $1")).isFalse();
    assertThat(same("ADD.I #1, $212", "ADD.F #1, $1")).isTrue();
    assertThat(same("SPL.B @2, <0", "SPL.B @2, $0")).isFalse();
    assertThat(same("MOV.I $0, $1", "MOV.F $0, $1")).isFalse();
  }

  private static boolean same(String one, String other) {
    return GRAMMAR.same(
        Warrior.of(List.of(RedcodeText.instruction(one)), 0),
        Warrior.of(List.of(RedcodeText.instruction(other)), 0));
  }

  /// Uniform in all fields but the operands, which are small so that much is hit.
  private static Warrior anyProgram(Draw draw) {
    List<Instruction> code = new ArrayList<>();
    while (code.size() < 8) {
      Opcode opcode = any(Opcode.values(), draw);
      if (opcode != Opcode.CMP && opcode != Opcode.SEQ && opcode != Opcode.SNE) {
        code.add(
            new Instruction(
                opcode,
                any(Modifier.values(), draw),
                any(Mode.values(), draw),
                draw.nextInt(-9, 10),
                any(Mode.values(), draw),
                draw.nextInt(-9, 10)));
      }
    }
    return Warrior.of(code, 0);
  }

  private static <T> T any(T[] values, Draw draw) {
    return values[draw.nextInt(values.length)];
  }

  private static List<Object> traces(Mars mars, Warrior warrior) {
    mars.enter(List.of(warrior));
    mars.fight(new int[] {0}, 0);
    List<Object> traces = new ArrayList<>(List.of(mars.tasks(0), mars.instructions()));
    for (int i = 0; i < SMALL.coreSize(); i++) {
      traces.add(GRAMMAR.plain(mars.cell(i)));
    }
    return traces;
  }
}
