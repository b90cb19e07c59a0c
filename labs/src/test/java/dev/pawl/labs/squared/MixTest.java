package dev.pawl.labs.squared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.operators.Slot;
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
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixTest {

  private static final Source CHAIN = new Markov(1, 8, 1);
  private static final Source RECALL = new Recall(2, 4, 4);
  private static final Task TASK = Task.of(new Mixed(List.of(CHAIN, RECALL)), 16, 1, 1);

  private static Recipe recipe(String mix) {
    String text =
        RecipeWriter.text(References.recipe("adamw-cosine"))
            .replace("  easy = 1\n", "  easy = 1\n  mix = " + mix + "\n");
    return switch (RecipeReader.read(text)) {
      case Reading.Read(var recipe) -> recipe;
      case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
    };
  }

  private static double[] shares(Plan.Step step) {
    return step.shares().stream().mapToDouble(share -> share).toArray();
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

  /// A fifth for the first, and a quarter of the other four fifths for the second.
  @Test
  void mix_ofThreeSources_takesEachShareOfWhatIsLeft() {
    Task three = Task.of(new Mixed(List.of(CHAIN, RECALL, new Markov(1, 4, 2))), 16, 1, 1);
    Plan plan = Plan.of(recipe("0.2\n  second = 0.25"), three, 3_000_000_000L);

    assertThat(plan.steps())
        .allSatisfy(step ->
            assertThat(shares(step)).containsExactly(new double[] {0.2, 0.2, 0.6}, within(1e-12)));
    double[] seen = new double[3];
    List<Example> lessons = ((Texts) plan.job(1).corpus()).examples();
    for (Example lesson : lessons) {
      int first = lesson.tokens().at(0);
      int which = first < 8 ? 0 : first < 8 + RECALL.vocabulary() ? 1 : 2;
      seen[which] += 1.0 / lessons.size();
    }
    assertThat(seen).containsExactly(new double[] {0.2, 0.2, 0.6}, within(0.1));
  }

  @Test
  void mix_leftOut_isEvenHoweverManySourcesThereAre() {
    List<Source> sources = List.of(CHAIN, RECALL, new Markov(1, 4, 2), new Markov(2, 4, 3));
    Task four = Task.of(new Mixed(sources), 16, 1, 1);
    Plan plan = Plan.of(References.recipe("adamw-cosine"), four, 3_000_000_000L);

    assertThat(shares(plan.steps().getFirst()))
        .containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(1e-12));
    double sum = 0;
    for (Example example : four.exams().examples()) {
      int[] tokens = example.tokens().toArray();
      int from = 0;
      int which = 0;
      while (tokens[0] >= from + sources.get(which).vocabulary()) {
        from += sources.get(which++).vocabulary();
      }
      int first = from;
      sum += sources.get(which).nats(Arrays.stream(tokens).map(token -> token - first).toArray());
    }
    assertThat(four.entropy()).isCloseTo(sum / (Task.EXAMINED * 16), within(1e-12));
    assertThatThrownBy(() -> new Mixed(List.of(CHAIN))).hasMessageContaining("from 2 to 4");
  }

  @Test
  void second_ofARecipe_isReadWrittenAndChanged() {
    Recipe recipe = recipe("0.2\n  second = 0.25 * t");

    assertThat(RecipeReader.read(recipe.candidate())).isEqualTo(new Reading.Read(recipe));
    assertThat(Scope.DATA.slots(recipe)).contains(Slot.MIX, Slot.SECOND).doesNotContain(Slot.THIRD);
    assertThat(Slot.SECOND.with(recipe, Formula.of(0.5)).data().second()).contains(Formula.of(0.5));
    assertThat(Slot.SECOND.with(recipe, Formula.of(0.5)).data().mix())
        .isEqualTo(recipe.data().mix());
  }

  @Test
  void lesson_ofOneSource_isAsIfThereWereNoMix() {
    Task alone = Task.of(CHAIN, 16, 1, 1);

    assertThat(alone.lesson(Draw.of(1, 1, "lesson"), 16, 1, List.of(0.1, 0.9)))
        .isEqualTo(alone.lesson(Draw.of(1, 1, "lesson"), 16, 1, List.of(0.9, 0.1)));
  }
}
