package dev.pawl.lm.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Ending.Done;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Recipe.Optimizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTest {

  private final Trainer trainer = new TorchTrainer(1);

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void train_fewTexts_learnsThemByHeart(Optimizer optimizer) {
    Texts texts =
        new Texts(
            List.of(
                new Example(Tokens.of(1, 2, 3, 4, 5, 6, 0), 1, 1),
                new Example(Tokens.of(2, 6, 5, 4, 3, 0), 1, 1),
                new Example(Tokens.of(3, 8, 9, 7, 8, 0), 1, 1)));
    Recipe recipe = Samples.recipe(new NextToken(), optimizer, 120);

    Trained trained = train(Job.fresh(Samples.MODERN, "test", recipe, texts, texts));

    assertThat(trained.ending()).isEqualTo(new Done());
    assertThat(trained.lossBefore()).isBetween(2.3, 2.5); // ln 11 = 2.398
    assertThat(trained.lossAfter()).isLessThan(0.01);
    assertThat(trained.curve()).hasSize(120);
  }

  @Test
  void train_again_givesTheSameBits() {
    Job job =
        Job.fresh(
            Samples.MODERN,
            "test",
            Samples.RECIPE,
            Samples.texts(9, Samples.MODERN, 1),
            Samples.texts(3, Samples.MODERN, 2));

    Trained once = train(job);
    List<Progress> seen = new ArrayList<>();
    Trained again = trainer.train(job, seen::add, () -> false);

    assertThat(Wire.bytes(out -> Wire.write(out, again)))
        .isEqualTo(Wire.bytes(out -> Wire.write(out, once)));
    assertThat(seen).isEqualTo(once.curve());
    assertThat(once.curve().getLast().loss()).isNotEqualTo(once.curve().getFirst().loss());
  }

  private Trained train(Job job) {
    return trainer.train(job, progress -> {}, () -> false);
  }
}
