package dev.pawl.lm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.Weight;
import dev.pawl.lm.decode.Decoder;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Processor;
import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Objective.Distillation;
import dev.pawl.lm.train.Objective.Loss;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Objective.Preference;
import dev.pawl.lm.train.Recipe.Optimizer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Network, losses and their gradients against a second implementation.
class GoalTest {

  private static final int COUNT = 5;

  /// Numbers of each weight whose gradient is compared.
  private static final int PROBES = 4;

  private static final double STEP = 1e-4;

  private final Torch torch = new Torch(Processor.CPU, 1);

  static Stream<Shape> shapes() {
    return Stream.of(
        Samples.MODERN,
        Samples.CLASSIC,
        new Shape(
            11, 8, 1, 24, 2, 1, 20, Norm.LAYER, Position.ROPE, Activation.RELU2, true, false, 0),
        new Shape(
            11, 8, 1, 24, 6, 2, 20, Norm.RMS, Position.LEARNED, Activation.RELU2, false, true, 3));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void logits_everyPartOfAShape_areThoseOfThePlainTransformer(Shape shape) {
    Model model = Samples.model(shape, 3);
    PlainTransformer plain = new PlainTransformer(model);
    int[][] texts = {{1, 5, 2, 10, 0, 3, 3, 7}, {4, 6, 9}};

    float[] logits =
        torch.scope(() -> {
          Network network = Network.fixed(torch, model);
          long[] padded = {1, 5, 2, 10, 0, 3, 3, 7, 4, 6, 9, 0, 0, 0, 0, 0};
          return network.logits(network.hidden(torch.longs(padded, 2, 8))).toFloats();
        });

    for (int row = 0; row < texts.length; row++) {
      double[][] expected = plain.logits(texts[row]);
      for (int t = 0; t < expected.length; t++) {
        for (int token = 0; token < 11; token++) {
          assertThat((double) logits[(row * 8 + t) * 11 + token])
              .as("row %d, position %d, token %d", row, t, token)
              .isCloseTo(expected[t][token], within(1e-4));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void logits_everyPartOfAShape_areThoseThatTheDecoderWritesWith(Shape shape) {
    Model model = Samples.model(shape, 4);

    float[] trained =
        torch.scope(() -> {
          Network network = Network.fixed(torch, model);
          Tensor tokens = torch.longs(new long[] {7, 1, 0, 10, 10, 2}, 1, 6);
          return network.logits(network.hidden(tokens)).toFloats();
        });

    float[][] written = new Decoder(model).logits(Tokens.of(7, 1, 0, 10, 10, 2));
    for (int i = 0; i < trained.length; i++) {
      assertThat(trained[i]).isCloseTo(written[i / 11][i % 11], within(1e-4f));
    }
  }

  static Stream<Job> jobs() {
    Stream<Job> shapes = shapes().map(shape -> job(shape, new NextToken()));
    Stream<Job> distillations =
        Stream.of(new Distillation(0.7, 2), new Distillation(1, 1))
            .map(objective -> job(Samples.MODERN, objective));
    Stream<Job> preferences =
        Stream.of(Loss.values())
            .map(loss -> job(Samples.MODERN, new Preference(loss, loss == Loss.SIMPO ? 2 : 0.1)));
    return Stream.of(shapes, distillations, preferences).flatMap(s -> s);
  }

  private static Job job(Shape shape, Objective objective) {
    Recipe recipe = Samples.recipe(objective, Optimizer.ADAMW, 1);
    boolean pairs = objective instanceof Preference;
    Corpus corpus = pairs ? Samples.pairs(COUNT, shape, 1) : Samples.texts(COUNT, shape, 1);
    Model teacher = objective instanceof Distillation ? Samples.model(shape, 8) : null;
    return new Job(Samples.model(shape, 3), recipe, corpus, corpus, teacher, null);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void on_everyObjective_hasLossAndGradientOfItsDefinition(Job job) {
    Objective objective = job.recipe().objective();
    Model model = Samples.model(job.start().shape(), 5); // not the reference, whose ratio is 1
    PlainTransformer plain = new PlainTransformer(model);
    PlainTransformer other =
        new PlainTransformer(job.teacher() == null ? job.start() : job.teacher());

    torch.scope(() -> {
      Parameters parameters = new Parameters(torch, model);
      Goal goal = new Goal(torch, job, parameters);
      Tensor loss = goal.on(IntStream.range(0, COUNT).boxed().toList(), 0).loss();
      loss.backward();

      double expected = PlainLosses.of(objective, job.corpus(), plain, other);
      assertThat(loss.toDouble()).isCloseTo(expected, within(1e-4 * (1 + expected)));
      if (!(objective instanceof Distillation)) {
        assertThat(goal.onHeldOut().loss()).isCloseTo(expected, within(1e-4 * (1 + expected)));
      }
      compareGradients(job, parameters, plain, other);
      return true;
    });
  }

  @Test
  void on_oneOfManyTexts_countsByItsWeightBesideTheMeanOfTheCorpus() {
    Job job = job(Samples.MODERN, new NextToken());
    List<Example> examples = ((Texts) job.corpus()).examples();
    Texts first = new Texts(List.of(examples.getFirst()));
    PlainTransformer plain = new PlainTransformer(job.start());
    double mean =
        examples.stream().mapToDouble(e -> e.weight() * e.learned()).sum()
            / examples.stream().mapToInt(Example::learned).sum();

    double loss =
        torch.scope(() ->
            new Goal(torch, job, new Parameters(torch, job.start()))
                .on(List.of(0), 0)
                .loss()
                .toDouble());

    double alone = PlainLosses.of(new NextToken(), first, plain, plain);
    assertThat(loss)
        .isCloseTo(alone * examples.getFirst().weight() / mean, within(1e-4))
        .isNotCloseTo(alone, within(0.01));
  }

  private static void compareGradients(
      Job job, Parameters parameters, PlainTransformer plain, PlainTransformer other) {
    parameters.values().setInPlace(parameters.gradients().toFloats());
    Model gradients = parameters.model("gradients");
    double largest = 0;
    for (Weight weight : job.start().shape().weights()) {
      float[] gradient = gradients.weight(weight.name());
      double[] numbers = plain.weight(weight.name());
      Draw draw = Draw.of(1, 0, weight.name());
      for (int probe = 0; probe < PROBES; probe++) {
        int i = draw.nextInt(numbers.length);
        double expected = slope(numbers, i, job, plain, other);
        assertThat((double) gradient[i])
            .as("%s at %d", weight.name(), i)
            .isCloseTo(expected, within(3e-4 * (1 + Math.abs(expected))));
        largest = Math.max(largest, Math.abs(expected));
      }
    }
    assertThat(largest).as("otherwise nothing was compared").isGreaterThan(0.01);
  }

  private static double slope(
      double[] numbers, int i, Job job, PlainTransformer plain, PlainTransformer other) {
    Objective objective = job.recipe().objective();
    double here = numbers[i];
    numbers[i] = here + STEP;
    double above = PlainLosses.of(objective, job.corpus(), plain, other);
    numbers[i] = here - STEP;
    double below = PlainLosses.of(objective, job.corpus(), plain, other);
    numbers[i] = here;
    return (above - below) / (2 * STEP);
  }
}
