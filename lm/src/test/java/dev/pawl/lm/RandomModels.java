package dev.pawl.lm;

import dev.pawl.Draw;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import java.util.LinkedHashMap;
import java.util.Map;

/// Untrained models whose logits are far enough apart that greedy choices are stable.
public final class RandomModels {

  private RandomModels() {}

  /// Matrices with about unit gain, gains around 1, all drawn from `seed`.
  public static Model of(Shape shape, String tokenizer, long seed) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (Weight weight : shape.weights()) {
      Draw draw = Draw.of(seed, 0, weight.name());
      float[] numbers = new float[weight.size()];
      double scale = weight.name().contains("embed") ? 1 : 1 / Math.sqrt(weight.columns());
      for (int i = 0; i < numbers.length; i++) {
        double normal = draw.nextGaussian();
        numbers[i] = (float) (weight.matrix() ? scale * normal : 1 + 0.1 * normal);
      }
      weights.put(weight.name(), numbers);
    }
    return new Model(shape, tokenizer, weights);
  }

  /// A small shape with these options; the vocabulary is that of bytes.
  public static Shape shape(
      int heads, int kvHeads, Norm norm, Position position, Activation activation, boolean qkNorm) {
    return new Shape(
        ByteTokenizer.VOCABULARY,
        64,
        2,
        16 * heads,
        heads,
        kvHeads,
        40,
        norm,
        position,
        activation,
        qkNorm,
        true,
        0);
  }
}
