package dev.pawl.labs.redqueen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

  /// Bombs every fourth cell; the bomb's B-field is the pointer that `ADD` moves.
  private static final Warrior DWARF =
      warrior(
          """
          ORG 1
          DAT.F #0, #2
          ADD.AB #4, $-1
          MOV.I $-2, @-2
          JMP.B $-2, <2667
          """);

  private static final String NEW = "SPL.B #0, $0";

  @Test
  void keep_withAnInsertedInstruction_keepsReferencesAcrossIt() {
    Layout layout = layout(DWARF).keep(0, 0, 2).fresh(fresh()).keep(0, 2, 4);

    // The bomb's #2 is a pointer (of @-2) at the MOV and follows it; ADD's #4 is a number.
    assertText(
        layout.startingAt(0, 1, true),
        """
        ORG 1
        DAT.F #0, #3
        ADD.AB #4, $-1
        SPL.B #0, $0
        MOV.I $-3, @-3
        JMP.B $-3, <2667
        """);
  }

  @Test
  void keep_withoutFollowing_leavesOperandsAsTheyAre() {
    Layout layout = layout(DWARF).keep(0, 0, 2).fresh(fresh()).keep(0, 2, 4);

    assertText(
        layout.startingAt(0, 1, false),
        """
        ORG 1
        DAT.F #0, #2
        ADD.AB #4, $-1
        SPL.B #0, $0
        MOV.I $-2, @-2
        JMP.B $-2, <2667
        """);
  }

  @Test
  void keep_withoutTheTarget_pointsToItsSuccessor() {
    Layout layout = layout(DWARF).keep(0, 0, 1).keep(0, 2, 4);

    assertText(
        layout.startingAt(0, 1, true),
        """
        ORG 1
        DAT.F #0, #1
        MOV.I $-1, @-1
        JMP.B $-1, <2667
        """);
  }

  @Test
  void keep_withoutTheTargetAndAllAfterIt_leavesTheOperand() {
    Warrior jump =
        warrior(
            """
            ORG 0
            JMP.B $2, $0
            NOP.B $0, $0
            DAT.F $0, $0
            """);

    assertText(
        layout(jump).keep(0, 0, 2).startingAt(0, 0, true),
        """
        ORG 0
        JMP.B $2, $0
        NOP.B $0, $0
        """);
  }

  @Test
  void keep_ofABlockTwice_makesACopyThatRefersToItself() {
    Warrior loop =
        warrior(
            """
            ORG 0
            MOV.I $3, >3
            DJN.F $-1, <-50
            JMP.B $-2, $0
            DAT.F #1, #9
            """);
    Layout layout = layout(loop).keep(0, 0, 2).keep(0, 0, 2).keep(0, 2, 4);

    assertText(
        layout.startingAt(0, 0, true),
        """
        ORG 0
        MOV.I $5, >5
        DJN.F $-1, <-50
        MOV.I $3, >3
        DJN.F $-1, <-50
        JMP.B $-2, $0
        DAT.F #1, #9
        """);
  }

  @Test
  void keep_withTwoBlocksExchanged_keepsEveryReference() {
    Layout layout = layout(DWARF).keep(0, 1, 4).keep(0, 0, 1);

    assertText(
        layout.startingAt(0, 1, true),
        """
        ORG 0
        ADD.AB #4, $3
        MOV.I $2, @2
        JMP.B $-2, <2667
        DAT.F #0, #-2
        """);
  }

  @Test
  void keep_ofTwoSources_keepsReferencesWithinEach() {
    Warrior paper =
        warrior(
            """
            ORG 0
            SPL.B @0, <3044
            MOV.I }-1, >-1
            JMP.B $-2, $0
            """);
    Layout layout =
        new Layout(8000, DWARF, paper).keep(0, 0, 2).keep(1, 0, 2).keep(0, 2, 4).keep(1, 2, 3);

    assertText(
        layout.startingAt(1, 0, true),
        """
        ORG 2
        DAT.F #0, #4
        ADD.AB #4, $-1
        SPL.B @0, <3044
        MOV.I }-1, >-1
        MOV.I $-4, @-4
        JMP.B $-4, <2667
        JMP.B $-4, $0
        """);
  }

  private static Layout layout(Warrior warrior) {
    return new Layout(Settings.STANDARD.coreSize(), warrior);
  }

  private static List<dev.pawl.corewar.Instruction> fresh() {
    return List.of(RedcodeText.instruction(NEW));
  }

  private static Warrior warrior(String text) {
    return Texts.warrior(text);
  }

  private static void assertText(Warrior warrior, String text) {
    assertThat(RedcodeText.write(warrior, Settings.STANDARD)).isEqualTo(text);
  }
}
