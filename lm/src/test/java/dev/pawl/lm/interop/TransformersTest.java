package dev.pawl.lm.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.Draw;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Hugging Face's transformers write with an exported model is what we write with it. Needs a
/// `python3` that can import `transformers` and `torch`.
class TransformersTest {

  private static final int TOKENS = 24;

  private static final String WRITE =
      """
      import sys, torch, transformers
      model = transformers.AutoModelForCausalLM.from_pretrained(sys.argv[1])
      prompt = torch.tensor([[int(token) for token in sys.argv[3].split(',')]])
      for _ in range(int(sys.argv[2])):
          logits = model(prompt).logits[0, -1]
          prompt = torch.cat([prompt, logits.argmax().reshape(1, 1)], dim=1)
      print(type(model).__name__, *prompt[0].tolist())
      """;

  static Stream<Shape> exportable() {
    return Stream.of(
        shape(Activation.SWIGLU, false, 2, true),
        shape(Activation.SWIGLU, true, 4, false),
        shape(Activation.RELU2, false, 2, false));
  }

  private static Shape shape(Activation activation, boolean qkNorm, int kvHeads, boolean tied) {
    return new Shape(
        258, 64, 3, 64, 4, kvHeads, 40, Norm.RMS, Position.ROPE, activation, qkNorm, tied, 0);
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void transformers_withAnExportedModel_writeTheSameTokens(Shape shape, @TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue(
        python("-c", "import transformers, torch").equals(""),
        "no python3 with transformers and torch here");
    Model model = RandomModels.of(shape, "numbered", 5);
    HuggingFace exported = HuggingFace.of(model);
    Files.writeString(folder.resolve("config.json"), exported.config());
    Files.write(folder.resolve("model.safetensors"), exported.weights());

    String theirs = python("-c", WRITE, folder.toString(), "" + TOKENS, "7,200,41");

    Request request =
        new Request(Tokens.of(7, 200, 41), TOKENS, 0, 1, null, -1, Draw.of(1, 1, "test"));
    int[] ours = new Decoder(model).sample(List.of(request)).getFirst().tokens().toArray();
    assertThat(theirs)
        .isEqualTo(
            Architecture.of(shape).className
                + " 7 200 41 "
                + String.join(" ", Arrays.stream(ours).mapToObj(Integer::toString).toList()));
  }

  /// The last line that it prints; what it says instead if it fails.
  private static String python(String... arguments) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(Stream.concat(Stream.of("python3"), Arrays.stream(arguments)).toList())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return "no python3";
    }
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int code = process.waitFor();
    return code == 0 ? printed.lines().toList().stream().reduce("", (a, b) -> b) : "code " + code;
  }
}
