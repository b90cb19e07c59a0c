package dev.pawl.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The architecture of a decoder-only transformer.
///
/// Blocks are pre-norm: `x += attention(norm(x)); x += mlp(norm(x))`, with a last norm before the
/// head. No layer has a bias.
///
/// @param vocabulary tokens
/// @param context the most positions of a sequence
/// @param layers blocks
/// @param width of the residual stream; `heads` divides it, and the head width is even
/// @param heads of queries
/// @param kvHeads of keys and values (grouped-query attention); divides `heads`
/// @param hidden width of the MLP
/// @param norm before attention, MLP and head
/// @param position how positions are told apart
/// @param activation of the MLP; SwiGLU has a third matrix
/// @param qkNorm whether queries and keys of each head are RMS-normalised, with a gain, before RoPE
/// @param tied whether the head is the embedding
/// @param softcap logits become `softcap * tanh(logits / softcap)`; 0 for none
public record Shape(
    int vocabulary,
    int context,
    int layers,
    int width,
    int heads,
    int kvHeads,
    int hidden,
    Norm norm,
    Position position,
    Activation activation,
    boolean qkNorm,
    boolean tied,
    double softcap) {

  /// The base of RoPE, as in Su et al. 2021.
  public static final double ROPE_BASE = 10_000;

  /// Added to the mean square under the root of a norm.
  public static final double NORM_EPSILON = 1e-5;

  /// How a vector is normalised, with a gain per component.
  public enum Norm {
    /// By its root mean square.
    RMS,
    /// By its standard deviation, after its mean was taken off.
    LAYER
  }

  /// How positions are told apart.
  public enum Position {
    /// Rotated queries and keys, in the layout of Hugging Face: component i pairs with i + half.
    ROPE,
    /// A learned vector per position, added to the embedding.
    LEARNED
  }

  /// What the MLP does to its hidden layer.
  public enum Activation {
    /// With the tanh approximation.
    GELU,
    /// The square of ReLU.
    RELU2,
    /// `silu(gate) * up`.
    SWIGLU
  }

  public Shape {
    if (vocabulary < 2 || context < 2 || layers < 1 || heads < 1 || hidden < 1) {
      throw new IllegalArgumentException(
          "vocabulary %d, context %d, layers %d, heads %d, hidden %d: all must be positive, the first two at least 2"
              .formatted(vocabulary, context, layers, heads, hidden));
    }
    if (width < 2 * heads || width % (2 * heads) != 0) {
      throw new IllegalArgumentException(
          "width is %d; it must be an even multiple of the %d heads".formatted(width, heads));
    }
    if (kvHeads < 1 || heads % kvHeads != 0) {
      throw new IllegalArgumentException(
          "kvHeads is %d; it must divide the %d heads".formatted(kvHeads, heads));
    }
    if (!(softcap >= 0 && Double.isFinite(softcap))) {
      throw new IllegalArgumentException(
          "softcap is %s; it must be 0 for none, or positive".formatted(softcap));
    }
  }

  /// The width of one head.
  public int headWidth() {
    return width / heads;
  }

  /// A shape with about this many `parameters`: RMS norm, RoPE, SwiGLU, QK-norm, tied head. One
  /// dial from 50 thousand to 100 million; depth and width grow together, from 20 columns a layer
  /// in the smallest to 64 in the largest. It is one that llama.cpp and Hugging Face can run.
  public static Shape of(long parameters, int vocabulary, int context) {
    if (parameters < 20_000 || parameters > 200_000_000) {
      throw new IllegalArgumentException(
          "%,d parameters were asked for; from 20,000 to 200,000,000 are possible"
              .formatted(parameters));
    }
    Shape best = null;
    double leastMiss = Double.POSITIVE_INFINITY;
    for (int layers = 1; layers <= 24; layers++) {
      for (int width = 16; width <= 1536; width += width < 64 ? 8 : headWidthFor(width)) {
        Shape shape = modern(vocabulary, context, layers, width);
        double miss = shape.missOf(parameters);
        if (miss < leastMiss) {
          leastMiss = miss;
          best = shape;
        }
      }
    }
    return Objects.requireNonNull(best);
  }

  private static Shape modern(int vocabulary, int context, int layers, int width) {
    int heads = width < 64 ? 2 : width / headWidthFor(width);
    int hidden = Math.ceilDiv(8 * width, 3 * 16) * 16;
    return new Shape(
        vocabulary,
        context,
        layers,
        width,
        heads,
        heads,
        hidden,
        Norm.RMS,
        Position.ROPE,
        Activation.SWIGLU,
        true,
        true,
        0);
  }

  private static int headWidthFor(int width) {
    return width < 128 ? 16 : width < 512 ? 32 : 64;
  }

  /// How far this is from `parameters` (most of all), and from the proportions of its size.
  private double missOf(long parameters) {
    double size = Math.abs(StrictMath.log((double) parameters() / parameters));
    double columns = 32 * StrictMath.pow(2, StrictMath.log10(parameters / 1e6) / 2);
    double proportion =
        Math.abs(StrictMath.log((double) width / layers / Math.clamp(columns, 16, 64)));
    return 8 * size + proportion;
  }

  /// The weights, in their order.
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>();
    weights.add(new Weight("model.embed_tokens.weight", vocabulary, width));
    if (position == Position.LEARNED) {
      weights.add(new Weight("model.embed_positions.weight", context, width));
    }
    for (int layer = 0; layer < layers; layer++) {
      layer("model.layers." + layer + ".", weights);
    }
    weights.add(new Weight("model.norm.weight", width));
    if (!tied) {
      weights.add(new Weight("lm_head.weight", vocabulary, width));
    }
    return List.copyOf(weights);
  }

  private void layer(String layer, List<Weight> weights) {
    int kvWidth = kvHeads * headWidth();
    weights.add(new Weight(layer + "input_layernorm.weight", width));
    weights.add(new Weight(layer + "self_attn.q_proj.weight", width, width));
    weights.add(new Weight(layer + "self_attn.k_proj.weight", kvWidth, width));
    weights.add(new Weight(layer + "self_attn.v_proj.weight", kvWidth, width));
    if (qkNorm) {
      weights.add(new Weight(layer + "self_attn.q_norm.weight", headWidth()));
      weights.add(new Weight(layer + "self_attn.k_norm.weight", headWidth()));
    }
    weights.add(new Weight(layer + "self_attn.o_proj.weight", width, width));
    weights.add(new Weight(layer + "post_attention_layernorm.weight", width));
    if (activation == Activation.SWIGLU) {
      weights.add(new Weight(layer + "mlp.gate_proj.weight", hidden, width));
    }
    weights.add(new Weight(layer + "mlp.up_proj.weight", hidden, width));
    weights.add(new Weight(layer + "mlp.down_proj.weight", width, hidden));
  }

  /// How many numbers are learned; a tied head is counted once.
  public long parameters() {
    long embeddings =
        (long) width
            * (vocabulary * (tied ? 1L : 2L) + (position == Position.LEARNED ? context : 0));
    long gains = 2L * width + (qkNorm ? 2L * headWidth() : 0);
    return embeddings + layers * (matrixOfLayer() + gains) + width;
  }

  private long matrixOfLayer() {
    long attention = 2L * width * width + 2L * width * kvHeads * headWidth();
    return attention + (activation == Activation.SWIGLU ? 3L : 2L) * width * hidden;
  }

  /// What running one token forward at `position` (from 0) costs in floating-point operations: two
  /// for each weight of a matrix, the head's too, and four a layer for each column of the width and
  /// each position attended to. Norms, activations and softmax are not counted.
  public long flopsPerToken(int position) {
    return 2 * (layers * matrixOfLayer() + (long) vocabulary * width)
        + 4L * layers * width * (position + 1L);
  }

  /// What running the first `tokens` positions forward costs; training costs three times as much.
  public long flops(int tokens) {
    return tokens * flopsPerToken(0) + 4L * layers * width * ((long) tokens * (tokens - 1) / 2);
  }

  /// As canonical JSON: properties in the order of the record, no white space.
  public String toJson() {
    return """
    {"vocabulary":%d,"context":%d,"layers":%d,"width":%d,"heads":%d,"kvHeads":%d,"hidden":%d,\
    "norm":"%s","position":"%s","activation":"%s","qkNorm":%b,"tied":%b,"softcap":%s}\
    """
        .formatted(
            vocabulary,
            context,
            layers,
            width,
            heads,
            kvHeads,
            hidden,
            norm,
            position,
            activation,
            qkNorm,
            tied,
            Double.toString(softcap));
  }

  /// Reads what [#toJson] wrote; every property must be there, and no other.
  public static Shape parse(String json) {
    return ShapeJson.parse(json);
  }
}
