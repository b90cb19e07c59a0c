package dev.pawl.corewar.redcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LoadFileTest {

  private static final int CORE = Settings.STANDARD.coreSize();

  private static Warrior read(String text, Settings settings) {
    Assembly assembly = Assembler.assemble(text, settings);
    assertThat(assembly).isInstanceOf(Assembly.Assembled.class);
    return ((Assembly.Assembled) assembly).warrior();
  }

  @Test
  void of_everyKindOfInstruction_isReadBackIdentical() {
    Settings settings = Settings.of(55_440, 500_000, 10_000, 10_000, 10_000);
    List<Instruction> code = new ArrayList<>();
    int field = -27_719;
    for (Opcode opcode : Opcode.values()) {
      for (Modifier modifier : Modifier.values()) {
        for (Mode a : Mode.values()) {
          for (Mode b : Mode.values()) {
            code.add(new Instruction(opcode, modifier, a, field, b, -field));
            field = field == 27_719 ? -27_719 : field + 1;
          }
        }
      }
    }
    Warrior warrior = new Warrior("All", "Nobody", code, 4711, OptionalInt.of(-5));
    assertThat(read(LoadFile.of(warrior, 55_440), settings)).isEqualTo(warrior);
  }

  @Test
  void of_namesThatNoCommentHolds_keepsTheCode() {
    Warrior warrior =
        new Warrior(
            " \n;redcode\nmov 0, 1\n" + "ü".repeat(300),
            "back\\",
            List.of(Instruction.EMPTY),
            0,
            OptionalInt.empty());
    Warrior back = read(LoadFile.of(warrior, CORE), Settings.STANDARD);
    assertThat(back.code()).isEqualTo(warrior.code());
    assertThat(back.author()).isEqualTo("back/");
    assertThat(back.name()).startsWith(";redcode mov 0, 1 üü");
  }

  @Test
  void code_fieldsThatMeanTheSameCell_giveTheSameText() {
    Instruction far =
        new Instruction(Opcode.MOV, Modifier.I, Mode.DIRECT, 8000, Mode.A_INDIRECT, -3999);
    Instruction near =
        new Instruction(Opcode.MOV, Modifier.I, Mode.DIRECT, 0, Mode.A_INDIRECT, 4001);
    assertThat(LoadFile.code(Warrior.of(List.of(far), 0), CORE))
        .isEqualTo(LoadFile.code(Warrior.of(List.of(near), 0), CORE))
        .isEqualTo("ORG 0\nMOV.I $0, *-3999\n");
  }

  @Test
  void code_generatedPrograms_isAFixedPoint() {
    int compared = 0;
    for (long seed = 0; seed < 500; seed++) {
      if (Assembler.assemble(ProgramGenerator.program(seed), Settings.STANDARD)
          instanceof Assembly.Assembled(var warrior, _, _)) {
        Warrior back = read(LoadFile.of(warrior, CORE), Settings.STANDARD);
        assertThat(back.code()).isEqualTo(warrior.code());
        assertThat(back.start()).isEqualTo(warrior.start());
        assertThat(back.pin()).isEqualTo(warrior.pin());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void listing_imp_isInPmarsColumns() {
    assertThat(Listing.of(read("mov 0, 1", Settings.STANDARD)))
        .isEqualTo(
            """
            Program "Unknown" (length 1) by "Anonymous"

                   ORG      START
            START  MOV.I  $     0, $     1     \n\n\
            """);
  }
}
