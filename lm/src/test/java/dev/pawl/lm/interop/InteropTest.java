package dev.pawl.lm.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Draw;
import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.Model;
import dev.pawl.lm.RandomModels;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InteropTest {

  static Stream<Model> exportable() {
    return Stream.of(
        RandomModels.of(shape(Activation.SWIGLU, false), ByteTokenizer.NAME, 1),
        RandomModels.of(shape(Activation.SWIGLU, true), ByteTokenizer.NAME, 2),
        RandomModels.of(shape(Activation.RELU2, false), "other", 3));
  }

  private static Shape shape(Activation activation, boolean qkNorm) {
    return RandomModels.shape(4, 2, Norm.RMS, Position.ROPE, activation, qkNorm);
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void gguf_readAgain_isTheModel(Model model) {
    assertThat(Gguf.read(Gguf.write(model), model.tokenizer())).isEqualTo(model);
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void huggingFace_readAgain_isTheModel(Model model) {
    assertThat(HuggingFace.of(model).model(model.tokenizer())).isEqualTo(model);
  }

  @Test
  void huggingFace_ofAnUntiedModel_keepsItsHead() {
    String json =
        shape(Activation.SWIGLU, false).toJson().replace("\"tied\":true", "\"tied\":false");
    Model model = RandomModels.of(Shape.parse(json), "other", 1);

    assertThat(HuggingFace.of(model).model("other")).isEqualTo(model);
    assertThat(Gguf.read(Gguf.write(model), "other")).isEqualTo(model);
  }

  @Test
  void huggingFace_config_namesTheArchitecture() {
    assertThat(HuggingFace.of(exportable().toList().get(1)).config())
        .contains("\"Qwen3ForCausalLM\"", "\"model_type\" : \"qwen3\"", "\"head_dim\" : 16");
  }

  @Test
  void huggingFace_ofADifferentRope_isRefusedOnImport() {
    HuggingFace files = HuggingFace.of(exportable().toList().getFirst());
    HuggingFace other =
        new HuggingFace(files.config().replace("10000.0", "500000.0"), files.weights());

    assertThatThrownBy(() -> other.model("x")).hasMessageContaining("rope_theta 10000.0 can be");
    HuggingFace gpt = new HuggingFace(files.config().replace("llama", "gpt2"), files.weights());
    assertThatThrownBy(() -> gpt.model("x")).hasMessageContaining("[llama, qwen3, arcee]");
  }

  @Test
  void export_ofAShapeThatOthersDoNotHave_saysWhy() {
    assertThatThrownBy(() -> Architecture.of(shape(Activation.RELU2, true)))
        .hasMessageContaining("no architecture of others has RELU2 with QK-norm");
    assertThatThrownBy(() -> Architecture.of(shape(Activation.GELU, false)))
        .hasMessageContaining("GELU without QK-norm");
    Shape layer = RandomModels.shape(2, 2, Norm.LAYER, Position.ROPE, Activation.SWIGLU, false);
    assertThatThrownBy(() -> Architecture.of(layer)).hasMessageContaining("only models with RMS");
  }

  @Test
  void gguf_ofDamagedBytes_isRefusedOrAModelButNeverAnythingElse() {
    byte[] bytes = Gguf.write(exportable().toList().getFirst());
    int header = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("blk");
    for (int i = 0; i < 300; i++) {
      Draw draw = Draw.of(1, i, "damage");
      byte[] damaged = bytes.clone();
      damaged[draw.nextInt(header)] ^= (byte) (1 << draw.nextInt(8));
      try {
        assertThat(Gguf.read(damaged, "x").tokenizer()).isEqualTo("x");
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s).{20,}");
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gguf.read(Arrays.copyOf(bytes, bytes.length / 2), "x"));
  }
}
