package dev.pawl.lm.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nll",
        "0.9 * nll + 0.1 * uni",
        "sq(1 - p) * nll",
        "nll - (ent - 0.5)",
        "nll / (1 + p) / 2",
        "-(nll * p)",
        "-0.5 * nll",
        "choose(nll - mean(nll), 1.5 * nll, nll)",
        "nll + 1e-9 * sq(lse)",
        "pow(nll, 1.5)"
      })
  void read_whatWasWritten_isTheSameFormula(String text) {
    Formula formula = Reader.read(text, Place.TOKEN);

    assertThat(Writer.text(formula)).isEqualTo(text);
    assertThat(Reader.read(Writer.text(formula), Place.TOKEN)).isEqualTo(formula);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "nll + 0                 | nll",
        "uni * 0.1 + nll * 0.9   | 0.1 * uni + 0.9 * nll",
        "nll * nll               | sq(nll)",
        "--nll                   | nll",
        "2 * 3 * nll             | 6 * nll",
        "nll - -uni              | nll + uni",
        "max(p, nll)             | max(nll, p)",
        "p * 2 * nll * 0.5       | nll * p",
        "pow(p, 2)               | sq(p)",
        "exp(0) * nll            | nll"
      })
  void canonical_ofEqualFormulas_isOneText(String text, String canonical) {
    Formula formula = Canonical.of(Reader.read(text, Place.TOKEN));

    assertThat(Writer.text(formula)).isEqualTo(canonical);
    assertThat(Canonical.of(formula)).isEqualTo(formula);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "nll +               | 5 | a number, a name or '(' is needed; found the end",
        "nll * mean(nll      | 14 | ')' is needed; found the end",
        "nll + xyz           | 6 | there is no 'xyz' in the loss of a token; there are ent",
        "nll + entt          | 6 | did you mean 'ent'?",
        "squ(nll)            | 0 | did you mean 'sq'?",
        "min(nll)            | 0 | 'min' takes 2 arguments; found 1",
        "orth(nll)           | 0 | 'orth' cannot be used in the loss of a token",
        "nll nll             | 4 | is left over",
        "1.2.3               | 0 | '1.2.3' is no number",
        "pow(nll, p)         | 0 | must be a number",
        "mean(nll)           | 0 | must be one for each of tokens; found a scalar"
      })
  void read_wrongText_saysWhereAndWhatIsNeeded(String text, int column, String says) {
    SyntaxException error =
        catchThrowableOfType(SyntaxException.class, () -> Reader.read(text.strip(), Place.TOKEN));

    assertThat(error).hasMessageContaining(says);
    assertThat(error.column()).isEqualTo(column);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "g                                             | must not scale with the gradient",
        "ema(g, 0.9) + sign(g)                         | same degree",
        "exp(g)                                        | does not scale with the gradient",
        "g @ g                                         | as many columns",
        "orth(g @ tr(g))                               | must be rows × columns; found rows × rows",
        "basis(g)                                      | needs a symmetric matrix",
        "ema(sign(g), 1)                               | at least 0 and less than 1",
        "attention(sign(g))                            | cannot be used in the update of blocks",
        "sign(g) + rows(g) / rms(g) @ columns(g)       | same degree"
      })
  void read_updateOfWrongShapeOrUnit_isRefused(String text, String says) {
    assertThatThrownBy(() -> Reader.read(text, Place.BLOCKS))
        .isInstanceOf(SyntaxException.class)
        .hasMessageContaining(says);
  }

  @Test
  void read_blockThatCallsAttentionTwice_isRefused() {
    assertThatThrownBy(
            () -> Reader.read("x + attention(norm(x)) + attention(x) + mlp(norm(x))", Place.BLOCK))
        .hasMessageContaining("calls 'attention' once; found 2");
    Formula middle = Reader.part("x + attention(norm(x))", Place.BLOCK, Map.of());
    assertThat(Reader.read("m + mlp(norm(m))", Place.BLOCK, Map.of("m", middle)).nodes())
        .isGreaterThan(9); // shared parts are called once
  }

  @Test
  void read_definitionsThatDouble_stopAtTheLimit() {
    assertThatThrownBy(
            () -> {
              Formula all = Formula.of("nll");
              for (int i = 0; i < 60; i++) {
                all = Reader.part("a + a", Place.TOKEN, Map.of("a", all));
              }
            })
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> Reader.read("(".repeat(100_000), Place.TOKEN))
        .hasMessageContaining("parentheses");
  }

  @Test
  void read_randomText_isAFormulaOrASyntaxError() {
    String letters = "nlp eumx01.()+-*/@,pow(nll,2)ema(t";
    int formulas = 0;
    for (int i = 0; i < 20_000; i++) {
      Draw draw = Draw.of(1, i, "text");
      StringBuilder text = new StringBuilder();
      for (int j = draw.nextInt(9); j >= 0; j--) {
        text.append(letters.charAt(draw.nextInt(letters.length())));
      }
      try {
        Reader.read(text.toString(), Place.TOKEN);
        formulas++;
      } catch (SyntaxException e) {
        assertThat(e.column()).isBetween(0, text.length());
      }
    }
    assertThat(formulas).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nll * p - ent / (1 + sq(lse))",
        "min(nll, uni) + max(ent, lse) + abs(nll - 2) + relu(lse - 1)",
        "sqrt(nll) + pow(p, 1.5) + exp(-nll) + log(ent)",
        "sigmoid(nll) * logsig(ent) + tanh(lse) + gelu(uni)",
        "cosine(p) + ramp(p) + sign(nll) + choose(nll - 1, sq(nll), ent)",
        "nll * detach(1) + nll"
      })
  void sloped_ofEveryOperation_isTheFiniteDifference(String text) {
    Formula formula = Reader.read(text, Place.TOKEN);
    for (String input : new String[] {"nll", "p", "ent", "lse", "uni"}) {
      Map<String, Double> inputs =
          new HashMap<>(
              Map.of("nll", 1.3, "p", 0.27, "ent", 1.1, "lse", 2.4, "uni", 2.9, "t", 0.5));
      double slope = Plain.sloped(formula, inputs, Map.of(input, 1.0)).slope();
      double step = 1e-6;
      double at = Objects.requireNonNull(inputs.get(input));
      inputs.put(input, at + step);
      double above = Plain.value(formula, inputs);
      inputs.put(input, at - step);
      double below = Plain.value(formula, inputs);

      assertThat(slope).as(input).isCloseTo((above - below) / (2 * step), within(1e-6));
    }
  }
}
