package dev.pawl.labs.redqueen.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Candidate;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.redcode.Assembler;
import dev.pawl.corewar.redcode.Assembly;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedcodeTextTest {

  private static final String DWARF =
      """
      ORG 1
      DAT.F #0, #-5
      ADD.AB #4, $-1
      MOV.I $-2, @-2
      JMP.B $-2, $0
      """;

  @Test
  void write_aWarrior_isItsCanonicalText() {
    Warrior dwarf =
        Warrior.of(
            List.of(
                instruction(Opcode.DAT, Modifier.F, Mode.IMMEDIATE, 8000, Mode.IMMEDIATE, -8005),
                instruction(Opcode.ADD, Modifier.AB, Mode.IMMEDIATE, 4, Mode.DIRECT, 7999),
                instruction(Opcode.MOV, Modifier.I, Mode.DIRECT, -2, Mode.B_INDIRECT, -2),
                instruction(Opcode.JMP, Modifier.B, Mode.DIRECT, 15998, Mode.DIRECT, 0)),
            1);

    assertThat(RedcodeText.write(dwarf, Settings.STANDARD)).isEqualTo(DWARF);
  }

  @Test
  void candidate_ofTheSameProgramInOtherNumbers_isTheSame() {
    Warrior near = Warrior.of(List.of(RedcodeText.instruction("JMP.B $-1, <4000")), 0);
    Warrior far = Warrior.of(List.of(RedcodeText.instruction("JMP.B $7999, <-4000")), 0);

    assertThat(RedcodeText.candidate(far, Settings.STANDARD))
        .isEqualTo(RedcodeText.candidate(near, Settings.STANDARD));
  }

  @Test
  void read_everyInstruction_givesItBack() {
    List<Instruction> code = new ArrayList<>();
    for (Opcode opcode : Opcode.values()) {
      for (Modifier modifier : Modifier.values()) {
        for (Mode aMode : Mode.values()) {
          for (Mode bMode : Mode.values()) {
            code.add(instruction(opcode, modifier, aMode, code.size() % 99, bMode, -3999));
          }
        }
      }
    }
    Warrior warrior = Warrior.of(code, 17);

    assertThat(RedcodeText.read(RedcodeText.write(warrior, Settings.STANDARD)))
        .isEqualTo(new RedcodeText.Reading.Read(warrior));
  }

  @Test
  void write_aWarrior_assemblesToTheSame() {
    Warrior warrior =
        switch (RedcodeText.read(DWARF)) {
          case RedcodeText.Reading.Read(Warrior read) -> read;
          case RedcodeText.Reading.Unreadable(String reason) -> throw new AssertionError(reason);
        };

    assertThat(Assembler.assemble(DWARF, Settings.STANDARD))
        .isInstanceOfSatisfying(
            Assembly.Assembled.class,
            assembled ->
                assertThat(RedcodeText.write(assembled.warrior(), Settings.STANDARD))
                    .isEqualTo(RedcodeText.write(warrior, Settings.STANDARD)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ORG 0",
        "ORG 0\n",
        "ORG -1\nMOV.I $0, $1\n",
        "ORG 1\nMOV.I $0, $1\n",
        "ORG\nMOV.I $0, $1\n",
        "ORG 0\nMOV.I $0, $1",
        "ORG 0\nMOV $0, $1\n",
        "ORG 0\nMOV.I 0, 1\n",
        "ORG 0\nMOV.I $0,$1\n",
        "ORG 0\nMOV.I $0, $1 \n",
        "ORG 0\nMOV.I $0, $\n",
        "ORG 0\nMOV.I $0, $1234567890\n",
        "ORG 0\nMOV.II $0, $1\n",
        "ORG 0\nMOX.I $0, $1\n",
        "ORG 0\nMOV.I $0, ?1\n",
        "ORG 0\nMOV.I $0, $1\n\n",
        "ORG 0\nmov.i $0, $1\n",
      })
  void read_anotherText_saysWhereItFails(String text) {
    assertThat(RedcodeText.read(text))
        .isInstanceOfSatisfying(
            RedcodeText.Reading.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).startsWith("line "));
  }

  @Test
  void read_ofAnotherFile_saysWhichIsWanted() {
    Candidate candidate = Candidate.of(Map.of("imp.red", DWARF));

    assertThat(RedcodeText.read(candidate))
        .isEqualTo(
            new RedcodeText.Reading.Unreadable(
                "the files are [imp.red]; a warrior is one file, warrior.red"));
  }

  @Test
  void reduce_halfTheCore_isPositive() {
    assertThat(RedcodeText.reduce(4000, 8000)).isEqualTo(4000);
    assertThat(RedcodeText.reduce(4001, 8000)).isEqualTo(-3999);
    assertThat(RedcodeText.reduce(4, 7)).isEqualTo(-3);
    assertThat(RedcodeText.reduce(3, 7)).isEqualTo(3);
    assertThat(RedcodeText.reduce(-8001, 8000)).isEqualTo(-1);
  }

  @Test
  void instruction_ofAnotherForm_throws() {
    assertThatThrownBy(() -> RedcodeText.instruction("mov 0, 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'mov 0, 1' is not an instruction such as 'MOV.I $0, $1'");
  }

  private static Instruction instruction(
      Opcode opcode, Modifier modifier, Mode aMode, int a, Mode bMode, int b) {
    return new Instruction(opcode, modifier, aMode, a, bMode, b);
  }
}
