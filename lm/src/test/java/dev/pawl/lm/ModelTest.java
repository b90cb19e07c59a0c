package dev.pawl.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelTest {

  private static final Shape SHAPE =
      RandomModels.shape(2, 1, Norm.RMS, Position.LEARNED, Activation.SWIGLU, true);

  private static final Model MODEL = RandomModels.of(SHAPE, "bytes", 1);

  @Test
  void read_ofItsBytes_isTheModelAgain() {
    Model again = Model.read(MODEL.bytes());

    assertThat(again).isEqualTo(MODEL);
    assertThat(again.bytes()).isEqualTo(MODEL.bytes());
    assertThat(again.id()).isEqualTo(MODEL.id()).isEqualTo(Hash.of(MODEL.bytes()));
  }

  @Test
  void id_ofAnotherWeightOrTokenizer_isAnother() {
    Map<String, float[]> weights = new HashMap<>(MODEL.weights());
    weights.computeIfPresent("model.norm.weight", (_, numbers) -> numbers.clone())[0] += 1;

    assertThat(new Model(SHAPE, "bytes", weights).id()).isNotEqualTo(MODEL.id());
    assertThat(new Model(SHAPE, "other", MODEL.weights()).id()).isNotEqualTo(MODEL.id());
  }

  @Test
  void bytes_asTheFormatSays_beginWithAHeaderInJson() {
    ByteBuffer file = ByteBuffer.wrap(MODEL.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) file.getLong();
    String header = new String(file.array(), 8, length, StandardCharsets.UTF_8);

    assertThat(length % 8).isZero();
    assertThat(header).startsWith("{\"__metadata__\":{\"format\":\"pt\",\"shape\":\"{");
    assertThat(header)
        .contains(
            "\"model.embed_positions.weight\":{\"dtype\":\"F32\",\"shape\":[64,32],\"data_offsets\":[0,8192]}");
    assertThat(file.getFloat(8 + length))
        .isEqualTo(MODEL.weight("model.embed_positions.weight")[0]);
  }

  @Test
  void new_ofWrongWeights_saysWhich() {
    String norm = "model.norm.weight";
    assertThatThrownBy(() -> with(norm, null)).hasMessageContaining("no such weight");
    assertThatThrownBy(() -> with(norm, new float[3])).hasMessageContaining("32 numbers");
    assertThatThrownBy(() -> with("lm_head.weight", new float[3])).hasMessageContaining("lm_head");
    float[] bad = new float[32];
    bad[31] = Float.NaN;
    assertThatThrownBy(() -> with(norm, bad)).hasMessageContaining("finite; found NaN");
  }

  private static Model with(String name, float @Nullable [] numbers) {
    Map<String, float[]> weights = new HashMap<>(MODEL.weights());
    weights.remove(name);
    if (numbers != null) {
      weights.put(name, numbers);
    }
    return new Model(SHAPE, "bytes", weights);
  }

  @Test
  void read_ofDamagedBytes_isRefusedOrAnotherModelButNeverAnythingElse() {
    byte[] bytes = MODEL.bytes();
    int header = 8 + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int i = 0; i < 500; i++) {
      Draw draw = Draw.of(1, i, "damage");
      byte[] damaged = bytes.clone();
      damaged[draw.nextInt(header)] ^= (byte) (1 << draw.nextInt(8));
      try {
        assertThat(Model.read(damaged).id()).isNotEqualTo(MODEL.id());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s).{20,}");
      }
    }
  }

  @Test
  void read_ofAFileThatClaimsMoreThanItHas_isRefused() {
    byte[] bytes = MODEL.bytes();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.read(Arrays.copyOf(bytes, bytes.length - 4)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.read(Arrays.copyOf(bytes, bytes.length + 4)))
        .withMessageContaining("without gap");
    assertThatIllegalArgumentException().isThrownBy(() -> Model.read(new byte[7]));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Model.read(
                file("{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,0]}}")))
        .withMessageContaining("needs");
    assertThatIllegalArgumentException().isThrownBy(() -> Model.read(file("[".repeat(100_000))));
  }

  private static byte[] file(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }
}
