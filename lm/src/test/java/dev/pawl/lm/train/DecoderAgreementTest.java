package dev.pawl.lm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.lm.Model;
import dev.pawl.lm.RandomModels;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.decode.Decoder;
import dev.pawl.lm.torch.Torch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is trained with libtorch is what is run without it.
class DecoderAgreementTest {

  static Stream<Shape> shapes() {
    return Stream.of(
        Shape.of(100_000, 128, 96),
        RandomModels.shape(4, 2, Norm.RMS, Position.ROPE, Activation.RELU2, false),
        new Shape(
            50,
            70,
            3,
            32,
            2,
            1,
            128,
            Norm.LAYER,
            Position.LEARNED,
            Activation.GELU,
            true,
            false,
            7.5));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void logits_ofTheDecoder_areThoseOfLibtorch(Shape shape) {
    Model model = RandomModels.of(shape, "test", 4);
    int length = shape.context();
    long[] tokens =
        IntStream.range(0, length).mapToLong(i -> i * 31L % shape.vocabulary()).toArray();
    Torch torch = new Torch(Torch.Processor.CPU, 1);

    float[] expected =
        torch.scope(() ->
            torch.withoutGradient(() -> {
              Network network = Network.fixed(torch, model);
              return network.logits(network.hidden(torch.longs(tokens, 1, length))).toFloats();
            }));

    int[] same = IntStream.range(0, length).map(i -> (int) tokens[i]).toArray();
    float[][] logits = new Decoder(model).logits(Tokens.of(same));
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < shape.vocabulary(); i++) {
        assertThat(logits[t][i])
            .as("%d, %d", t, i)
            .isCloseTo(expected[t * shape.vocabulary() + i], within(1e-4f));
      }
    }
  }
}
