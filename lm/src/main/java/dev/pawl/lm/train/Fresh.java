package dev.pawl.lm.train;

import dev.pawl.Draw;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Weight;
import java.util.LinkedHashMap;
import java.util.Map;

/// A model that knows nothing.
///
/// Matrices are uniform with variance 1 / inputs, as in nanochat; those that write to the residual
/// stream are zero, so that at first each block passes on what it gets. Uniform and not normal, so
/// that the numbers are the same on every machine: they take no transcendental function.
public final class Fresh {

  private static final double EMBEDDING_DEVIATION = 0.02;

  private Fresh() {}

  /// Weights that depend on `shape` and `seed` alone.
  public static Model model(Shape shape, String tokenizer, long seed) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (Weight weight : shape.weights()) {
      weights.put(weight.name(), numbers(weight, Draw.of(seed, 0, weight.name())));
    }
    return new Model(shape, tokenizer, weights);
  }

  private static float[] numbers(Weight weight, Draw draw) {
    float[] numbers = new float[weight.size()];
    double deviation = deviation(weight);
    double most = deviation * StrictMath.sqrt(3);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = weight.matrix() ? (float) (most * (2 * draw.nextDouble() - 1)) : 1;
    }
    return numbers;
  }

  private static double deviation(Weight weight) {
    String name = weight.name();
    if (name.contains("o_proj") || name.contains("down_proj") || name.startsWith("lm_head")) {
      return 0;
    }
    return name.contains("embed") ? EMBEDDING_DEVIATION : 1 / StrictMath.sqrt(weight.columns());
  }
}
