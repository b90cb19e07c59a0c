package dev.pawl.lm.interop;

import static org.assertj.core.api.Assertions.assertThat;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.Sampler;
import dev.pawl.Draw;
import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.Model;
import dev.pawl.lm.RandomModels;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.decode.Decoder;
import dev.pawl.lm.decode.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What llama.cpp writes with an exported model is what we write with it.
class LlamaCppTest {

  private static final int TOKENS = 24;

  /// All of one architecture: the llama.cpp of this version knows neither qwen3 nor arcee.
  static Stream<Shape> llamas() {
    return Stream.of(shape(4, 2), shape(4, 4));
  }

  /// Untied, because an untrained model with a tied head repeats what it reads.
  private static Shape shape(int heads, int kvHeads) {
    return new Shape(
        258,
        64,
        3,
        32 * heads,
        heads,
        kvHeads,
        64,
        Norm.RMS,
        Position.ROPE,
        Activation.SWIGLU,
        false,
        false,
        0);
  }

  @ParameterizedTest
  @MethodSource("llamas")
  void llamaCpp_withAnExportedModel_writesTheSameTokens(Shape shape, @TempDir Path folder)
      throws IOException {
    // Tokens with names of their own, because most sequences of bytes are no text.
    Model model = RandomModels.of(shape, "numbered", 5);
    Tokens prompt = Tokens.of(7, 200, 41);

    String text = run(folder, Gguf.write(model), written(prompt));

    Request request = new Request(prompt, TOKENS, 0, 1, null, -1, Draw.of(1, 1, "test"));
    Tokens ours = new Decoder(model).sample(List.of(request)).getFirst().tokens();
    assertThat(text).isEqualTo(written(ours));
    assertThat(Arrays.stream(ours.toArray()).distinct().count()).isGreaterThan(7);
  }

  @ParameterizedTest
  @MethodSource("llamas")
  void llamaCpp_withAModelOfBytes_readsTextAsBytes(Shape shape, @TempDir Path folder)
      throws IOException {
    Model model = RandomModels.of(shape, ByteTokenizer.NAME, 6);
    String text = "MOV 0, 1 ; ä\n";
    Path file = Files.write(folder.resolve("model.gguf"), Gguf.write(model));

    try (LlamaModel llama = new LlamaModel(parameters(file))) {
      assertThat(Tokens.of(llama.encode(text))).isEqualTo(ByteTokenizer.encode(text));
    }
  }

  private static String run(Path folder, byte[] gguf, String prompt) throws IOException {
    Path file = Files.write(folder.resolve("model.gguf"), gguf);
    StringBuilder text = new StringBuilder();
    try (LlamaModel llama = new LlamaModel(parameters(file))) {
      InferenceParameters greedy =
          new InferenceParameters(prompt)
              .setNPredict(TOKENS)
              .setTemperature(0)
              .setSamplers(Sampler.TEMPERATURE)
              .setIgnoreEos(true);
      for (LlamaOutput output : llama.generate(greedy)) {
        text.append(output.text);
      }
    }
    return text.toString();
  }

  private static ModelParameters parameters(Path file) {
    return new ModelParameters()
        .setModel(file.toString())
        .setThreads(1)
        .setThreadsBatch(1)
        .setCtxSize(64);
  }

  private static String written(Tokens tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens.toArray()) {
      text.append("<|").append(token).append("|>");
    }
    return text.toString();
  }
}
