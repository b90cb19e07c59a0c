package dev.pawl.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

  private static final Shape ODD =
      new Shape(
          11, 7, 2, 12, 3, 1, 5, Norm.LAYER, Position.LEARNED, Activation.SWIGLU, true, false, 1.5);

  @ParameterizedTest
  @ValueSource(longs = {50_000, 100_000, 300_000, 800_000, 3_000_000, 10_000_000, 100_000_000})
  void of_aNumberOfParameters_hasAboutThatMany(long parameters) {
    Shape shape = Shape.of(parameters, 128, 128);

    assertThat(shape.parameters())
        .isCloseTo(parameters, Percentage.withPercentage(parameters < 100_000 ? 20 : 10));
    assertThat(shape.width() / shape.layers()).isBetween(12, 90);
    assertThat(shape.headWidth()).isBetween(8, 64);
  }

  @Test
  void of_tooFewOrTooMany_saysWhatIsPossible() {
    assertThatThrownBy(() -> Shape.of(1_000, 128, 128)).hasMessageContaining("from 20,000");
    assertThatThrownBy(() -> Shape.of(1L << 40, 128, 128)).hasMessageContaining("to 200,000,000");
  }

  @Test
  void parameters_ofAnyShape_areTheSumOfItsWeights() {
    for (Shape shape : new Shape[] {ODD, Shape.of(100_000, 300, 64)}) {
      assertThat(shape.parameters())
          .isEqualTo(shape.weights().stream().mapToLong(Weight::size).sum());
    }
  }

  @Test
  void flopsPerToken_atAPosition_isCountedByHand() {
    // A layer: q 12*12, k and v 12*4 each, o 12*12, three MLP matrices 12*5; head 11*12.
    long weights = 2 * (144 + 48 + 48 + 144 + 180) + 132;
    // Scores and mixing: 12 columns, two operations each, for each of 4 positions and 2 layers.
    assertThat(ODD.flopsPerToken(3)).isEqualTo(2 * weights + 2 * 2 * 2 * 12 * 4);
  }

  @Test
  void flops_ofSeveralTokens_areTheSumOverPositions() {
    assertThat(ODD.flops(3))
        .isEqualTo(ODD.flopsPerToken(0) + ODD.flopsPerToken(1) + ODD.flopsPerToken(2));
    assertThat(ODD.flops(0)).isZero();
  }

  @Test
  void parse_ofJson_isTheShapeAgain() {
    assertThat(Shape.parse(ODD.toJson())).isEqualTo(ODD);
    assertThat(ODD.toJson())
        .isEqualTo(
            "{\"vocabulary\":11,\"context\":7,\"layers\":2,\"width\":12,\"heads\":3,\"kvHeads\":1,"
                + "\"hidden\":5,\"norm\":\"LAYER\",\"position\":\"LEARNED\","
                + "\"activation\":\"SWIGLU\",\"qkNorm\":true,\"tied\":false,\"softcap\":1.5}");
  }

  @Test
  void parse_ofAnythingElse_saysWhatIsWrong() {
    String json = ODD.toJson();
    assertThatThrownBy(() -> Shape.parse("[")).hasMessageContaining("a shape is a JSON object");
    assertThatThrownBy(() -> Shape.parse("{}")).hasMessageContaining("properties");
    assertThatThrownBy(() -> Shape.parse(json.replace("\"LAYER\"", "\"BATCH\"")))
        .hasMessageContaining("'norm' of a shape must be one of [RMS, LAYER]");
    assertThatThrownBy(() -> Shape.parse(json.replace(":11,", ":1e9,")))
        .hasMessageContaining("'vocabulary' of a shape must be an integer");
    assertThatThrownBy(() -> Shape.parse(json.replace(":3,", ":0,")))
        .hasMessageContaining("heads 0");
  }

  @Test
  void new_ofSizesThatDoNotFit_isRefused() {
    assertThatThrownBy(() -> Shape.parse(ODD.toJson().replace("\"kvHeads\":1", "\"kvHeads\":2")))
        .hasMessageContaining("must divide the 3 heads");
    assertThatThrownBy(() -> Shape.parse(ODD.toJson().replace("\"width\":12", "\"width\":9")))
        .hasMessageContaining("even multiple");
  }
}
