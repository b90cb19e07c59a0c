package dev.pawl.labs.squared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Reader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {

  static Stream<String> references() {
    return Stream.concat(References.TRAINING.stream(), References.PREFERENCE.stream());
  }

  @ParameterizedTest
  @MethodSource("references")
  void of_aReference_findsNothing(String name) {
    assertThat(Screen.of(References.recipe(name))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ent                            | ignores which token it was",
        "lse - uni                      | ignores which token it was",
        "detach(nll)                    | ignores which token it was",
        "nll * 0                        | ignores which token it was",
        "-nll                           | pulls away from the token",
        "p                              | pulls away from the token",
        "exp(sq(nll)) * nll             | explodes",
        "nll + 1 / (nll - nll)          | the loss of a token is",
        "choose(nll - 1.85, -9 * nll, nll) | pulls towards it in",
        "nll - 5 * relu(nll - 1.9)      | pulls towards it in"
      })
  void token_degenerateLoss_isFound(String text, String says) {
    assertThat(Screen.token(Reader.read(text, Place.TOKEN)).orElse("nothing")).contains(says);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.9 * nll + 0.1 * uni",
        "sq(1 - p) * nll",
        "nll + 1e-4 * sq(lse)",
        "nll + 0.1 * (1 - p)",
        "0.001 * nll",
        "nll - 0.05 * ent"
      })
  void token_lossesOfTheLiterature_pass(String text) {
    assertThat(Screen.token(Reader.read(text, Place.TOKEN))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rc - rr                            | does not want",
        "logsig(pc - rc - (pr - rr))        | does not want",
        "exp(-(pc - rc - (pr - rr)))        | explodes",
        "log(pc)                            | does not want"
      })
  void pair_degenerateLoss_isFound(String text, String says) {
    assertThat(Screen.pair(Reader.read(text, Place.PAIR)).orElse("nothing")).contains(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-sign(g)                                  | does not go down",
        "w / rms(w)                                | does not go down",
        "sign(ema(g, 0.9)) / (t - t)               | the update of blocks is",
        "w * 0                                     | does not go down",
        "g / (rms(g) + 1)                          | depends on the scale of the loss",
        "sign(g) / (sqrt(w - w) * 1e-9)            | the update of blocks is"
      })
  void rule_degenerateUpdate_isFound(String text, String says) {
    assertThat(Screen.rule("blocks", Reader.read(text, Place.BLOCKS)).orElse("nothing"))
        .contains(says);
  }

  @Test
  void activation_constantOrExploding_isFound() {
    assertThat(Screen.activation(Reader.read("h - h", Place.ACTIVATION))).isPresent();
    assertThat(Screen.activation(Reader.read("exp(h)", Place.ACTIVATION))).isPresent();
    assertThat(Screen.activation(Reader.read("sq(relu(h))", Place.ACTIVATION))).isEmpty();
  }

  /// The slopes along logits are written by hand; differences of the loss itself must agree.
  @ParameterizedTest
  @ValueSource(strings = {"nll", "p", "ent", "lse", "uni", "sq(1 - p) * nll + 0.3 * ent"})
  void along_aLogit_isTheFiniteDifference(String text) {
    Formula loss = Reader.read(text, Place.TOKEN);
    double[] logits = new double[5];
    Draw draw = Draw.of(4, 0, "logits");
    for (int i = 0; i < logits.length; i++) {
      logits[i] = draw.nextGaussian();
    }
    for (int along = 0; along < 2; along++) {
      double slope = Screen.along(loss, logits, along, 0.5).slope();
      logits[along] += 1e-5;
      double above = Screen.along(loss, logits, 0, 0.5).value();
      logits[along] -= 2e-5;
      double below = Screen.along(loss, logits, 0, 0.5).value();
      logits[along] += 1e-5;

      assertThat(slope).isCloseTo((above - below) / 2e-5, within(1e-6));
    }
  }
}
