package dev.pawl.labs.squared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.task.Markov;
import dev.pawl.labs.squared.task.Mixed;
import dev.pawl.labs.squared.task.Recall;
import dev.pawl.labs.squared.task.Source;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixTest {

  private static final Source CHAIN = new Markov(1, 8, 1);
  private static final Source RECALL = new Recall(2, 4, 4);
  private static final Task TASK = Task.of(new Mixed(CHAIN, RECALL), 16, 1, 1);

  private static Recipe recipe(String mix) {
    String text =
        RecipeWriter.text(References.recipe("adamw-cosine"))
            .replace("  easy = 1\n", "  easy = 1\n  mix = " + mix + "\n");
    return switch (RecipeReader.read(text)) {
      case Reading.Read(var recipe) -> recipe;
      case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
    };
  }

  private static double shareOfFirst(List<Example> examples) {
    return examples.stream()
        .mapToDouble(example -> example.tokens().at(0) < CHAIN.vocabulary() ? 1 : 0)
        .average()
        .orElseThrow();
  }

  @Test
  void mix_growsWithProgress_showsMoreOfTheFirstSource() {
    Plan plan = Plan.of(recipe("t"), TASK, 3_000_000_000L);
    List<Example> lessons = ((Texts) plan.job(1).corpus()).examples();
    int half = lessons.size() / 2;

    assertThat(shareOfFirst(lessons.subList(0, half))).isCloseTo(0.25, within(0.1));
    assertThat(shareOfFirst(lessons.subList(half, lessons.size()))).isCloseTo(0.75, within(0.1));
    assertThat(RecipeReader.read(recipe("t").candidate())).isEqualTo(new Reading.Read(recipe("t")));
  }

  @Test
  void exams_whateverTheMix_areOfBothSourcesAndExact() {
    assertThat(shareOfFirst(TASK.exams().examples())).isCloseTo(0.5, within(0.2));
    double sum = 0;
    for (Example example : TASK.exams().examples()) {
      int[] tokens = example.tokens().toArray();
      boolean first = tokens[0] < 8;
      int[] own = first ? tokens : Arrays.stream(tokens).map(token -> token - 8).toArray();
      sum += (first ? CHAIN : RECALL).nats(own);
    }
    assertThat(TASK.entropy()).isCloseTo(sum / (Task.EXAMINED * 16), within(1e-12));
  }

  @Test
  void lesson_ofOneSource_isAsIfThereWereNoMix() {
    Task alone = Task.of(CHAIN, 16, 1, 1);

    assertThat(alone.lesson(Draw.of(1, 1, "lesson"), 16, 1, 0.1))
        .isEqualTo(alone.lesson(Draw.of(1, 1, "lesson"), 16, 1, 0.9));
  }
}
