package dev.pawl.lm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.lm.Model;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Reader;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Processor;
import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Ending.Stopped;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Procedure.Turn;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {

  private static final int STEPS = 8;

  private final Trainer trainer = new TorchTrainer(1);
  private final Torch torch = new Torch(Processor.CPU, 1);

  private Trained train(Job job) {
    return trainer.train(job, _ -> {}, () -> false);
  }

  private static Job job(double dropout, double rate, long seed) {
    Formula sign = Reader.read("sign(g)", Place.REST);
    Procedure procedure =
        new Procedure(
            Formula.of("nll"),
            new Rule(sign, sign),
            Optional.empty(),
            Optional.empty(),
            Collections.nCopies(STEPS, new Turn(2, 0, rate, 0, dropout)));
    Recipe recipe =
        new Recipe(new NextToken(), Optimizer.ADAMW, Schedule.CONSTANT, 0, 0, 0, 1, 2, STEPS, seed);
    return new Job(
            Samples.model(Samples.MODERN, 1),
            recipe,
            Samples.texts(2 * STEPS, Samples.MODERN, 1),
            Samples.texts(3, Samples.MODERN, 2))
        .by(procedure);
  }

  /// Ten thousand numbers: a share is within five standard deviations of what it should be.
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void apply_aShare_setsThatManyToZeroAndKeepsTheMean(double share) {
    int rows = 99;
    int columns = 101;
    float[] ones = new float[rows * columns];
    Arrays.fill(ones, 1);
    float[] kept =
        torch.scope(() -> {
          Dropout dropout = new Dropout(torch, share, Draw.of(1, 1, "dropout"));
          return dropout.apply(torch.floats(ones, rows, columns), rows, columns).toFloats();
        });

    int zeros = 0;
    for (float each : kept) {
      assertThat(each == 0 || Math.abs(each - 1 / (1 - share)) < 1e-5).isTrue();
      zeros += each == 0 ? 1 : 0;
    }
    double deviation = Math.sqrt(share * (1 - share) / kept.length);
    double found = (double) zeros / kept.length;
    assertThat(found).isCloseTo(share, within(5 * deviation));
    assertThat((1 - found) / (1 - share)).isCloseTo(1, within(5 * deviation / (1 - share)));
  }

  @Test
  void apply_again_hasAnotherMaskAndAnotherStepStartsAnew() {
    torch.scope(() -> {
      Tensor ones = torch.zeros(8, 8).plus(1);
      Dropout one = new Dropout(torch, 0.5, Draw.of(1, 1, "dropout"));
      Dropout same = new Dropout(torch, 0.5, Draw.of(1, 1, "dropout"));
      Dropout later = new Dropout(torch, 0.5, Draw.of(1, 2, "dropout"));
      float[] first = one.apply(ones, 8, 8).toFloats();

      assertThat(one.apply(ones, 8, 8).toFloats()).isNotEqualTo(first);
      assertThat(same.apply(ones, 8, 8).toFloats()).isEqualTo(first);
      assertThat(later.apply(ones, 8, 8).toFloats()).isNotEqualTo(first);
      return 0;
    });
  }

  @Test
  void train_withDropout_leavesTheHeldOutLossOfTheSameWeightsAsItIs() {
    Trained still = train(job(0.5, 0, 1));
    Trained plain = train(job(0, 0, 1));

    assertThat(still.lossBefore()).isEqualTo(plain.lossBefore());
    assertThat(still.lossAfter()).isEqualTo(plain.lossAfter()).isEqualTo(plain.lossBefore());
    assertThat(still.curve().getFirst().loss()).isNotEqualTo(plain.curve().getFirst().loss());
    assertThat(still.flops()).isEqualTo(plain.flops());
  }

  @Test
  void train_sameSeed_isTheSameToTheBitAndAnotherSeedIsNot() {
    Trained once = train(job(0.3, 1e-3, 1));
    Trained other = train(job(0.3, 1e-3, 2));

    assertThat(train(job(0.3, 1e-3, 1)).curve()).isEqualTo(once.curve());
    assertThat(other.curve()).isNotEqualTo(once.curve());
    assertThat(train(job(0, 1e-3, 1)).curve()).isEqualTo(train(job(0, 1e-3, 2)).curve());
  }

  @Test
  void train_stoppedAndGoneOn_arrivesAtTheSameBits() {
    Job job = job(0.3, 1e-3, 1);
    Trained whole = train(job);

    int[] asked = {0};
    Trained half = trainer.train(job, _ -> {}, () -> asked[0]++ == 3);
    Trained rest = train(job.from(((Stopped) half.ending()).checkpoint()));

    assertThat(rest.model()).isEqualTo(whole.model());
    assertThat(rest.curve()).isEqualTo(whole.curve());
    Job sent = Wire.parse(Wire.bytes(out -> Wire.write(out, job)), Wire::readJob);
    assertThat(sent.procedure()).isEqualTo(job.procedure());
  }

  @Test
  void hidden_afterMasksAreGone_isWhatItWas() {
    Model model = Samples.model(Samples.MODERN, 1);
    torch.scope(() -> {
      Tensor tokens = torch.longs(new long[] {1, 5, 3, 2, 7, 7}, 2, 3);
      Network network = Network.fixed(torch, model);
      float[] plain = network.logits(network.hidden(tokens)).toFloats();
      network.drop(new Dropout(torch, 0.5, Draw.of(1, 1, "dropout")));
      float[] dropped = network.logits(network.hidden(tokens)).toFloats();
      network.drop(null);

      assertThat(dropped).isNotEqualTo(plain);
      assertThat(network.logits(network.hidden(tokens)).toFloats()).isEqualTo(plain);
      return 0;
    });
  }

  @Test
  void turn_dropoutOutOfBounds_isRefused() {
    assertThatThrownBy(() -> new Turn(1, 0, 0, 0, 0.95)).hasMessageContaining("from 0 to 0.9");
    assertThatThrownBy(() -> new Turn(1, 0, 0, 0, Double.NaN)).hasMessageContaining("NaN");
  }
}
