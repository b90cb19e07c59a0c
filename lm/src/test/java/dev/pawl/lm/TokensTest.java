package dev.pawl.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokensTest {

  @Test
  void decode_ofEncodedText_isTheText() {
    String text = "MOV.I $0, ä€\uD83D\uDE00\n";
    assertThat(ByteTokenizer.decode(ByteTokenizer.encode(text))).isEqualTo(text);
  }

  @Test
  void decode_ofStartAndEnd_leavesThemOut() {
    assertThat(ByteTokenizer.decode(Tokens.of(ByteTokenizer.START, 65, ByteTokenizer.END)))
        .isEqualTo("A");
  }

  @Test
  void plus_otherTokens_hasBoth() {
    assertThat(Tokens.of(1).plus(Tokens.of(2, 3))).isEqualTo(Tokens.of(1, 2, 3));
  }

  @Test
  void automaton_thatLeadsNowhere_isRefused() {
    assertThatThrownBy(() -> new Automaton(new int[][] {{0, 2}}, 1))
        .hasMessageContaining("leads to state 2");
    assertThatThrownBy(() -> new Automaton(new int[][] {{1, 0}, {-1, -1}}, 1))
        .hasMessageContaining("state 1 must allow");
    assertThatThrownBy(() -> new Automaton(new int[][] {{1, 0}, {-1}}, 1))
        .hasMessageContaining("state 1 must allow one of 2 tokens");
    assertThatThrownBy(() -> new Automaton(new int[][] {{0, 0}}, 2)).hasMessageContaining("end 2");
  }

  @Test
  void automaton_stateWithTheEndAlone_mustEnd() {
    Automaton grammar = new Automaton(new int[][] {{1, 0, -1}, {-1, 0, -1}}, 1);

    assertThat(grammar.mustEnd(0)).isFalse();
    assertThat(grammar.mustEnd(1)).isTrue();
  }
}
