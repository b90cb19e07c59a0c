package dev.pawl.lm.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.Model;
import dev.pawl.lm.RandomModels;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecoderTest {

  private static final int VOCABULARY = ByteTokenizer.VOCABULARY;

  static Stream<Shape> everyOption() {
    return Stream.of(
        RandomModels.shape(4, 4, Norm.RMS, Position.ROPE, Activation.SWIGLU, true),
        RandomModels.shape(4, 2, Norm.RMS, Position.ROPE, Activation.RELU2, false),
        RandomModels.shape(3, 1, Norm.LAYER, Position.LEARNED, Activation.GELU, true),
        new Shape(
            67, 80, 1, 18, 3, 3, 23, Norm.LAYER, Position.ROPE, Activation.SWIGLU, false, false, 0),
        new Shape(
            5,
            70,
            3,
            32,
            2,
            1,
            128,
            Norm.RMS,
            Position.LEARNED,
            Activation.RELU2,
            true,
            false,
            7.5));
  }

  @ParameterizedTest
  @MethodSource("everyOption")
  void logits_ofEveryOption_equalThoseOfANaiveForward(Shape shape) {
    Model model = RandomModels.of(shape, "test", 1);
    Tokens tokens = randomTokens(shape, shape.context(), 2);

    float[][] logits = new Decoder(model).logits(tokens);

    double[][] expected = new NaiveForward(model).logits(tokens);
    for (int t = 0; t < tokens.size(); t++) {
      for (int i = 0; i < shape.vocabulary(); i++) {
        assertThat((double) logits[t][i])
            .as("%d, %d", t, i)
            .isCloseTo(expected[t][i], within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyOption")
  void logits_ofAPrefix_areTheSameBits(Shape shape) {
    Decoder decoder = new Decoder(RandomModels.of(shape, "test", 1));
    Tokens tokens = randomTokens(shape, shape.context(), 2);

    float[][] all = decoder.logits(tokens);

    for (int size : new int[] {1, 2, 5, 63, 64, 66}) {
      if (size <= tokens.size()) {
        Tokens prefix = Tokens.of(Arrays.copyOf(tokens.toArray(), size));
        assertThat(decoder.logits(prefix)[size - 1]).containsExactly(all[size - 1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyOption")
  void sample_inABatch_isWhatOneByOneGives(Shape shape) {
    Decoder decoder = new Decoder(RandomModels.of(shape, "test", 1));
    List<Request> requests = requests(shape, 70);

    List<Sample> batch = decoder.sample(requests);

    List<Sample> single = new ArrayList<>();
    requests.forEach(request -> single.addAll(decoder.sample(List.of(request))));
    assertThat(batch).isEqualTo(single);
    assertThat(batch.stream().map(Sample::ended)).contains(false);
  }

  @Test
  void sample_logProbability_isThatOfTheLogits() {
    Model model = RandomModels.of(everyOption().toList().getLast(), "test", 1);
    List<Request> requests = requests(model.shape(), 20);

    List<Sample> samples = new Decoder(model).sample(requests);

    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      Tokens text = requests.get(i).prompt().plus(sample.tokens());
      Tokens full = sample.ended() ? text.plus(Tokens.of(requests.get(i).end())) : text;
      double[][] logits = new NaiveForward(model).logits(text);
      double expected = 0;
      for (int t = requests.get(i).prompt().size(); t < full.size(); t++) {
        double[] row = logits[t - 1];
        expected += row[full.at(t)] - Math.log(Arrays.stream(row).map(Math::exp).sum());
      }
      assertThat(sample.logProbability()).isCloseTo(expected, within(1e-3));
    }
    assertThat(samples.stream().map(Sample::ended)).contains(true, false);
  }

  @Test
  void sample_atTemperatureZero_takesTheLargestLogit() {
    Shape shape = RandomModels.shape(2, 1, Norm.RMS, Position.ROPE, Activation.SWIGLU, false);
    Model model = RandomModels.of(shape, "test", 3);
    Tokens prompt = ByteTokenizer.encode("go");

    Sample sample = new Decoder(model).sample(List.of(request(prompt, 12, 0, -1, 0))).getFirst();

    Tokens text = prompt;
    for (int i = 0; i < 12; i++) {
      double[] last = new NaiveForward(model).logits(text)[text.size() - 1];
      int best = IntStream.range(0, VOCABULARY).reduce(0, (a, b) -> last[b] > last[a] ? b : a);
      text = text.plus(Tokens.of(best));
    }
    assertThat(prompt.plus(sample.tokens())).isEqualTo(text);
  }

  @Test
  void sample_whereTheContextEnds_stopsUnended() {
    Shape shape = RandomModels.shape(2, 1, Norm.RMS, Position.ROPE, Activation.SWIGLU, false);
    Decoder decoder = new Decoder(RandomModels.of(shape, "test", 3));
    Tokens prompt = randomTokens(shape, 60, 1);

    Sample sample = decoder.sample(List.of(request(prompt, 100, 1, -1, 0))).getFirst();

    assertThat(sample.tokens().size()).isEqualTo(shape.context() + 1 - 60);
    assertThat(sample.ended()).isFalse();
    assertThat(sample.flops()).isEqualTo(shape.flops(shape.context()));
  }

  @Test
  void sample_ofAPromptThatIsTooLong_saysSo() {
    Shape shape = RandomModels.shape(2, 1, Norm.RMS, Position.ROPE, Activation.SWIGLU, false);
    Decoder decoder = new Decoder(RandomModels.of(shape, "test", 3));
    Tokens prompt = randomTokens(shape, 65, 1);

    assertThatThrownBy(() -> decoder.sample(List.of(request(prompt, 1, 1, -1, 0))))
        .hasMessageContaining("1 to 64 tokens; found 65");
    assertThatThrownBy(() -> decoder.logits(Tokens.of(258))).hasMessageContaining("258");
  }

  private static Request request(Tokens prompt, int max, double temperature, int end, long ticket) {
    return new Request(prompt, max, temperature, 0.95, null, end, Draw.of(7, ticket, "test"));
  }

  static List<Request> requests(Shape shape, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> {
          Tokens prompt = randomTokens(shape, 1 + i % 9, i);
          return request(prompt, 3 + i % 20, 0.5 + i % 3, 1, i);
        })
        .toList();
  }

  static Tokens randomTokens(Shape shape, int size, long seed) {
    Draw draw = Draw.of(seed, 0, "tokens");
    return Tokens.of(IntStream.range(0, size).map(i -> draw.nextInt(shape.vocabulary())).toArray());
  }
}
