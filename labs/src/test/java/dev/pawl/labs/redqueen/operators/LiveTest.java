package dev.pawl.labs.redqueen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveTest {

  @Test
  void of_aLoop_leavesOutWhatIsBehindIt() {
    assertLive(
        """
        ORG 2
        DAT.F #0, #0
        DAT.F #0, #-6
        ADD.AB #4, $-1
        MOV.I $3, @-2
        JMP.B $-2, <-9
        SPL.B $1, $0
        DAT.F #1, #1
        NOP.B $0, $0
        """,
        1,
        2,
        3,
        4,
        6);
  }

  @Test
  void of_aSplit_reachesBothWays() {
    assertLive(
        """
        ORG 0
        SPL.B $3, $0
        JMP.B $0, $0
        NOP.B $0, $0
        SNE.I $100, $200
        JMP.B $-1, $0
        DAT.F $0, $0
        """,
        0,
        1,
        3,
        4,
        5);
  }

  @Test
  void of_anIndirectJump_followsThePointer() {
    assertLive(
        """
        ORG 0
        JMP.B @1, $0
        DAT.F #3, #1
        JMP.B *-1, $0
        DAT.F #0, #0
        JMP.B {-3, $0
        """,
        0,
        1,
        2,
        3,
        4);
  }

  @Test
  void of_anImmediateBranch_staysWhereItIs() {
    assertLive(
        """
        ORG 0
        JMP.B #1, $2
        NOP.B $0, $0
        DAT.F $0, $0
        """,
        0,
        2);
  }

  private static void assertLive(String text, Integer... indices) {
    assertThat(Live.of(Texts.warrior(text), 8000).stream().boxed()).containsExactly(indices);
  }
}
