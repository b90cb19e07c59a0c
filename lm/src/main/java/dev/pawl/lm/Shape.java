package dev.pawl.lm;

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
}
