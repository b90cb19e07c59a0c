package dev.pawl.labs.squared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.labs.squared.Examiner.Exam;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.task.Markov;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.lm.train.TorchTrainer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PreferringTest {

  private static final Task TASK = Task.liking(new Markov(1, 8, 1), 16, 1, 1);
  private static final long FLOPS = 2_400_000_000L;

  private final Examiner examiner =
      new Examiner(new Workshop(() -> new TorchTrainer(1)), List.of(TASK));

  private static Recipe small(String name, String what, String by) {
    String text =
        RecipeWriter.text(References.recipe(name))
            .replace("width = 32", "width = 16")
            .replaceFirst("hidden = [0-9]+", "hidden = 32");
    assertThat(text).contains(what);
    return switch (RecipeReader.read(text.replace(what, by))) {
      case Reading.Read(var recipe) -> recipe;
      case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
    };
  }

  /// The control prefers what is rejected. DiscoPOP's loss is not convex: where the model has not
  /// yet moved, its slope is -1/4 - 1/2 + 5 (1 - ln 2), which is uphill, so on short sequences it
  /// starts in the wrong direction. The measure must see both.
  @Test
  void exam_theLossesOfTheLiterature_areRanked() {
    Map<String, Double> regret = new TreeMap<>();
    for (String name : References.PREFERENCE) {
      Recipe recipe = small(name, "layers", "layers");
      Exam exam = examiner.exam(recipe, TASK, FLOPS, 1);
      assertThat(exam.failure()).isEmpty();
      assertThat(exam.flops())
          .isBetween(FLOPS * 7 / 10, Examiner.flops(recipe, List.of(TASK), FLOPS, 1));
      regret.put(name, exam.excess());
    }
    Recipe backwards = small("dpo", "pair = -logsig(0.1 * (", "pair = -logsig(-0.1 * (");
    double control = examiner.exam(backwards, TASK, FLOPS, 1).excess();

    assertThat(List.of("dpo", "ipo", "simpo"))
        .allSatisfy(name -> assertThat(regret.get(name)).isBetween(-0.05, control - 0.2));
    double dpo = regret.getOrDefault("dpo", Double.NaN);
    assertThat(regret.get("discopop")).isGreaterThan(dpo + 0.2);
  }

  @Test
  void exam_again_isTheSame() {
    Recipe dpo = small("dpo", "l", "l");

    assertThat(examiner.exam(dpo, TASK, FLOPS / 2, 2))
        .isEqualTo(examiner.exam(dpo, TASK, FLOPS / 2, 2));
  }

  @Test
  void exam_recipeWithoutALossOfPairs_isUnfit() {
    assertThatThrownBy(() -> examiner.exam(small("lion", "l", "l"), TASK, FLOPS, 1))
        .isInstanceOfSatisfying(
            Plan.Unfit.class, e -> assertThat(e.reason()).contains("begin with one that has"));
  }
}
