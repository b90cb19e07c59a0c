package dev.pawl.lm.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Hash;
import dev.pawl.lm.Model;
import dev.pawl.lm.RandomModels;
import dev.pawl.lm.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The same bits from the interpreter, from compiled code, and from code for short vectors.
class InterpretedTest {

  @Test
  void written_byAnInterpreterOrOtherVectors_isTheSame() throws IOException {
    Process interpreted = child("-Xint");
    Process scalar = child("-XX:-UseSuperWord");
    String here = "";
    for (int i = 0; i < 30; i++) {
      here = written(); // until it is compiled
    }

    assertThat(outputOf(interpreted)).isEqualTo(here);
    assertThat(outputOf(scalar)).isEqualTo(here);
  }

  /// Prints what [#written] gives.
  public static void main(String[] args) {
    System.out.print(written());
  }

  private static String written() {
    StringBuilder all = new StringBuilder();
    for (Shape shape : DecoderTest.everyOption().toList()) {
      Model model = RandomModels.of(shape, "test", 1);
      Decoder decoder = new Decoder(model);
      all.append(decoder.sample(DecoderTest.requests(shape, 6)));
      all.append(Arrays.deepToString(decoder.logits(DecoderTest.randomTokens(shape, 20, 3))));
    }
    return Hash.of(all.toString()).toString();
  }

  private static Process child(String option) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = System.getProperty("java.class.path");
    List<String> command = List.of(java, option, "-cp", path, InterpretedTest.class.getName());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String outputOf(Process child) throws IOException {
    return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
