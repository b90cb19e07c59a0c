package dev.pawl.lm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pairs;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Ending.Diverged;
import dev.pawl.lm.train.Ending.Done;
import dev.pawl.lm.train.Ending.Stopped;
import dev.pawl.lm.train.Objective.Distillation;
import dev.pawl.lm.train.Objective.Loss;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Objective.Preference;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    assertThat(again).isEqualTo(once);
    assertThat(seen).isEqualTo(once.curve());
    assertThat(once.curve().getLast().loss()).isNotEqualTo(once.curve().getFirst().loss());
  }

  @Test
  void train_twoThreads_givesTheSameBitsEachTime() {
    Shape shape =
        new Shape(
            64, 64, 2, 64, 2, 2, 256, Norm.RMS, Position.ROPE, Activation.RELU2, true, true, 0);
    Recipe recipe =
        new Recipe(new NextToken(), Optimizer.MUON, Schedule.CONSTANT, 1e-2, 0.01, 0, 1, 24, 4, 1);
    Texts texts = Samples.texts(24, shape, 1); // enough numbers for libtorch to divide them
    Job job = Job.fresh(shape, "test", recipe, texts, texts);
    Trainer two = new TorchTrainer(2);

    Trained once = two.train(job, progress -> {}, () -> false);
    Trained again = two.train(job, progress -> {}, () -> false);

    assertThat(again).isEqualTo(once);
  }

  static Stream<Job> jobs() {
    Recipe muon = Samples.recipe(new NextToken(), Optimizer.MUON, 12);
    Recipe dpo = Samples.recipe(new Preference(Loss.DPO, 0.1), Optimizer.ADAMW, 12);
    Model start = Samples.model(Samples.MODERN, 3);
    Corpus texts = Samples.texts(9, Samples.MODERN, 1);
    Corpus pairs = Samples.pairs(9, Samples.MODERN, 1);
    return Stream.of(new Job(start, muon, texts, texts), new Job(start, dpo, pairs, texts));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void train_stoppedAndResumed_givesTheBitsOfOneGo(Job job) {
    Trained whole = train(job);
    List<Progress> seen = new ArrayList<>();
    Trained half = trainer.train(job, seen::add, () -> seen.size() == 6);
    Checkpoint checkpoint = ((Stopped) half.ending()).checkpoint();
    Trained resumed = train(job.from(Checkpoint.of(checkpoint.bytes())));

    assertThat(half.curve()).isEqualTo(whole.curve().subList(0, 6));
    assertThat(half.model()).isNotEqualTo(whole.model());
    assertThat(resumed.model()).isEqualTo(whole.model());
    assertThat(resumed.curve()).isEqualTo(whole.curve());
    assertThat(resumed.lossBefore()).isEqualTo(whole.lossBefore());
    assertThat(resumed.lossAfter()).isEqualTo(whole.lossAfter());
    assertThat(half.tokens() + resumed.tokens()).isEqualTo(whole.tokens());
    long heldOut = Flops.forward(Samples.MODERN, ((Texts) job.heldOut()).examples());
    assertThat(half.flops() + resumed.flops()).isEqualTo(whole.flops() + heldOut);
  }

  @Test
  void train_checkpointOfAnotherJob_isRefused() {
    Job job = jobs().toList().getFirst();
    Trained stopped = trainer.train(job, progress -> {}, () -> true);
    Checkpoint checkpoint = ((Stopped) stopped.ending()).checkpoint();
    Job other =
        new Job(job.start(), job.recipe(), Samples.texts(9, Samples.MODERN, 2), job.corpus());

    assertThatThrownBy(() -> train(other.from(checkpoint)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another start model, recipe or corpus");
    byte[] bytes = checkpoint.bytes();
    Checkpoint half = Checkpoint.of(Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> train(job.from(half)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void train_weightsThatOverflow_divergesAndKeepsTheStart() {
    Texts texts = Samples.texts(9, Samples.MODERN, 1);
    Recipe recipe =
        new Recipe(new NextToken(), Optimizer.ADAMW, Schedule.CONSTANT, 1e3, 1e3, 0, 0, 4, 60, 1);
    Job job = Job.fresh(Samples.MODERN, "test", recipe, texts, texts);

    Trained trained = train(job);

    assertThat(trained.ending()).isInstanceOf(Diverged.class);
    assertThat(((Diverged) trained.ending()).reason()).contains("NaN");
    assertThat(trained.model()).isSameAs(job.start());
    assertThat(trained.lossAfter()).isEqualTo(trained.lossBefore());
    assertThat(trained.flops()).isPositive();
  }

  @Test
  void train_lossThatRises_diverges() {
    Shape shape = Samples.MODERN;
    Texts texts = Samples.texts(40, shape, 1);
    Recipe recipe =
        new Recipe(new NextToken(), Optimizer.ADAMW, Schedule.CONSTANT, 3, 0, 0.5, 0, 4, 60, 1);

    Trained trained = train(Job.fresh(shape, "test", recipe, texts, texts));

    assertThat(trained.ending())
        .isInstanceOfSatisfying(Diverged.class, d -> assertThat(d.reason()).contains("went up"));
  }

  @Test
  void train_preferences_lowersTheirLoss() {
    Pairs pairs = Samples.pairs(6, Samples.MODERN, 1);
    for (Loss loss : Loss.values()) {
      Preference objective = new Preference(loss, loss == Loss.SIMPO ? 2 : 0.1);
      Recipe recipe = Samples.recipe(objective, Optimizer.ADAMW, 40);

      Trained trained = train(Job.fresh(Samples.MODERN, "test", recipe, pairs, pairs));

      // LRML is not convex: a second minimum lies near z = -0.1, where a training may end.
      double factor = loss == Loss.DISCOPOP ? 0.95 : 0.8;
      assertThat(trained.lossAfter()).as(loss.name()).isLessThan(trained.lossBefore() * factor);
    }
  }

  @Test
  void train_distillation_comesNearTheTeacher() {
    Model teacher = Samples.model(Samples.MODERN, 3);
    Texts texts = Samples.texts(30, Samples.MODERN, 1);
    Recipe recipe = Samples.recipe(new Distillation(1, 1), Optimizer.MUON, 80);
    Model start = Fresh.model(Samples.CLASSIC, "test", 1);

    Trained trained = train(new Job(start, recipe, texts, texts, teacher, null));

    List<Progress> curve = trained.curve();
    assertThat(curve.getLast().loss()).isLessThan(curve.getFirst().loss() / 2);
  }

  @Test
  void train_ofAnyJob_countsTokensAndFlopsByFormula() {
    Texts texts = new Texts(List.of(new Example(Tokens.of(1, 2, 3, 4), 2, 1)));
    Texts heldOut = new Texts(List.of(new Example(Tokens.of(1, 2, 3), 0, 1)));
    Recipe recipe = Samples.recipe(new NextToken(), Optimizer.ADAMW, 5);

    Trained trained = train(Job.fresh(Samples.MODERN, "test", recipe, texts, heldOut));

    // Matrices: per layer 16x16 twice, 8x16 twice, 24x16 thrice; and the head 11x16.
    long matrices = 2 * (2 * 16 * 16 + 2 * 8 * 16 + 3 * 24 * 16) + 11 * 16;
    long three = 2 * matrices * 3 + 2 * 4 * 16 * (1 + 2 + 3);
    long two = 2 * matrices * 2 + 2 * 4 * 16 * (1 + 2);
    assertThat(trained.tokens()).isEqualTo(5 * 4 * 3);
    assertThat(trained.flops()).isEqualTo(5 * 4 * 3 * three + 2 * two);
  }

  private Trained train(Job job) {
    return trainer.train(job, progress -> {}, () -> false);
  }
}
