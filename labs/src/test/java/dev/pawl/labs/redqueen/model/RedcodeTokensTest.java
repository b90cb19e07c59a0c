package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.RedcodeTokens.Fragment;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.lm.Tokens;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RedcodeTokensTest {

  private static final Warrior STONE =
      Warriors.of("ORG 1\nDAT.F #0, #0\nMOV.I $-1, $2667\nADD.AB #-2667, $-1\nJMP.B $-2, <7\n");

  static Stream<Arguments> alphabets() {
    return Stream.of(NumberScheme.values())
        .flatMap(scheme ->
            Stream.of(
                    Settings.STANDARD,
                    Settings.of(55440, 500_000, 10_000, 200, 200),
                    Settings.of(80, 800, 80, 5, 5),
                    Settings.of(17, 100, 10, 1, 1))
                .map(settings -> Arguments.of(scheme, settings)));
  }

  @ParameterizedTest
  @MethodSource("alphabets")
  void code_ofAnyWarrior_readsBackTheSameProgram(NumberScheme scheme, Settings settings) {
    RedcodeTokens alphabet = new RedcodeTokens(scheme, settings);
    for (Warrior warrior : Warriors.some(100, settings, 1)) {
      Fragment read = alphabet.read(Tokens.of(), alphabet.code(warrior));

      assertThat(RedcodeText.write(Warrior.of(read.code(), read.start()), settings))
          .isEqualTo(RedcodeText.write(warrior, settings));
    }
  }

  @ParameterizedTest
  @MethodSource("alphabets")
  void code_ofEveryNumber_readsBackAndNoTwoAreAlike(NumberScheme scheme, Settings settings) {
    RedcodeTokens alphabet = new RedcodeTokens(scheme, settings);
    Set<Tokens> seen = new HashSet<>();
    Set<Integer> lost = new HashSet<>();
    for (int value = 0; value < settings.coreSize(); value += 1 + settings.coreSize() / 10_000) {
      int number = RedcodeText.reduce(value, settings.coreSize());
      Instruction data =
          new Instruction(Opcode.DAT, Modifier.F, Mode.DIRECT, 0, Mode.DIRECT, number);

      Tokens tokens = alphabet.stream().instruction(data).tokens();

      if (!seen.add(tokens) || !alphabet.read(Tokens.of(), tokens).code().equals(List.of(data))) {
        lost.add(number);
      }
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void show_ofEachScheme_isAsDescribed() {
    assertThat(Stream.of(NumberScheme.values()).map(RedcodeTokensTest::shown))
        .containsExactly(
            "DAT.F # 0 # 0 start MOV.I $ - 1 $ 2 6 6 7 ADD.AB # - 2 6 6 7 $ - 1 JMP.B $ - 2 < 7",
            "DAT.F # 0+ 0 # 0+ 0 start MOV.I $ 0+ -1 $ 2700+ -33"
                + " ADD.AB # -2700+ 33 $ 0+ -1 JMP.B $ 0+ -2 < 0+ 7",
            "DAT.F # 0 # 0 start MOV.I $ -1 $ 2 6 6 7 ADD.AB # - 2 6 6 7 $ -1 JMP.B $ -2 < 7",
            "DAT.F # 0 # 0 start MOV.I $ -1 $ 2700+ -33"
                + " ADD.AB # -2700+ 33 $ -1 JMP.B $ -2 < 7",
            "DAT.F # 0 # 0 start MOV.I $ -1 $ 2700+ -33 ADD.AB # minus0 $ -1 JMP.B $ -2 < 7");
  }

  private static String shown(NumberScheme scheme) {
    RedcodeTokens alphabet = new RedcodeTokens(scheme, Settings.STANDARD);
    return alphabet.show(alphabet.code(STONE));
  }

  @ParameterizedTest
  @EnumSource
  void read_afterAContext_knowsItsNumbers(NumberScheme scheme) {
    RedcodeTokens alphabet = new RedcodeTokens(scheme, Settings.STANDARD);
    Tokens whole = alphabet.code(STONE);
    int cut = alphabet.stream().code(STONE, 0, 2).size();
    Tokens before = Tokens.of(Arrays.copyOf(whole.toArray(), cut));
    Tokens after = Tokens.of(Arrays.copyOfRange(whole.toArray(), cut, whole.size()));

    assertThat(alphabet.read(before, after).code()).isEqualTo(STONE.code().subList(2, 4));
  }

  @Test
  void read_textThatBreaksOff_leavesOutTheIncompleteInstruction() {
    RedcodeTokens alphabet = new RedcodeTokens(NumberScheme.HIGH_LOW, Settings.STANDARD);
    int[] whole = alphabet.code(STONE).toArray();

    Fragment read = alphabet.read(Tokens.of(), Tokens.of(Arrays.copyOf(whole, whole.length - 1)));

    assertThat(read).isEqualTo(new Fragment(STONE.code().subList(0, 3), 1));
  }

  @Test
  void read_whatNoGrammarAllows_isRefused() {
    RedcodeTokens alphabet = new RedcodeTokens(NumberScheme.RECENT, Settings.STANDARD);

    assertThatThrownBy(() -> alphabet.read(Tokens.of(), Tokens.of(RedcodeTokens.mode(0))))
        .hasMessageContaining("cannot stand after 0 instructions");
  }
}
