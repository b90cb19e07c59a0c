package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.redcode.Assembler;
import dev.pawl.corewar.redcode.Assembly;
import dev.pawl.labs.redqueen.model.RedcodeTokens.Fragment;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.lm.Automaton;
import dev.pawl.lm.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeGrammarTest {

  private static final Settings SHORT = Settings.of(8000, 8000, 800, 12, 100);

  @ParameterizedTest
  @EnumSource
  void whole_everyWalk_assemblesToAWarriorOfLegalLength(NumberScheme scheme) {
    RedcodeTokens alphabet = new RedcodeTokens(scheme, SHORT);
    Automaton grammar = CodeGrammar.whole(alphabet, false);
    Set<Integer> lengths = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      Tokens text = walk(grammar, alphabet, Draw.of(1, i, "walk"));

      Fragment read = alphabet.read(Tokens.of(), text);
      Warrior warrior = Warrior.of(read.code(), read.start());
      String redcode = RedcodeText.write(warrior, SHORT);

      assertThat(Assembler.assemble(redcode, SHORT))
          .isInstanceOfSatisfying(
              Assembly.Assembled.class,
              assembled ->
                  assertThat(RedcodeText.write(assembled.warrior(), SHORT)).isEqualTo(redcode));
      lengths.add(read.code().size());
    }
    assertThat(lengths).contains(1, 12).hasSizeGreaterThan(6);
  }

  @ParameterizedTest
  @EnumSource
  void whole_everyWarrior_isAllowed(NumberScheme scheme) {
    RedcodeTokens alphabet = new RedcodeTokens(scheme, Settings.STANDARD);
    Automaton grammar = CodeGrammar.whole(alphabet, false);
    for (Warrior warrior : Warriors.some(200, Settings.STANDARD, 2)) {
      assertThat(accepts(grammar, alphabet.code(warrior))).isTrue();
    }
  }

  @Test
  void whole_withCells_wantsBothFirst() {
    RedcodeTokens alphabet = new RedcodeTokens(NumberScheme.RECENT, SHORT);
    Automaton grammar = CodeGrammar.whole(alphabet, true);
    Tokens imp = alphabet.code(Warriors.of("ORG 0\nMOV.I $0, $1\n"));
    Tokens cells = Tokens.of(RedcodeTokens.cell(0, 5), RedcodeTokens.cell(1, 2));

    assertThat(accepts(grammar, cells.plus(imp))).isTrue();
    assertThat(accepts(grammar, imp)).isFalse();
  }

  @Test
  void whole_withoutStartOrWithTwo_isForbidden() {
    RedcodeTokens alphabet = new RedcodeTokens(NumberScheme.RECENT, SHORT);
    Automaton grammar = CodeGrammar.whole(alphabet, false);
    Tokens imp = alphabet.code(Warriors.of("ORG 0\nMOV.I $0, $1\n"));
    Tokens code = Tokens.of(Arrays.copyOfRange(imp.toArray(), 1, imp.size()));

    assertThat(accepts(grammar, code)).isFalse();
    assertThat(accepts(grammar, code.plus(imp))).isTrue();
    assertThat(accepts(grammar, imp.plus(imp))).isFalse();
  }

  @Test
  void part_withTheStartElsewhere_mayBeEmptyAndHasNone() {
    RedcodeTokens alphabet = new RedcodeTokens(NumberScheme.RECENT, SHORT);
    Automaton grammar = CodeGrammar.part(alphabet, 2, true);
    Tokens imp = alphabet.code(Warriors.of("ORG 0\nMOV.I $0, $1\n"));
    Tokens code = Tokens.of(Arrays.copyOfRange(imp.toArray(), 1, imp.size()));

    assertThat(accepts(grammar, Tokens.of())).isTrue();
    assertThat(accepts(grammar, code.plus(code))).isTrue();
    assertThat(accepts(grammar, code.plus(code).plus(code))).isFalse();
    assertThat(accepts(grammar, imp)).isFalse();
  }

  private static boolean accepts(Automaton grammar, Tokens text) {
    int state = 0;
    for (int i = 0; i < text.size() && state >= 0; i++) {
      state = grammar.next(state, text.at(i));
    }
    return state >= 0 && grammar.next(state, RedcodeTokens.END) >= 0;
  }

  /// Draws one of the allowed tokens each time, the end as often as all else together.
  private static Tokens walk(Automaton grammar, RedcodeTokens alphabet, Draw draw) {
    List<Integer> text = new ArrayList<>();
    int state = 0;
    while (true) {
      List<Integer> allowed = new ArrayList<>();
      for (int token = 0; token < alphabet.vocabulary(); token++) {
        if (grammar.next(state, token) >= 0) {
          allowed.add(token);
        }
      }
      boolean ends = allowed.removeIf(token -> token == RedcodeTokens.END);
      if (allowed.isEmpty() || (ends && draw.nextInt(8) == 0)) {
        return Tokens.of(text.stream().mapToInt(Integer::intValue).toArray());
      }
      int token = allowed.get(draw.nextInt(allowed.size()));
      text.add(token);
      state = grammar.next(state, token);
    }
  }
}
