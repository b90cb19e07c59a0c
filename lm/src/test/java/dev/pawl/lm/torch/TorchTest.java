package dev.pawl.lm.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.pawl.lm.torch.Torch.Processor;
import dev.pawl.lm.torch.Torch.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TorchTest {

  private final Torch cpu = new Torch(Processor.CPU, 1);

  @Test
  void backward_ofAProduct_addsToTheGradientOfTheLeaf() {
    float[] gradient =
        cpu.scope(() -> {
          Tensor sum = cpu.zeros(2);
          Tensor leaf = cpu.floats(new float[] {3, 5}, 2).leaf(sum);
          leaf.square().sum().backward();
          leaf.sum().backward();
          return sum.toFloats();
        });

    assertThat(gradient).containsExactly(7, 11);
  }

  @Test
  void scope_afterManySteps_leavesNothingBehind() {
    step();
    long before = Pointer.totalCount();
    for (int i = 0; i < 200; i++) {
      step();
    }

    assertThat(Pointer.totalCount()).isEqualTo(before);
  }

  private void step() {
    cpu.scope(() -> {
      Tensor leaf = cpu.zeros(64, 64).leaf(cpu.zeros(64, 64));
      leaf.linear(leaf).logSoftmax().sum().backward();
      return cpu.withoutGradient(() -> leaf.sum().toDouble());
    });
  }

  @Test
  void sources_butThisClass_doNotKnowLibtorch() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .filter(file -> contains(file, "org.bytedeco"))
                  .map(file -> file.getFileName().toString()))
          .containsExactly("Torch.java");
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void torch_cudaOnAMachineWithout_saysWhatToDo() {
    assumeFalse(hasCuda());

    assertThatThrownBy(() -> new Torch(Processor.CUDA, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("-Dtorch.extension=-gpu");
  }

  private static boolean hasCuda() {
    return torch.cuda_is_available();
  }
}
