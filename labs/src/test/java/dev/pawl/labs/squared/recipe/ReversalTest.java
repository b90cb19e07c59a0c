package dev.pawl.labs.squared.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.lm.train.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReversalTest {

  private static Recipe changed(Recipe recipe, String what, String by) {
    String text = RecipeWriter.text(recipe);
    assertThat(text).contains(what);
    return switch (RecipeReader.read(text.replace(what, by))) {
      case Reading.Read(var read) -> read;
      case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
    };
  }

  @Test
  void of_twoChanges_putsEachBackAlone() {
    Recipe parent = References.recipe("muon");
    Recipe faster = changed(parent, "clip = 1", "clip = 2");
    Recipe child = changed(faster, "token = nll", "token = nll + 1e-4 * sq(lse)");

    List<Reversal> reversals = Reversal.of(parent, child);

    assertThat(reversals)
        .extracting(Reversal::key)
        .containsExactly("objective.token", "schedule.clip");
    assertThat(reversals.get(0).recipe()).contains(faster);
    assertThat(reversals.get(1).recipe())
        .contains(changed(parent, "token = nll", "token = nll + 1e-4 * sq(lse)"));
  }

  @Test
  void of_anotherRuleWithParts_isOneLine() {
    Recipe parent = References.recipe("adamw-cosine");
    Rule rule = new Rule(References.recipe("soap").rule().blocks(), parent.rule().rest());
    Recipe child =
        new Recipe(
            parent.model(), parent.data(), parent.token(), parent.pair(), rule, parent.schedule());

    List<Reversal> reversals = Reversal.of(parent, child);

    assertThat(reversals).extracting(Reversal::key).containsExactly("blocks.update");
    assertThat(reversals.getFirst().recipe()).contains(parent);
  }

  @Test
  void of_aLineThatTheParentHasNot_leavesItOut() {
    Recipe parent = References.recipe("muon");
    Recipe child = changed(parent, "  clip = 1\n", "  clip = 1\n  dropout = 0.1\n");

    List<Reversal> reversals = Reversal.of(parent, child);

    assertThat(reversals).extracting(Reversal::key).containsExactly("schedule.dropout");
    assertThat(reversals.getFirst().recipe()).contains(parent);
  }

  @Test
  void of_whatMakesNoSenseAlone_isEmpty() {
    Recipe parent = References.recipe("muon");
    Recipe wide = changed(parent, "width = 32", "width = 48");
    Recipe child = changed(wide, "heads = 2\n  keys = 2", "heads = 3\n  keys = 3");

    assertThat(Reversal.of(parent, child))
        .anySatisfy(each -> {
          assertThat(each.key()).isEqualTo("model.width");
          assertThat(each.recipe()).isEmpty();
        });
    assertThat(Reversal.of(parent, parent)).isEmpty();
  }
}
