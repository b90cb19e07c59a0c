package dev.pawl.labs.squared.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {

  private static final String SHORT =
      """
      blocks:
        update = sign(g)
      rest:
        update = sign(g)
      schedule:
        rate = 0.001
      """;

  static Stream<String> references() {
    return Stream.concat(References.TRAINING.stream(), References.PREFERENCE.stream());
  }

  @ParameterizedTest
  @MethodSource("references")
  void text_ofAReference_isReadAsTheSameRecipe(String name) {
    Recipe recipe = References.recipe(name);
    String text = RecipeWriter.text(recipe);

    Recipe again = read(text);

    assertThat(again).isEqualTo(recipe);
    assertThat(RecipeWriter.text(again)).isEqualTo(text);
    assertThat(recipe.candidate().text()).isEqualTo(text);
  }

  @Test
  void id_ofAllReferences_differs() {
    Set<Object> ids = new HashSet<>();
    references().forEach(name -> ids.add(References.recipe(name).candidate().id()));

    assertThat(ids).hasSize(9);
  }

  @Test
  void id_ofRecipesThatAreWrittenDifferently_isOne() {
    String other =
        """
        # the same, said at length
        schedule:
          half = 0.0005
          rate = half + half
          decay = 0
        objective:
          token = nll + 0
        rest:
          update = sign(1 * g)
        data:
          batch = 8 * 2
        blocks:
          x1 = g
          update = sign(x1)
        """;

    assertThat(read(other).candidate().id()).isEqualTo(read(SHORT).candidate().id());
    assertThat(read(other.replace("8 * 2", "8 * 3")).candidate().id())
        .isNotEqualTo(read(SHORT).candidate().id());
  }

  @Test
  void dropout_leftOutOrZero_isNoLineOfItsOwn() {
    Recipe some = read(SHORT + "  dropout = 0.2 * (1 - t)\n");

    assertThat(RecipeWriter.text(read(SHORT))).doesNotContain("dropout");
    assertThat(read(SHORT + "  dropout = 0 * 3\n")).isEqualTo(read(SHORT));
    assertThat(some.candidate().id()).isNotEqualTo(read(SHORT).candidate().id());
    assertThat(read(RecipeWriter.text(some))).isEqualTo(some);
    assertThat(RecipeWriter.text(some)).endsWith("  dropout = 0.2 * (1 - t)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "sign(g)~rest         | sigm(g)~rest       | 2:12: there is no operation 'sigm'",
        "update = sign(g)~rest | update = g~rest   | 2:12: an update must not scale with the gradient",
        "blocks:              | blockz:            | 1:1: the section 'blockz' is unknown",
        "\"  rate = 0.001\"   | rate = 0.001       | 6:1: this is no line of a recipe",
        "  rate = 0.001       |   rate = 0.001 +   | 6:17: a number, a name or '(' is needed; found the end",
        "  rate = 0.001       |   rote = 0.001     | 6:3: 'rote' is not used below, and no key of 'schedule'",
        "  rate = 0.001       |   clip = 1         | 5:1: 'rate' of 'schedule' is missing",
        "  rate = 0.001       |   rate = 1~  rate = 2 | 7:3: 'rate' is given twice",
        "schedule:            | model:~  width = 7~schedule: | 1:1: there are 2 layers, width 7",
        "schedule:            | model:~  norm = batch~schedule: | 6:10: 'norm' must be one of [layer, rms]",
        "sign(g)~rest         | sign(nll)~rest     | 2:17: there is no 'nll' in the update of blocks"
      })
  void read_wrongRecipe_saysLineColumnAndWhatIsNeeded(String what, String by, String says) {
    String text = SHORT.replace(lines(what), lines(by));

    assertThat(text).isNotEqualTo(SHORT);
    assertThat(RecipeReader.read(text))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).startsWith(says.strip()));
  }

  private static String lines(String text) {
    return text.replace("~", "\n");
  }

  @Test
  void shape_ofStandardActivations_isOneThatTheDecoderKnows() {
    Architecture gated = read(SHORT).model();
    Architecture plain =
        read(SHORT + "model:\n  gated = no\n  activation = relu(h) * relu(h)\n").model();
    Architecture own = read(SHORT + "model:\n  activation = tanh(h)\n").model();

    assertThat(gated.shape(16, 32, 1).activation()).isEqualTo(Activation.SWIGLU);
    assertThat(plain.shape(16, 32, 1).activation()).isEqualTo(Activation.RELU2);
    assertThat(own.isStandard()).isFalse();
    assertThat(gated.isStandard()).isTrue();
  }

  @Test
  void shape_scaled_isWiderAndDeeper() {
    Shape small = read(SHORT).model().shape(16, 32, 1);
    Shape large = read(SHORT).model().shape(16, 32, 2);

    assertThat(List.of(large.layers(), large.width(), large.heads(), large.hidden()))
        .isEqualTo(
            List.of(2 * small.layers(), 2 * small.width(), 2 * small.heads(), 2 * small.hidden()));
    assertThat(large.headWidth()).isEqualTo(small.headWidth());
  }

  static Recipe read(String text) {
    return switch (RecipeReader.read(text)) {
      case Reading.Read(var recipe) -> recipe;
      case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.errors());
    };
  }
}
