package dev.pawl.labs.squared.recipe;

import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import java.util.Optional;

/// What a model is built of; how large it is may be scaled by a task.
///
/// @param layers blocks
/// @param width of the residual stream
/// @param heads of queries; divides half of the width
/// @param keys heads of keys and values; divides `heads`
/// @param hidden width of the MLP
/// @param norm of blocks and head
/// @param position how positions are told apart
/// @param gated whether the MLP multiplies the activation with a second product
/// @param activation of the MLP, of its hidden layer `h`
/// @param block what a block makes of its stream
/// @param qkNorm whether queries and keys are normalised
/// @param tied whether the head is the embedding
/// @param softcap of the logits; 0 for none
public record Architecture(
    int layers,
    int width,
    int heads,
    int keys,
    int hidden,
    Norm norm,
    Position position,
    boolean gated,
    Formula activation,
    Formula block,
    boolean qkNorm,
    boolean tied,
    double softcap) {

  static final int LAYERS_MAX = 12;
  static final int WIDTH_MAX = 512;
  static final int HIDDEN_MAX = 2048;
  static final double SOFTCAP_MAX = 100;

  public Architecture {
    if (layers < 1
        || layers > LAYERS_MAX
        || width < 8
        || width > WIDTH_MAX
        || hidden < 8
        || hidden > HIDDEN_MAX) {
      throw new IllegalArgumentException(
          "there are %d layers, width %d and hidden %d; they must be from 1 to %d, 8 to %d, and 8 to %d"
              .formatted(layers, width, hidden, LAYERS_MAX, WIDTH_MAX, HIDDEN_MAX));
    }
    if (softcap > SOFTCAP_MAX) {
      throw new IllegalArgumentException(
          "softcap is %s; it must be from 0 to %s".formatted(softcap, SOFTCAP_MAX));
    }
    Place.ACTIVATION.check(activation);
    Place.BLOCK.check(block);
    shape(2, 2, layers, width, heads, keys, hidden, norm, position, gated, qkNorm, tied, softcap);
  }

  private static Shape shape(
      int vocabulary,
      int context,
      int layers,
      int width,
      int heads,
      int keys,
      int hidden,
      Norm norm,
      Position position,
      boolean gated,
      boolean qkNorm,
      boolean tied,
      double softcap) {
    Activation activation = gated ? Activation.SWIGLU : Activation.RELU2;
    return new Shape(
        vocabulary,
        context,
        layers,
        width,
        heads,
        keys,
        hidden,
        norm,
        position,
        activation,
        qkNorm,
        tied,
        softcap);
  }

  /// The shape of the model.
  ///
  /// @param scale how many times as wide it is, and how many times as deep; heads keep their width
  public Shape shape(int vocabulary, int context, int scale) {
    Shape plain =
        shape(
            vocabulary,
            context,
            layers * scale,
            width * scale,
            heads * scale,
            keys * scale,
            hidden * scale,
            norm,
            position,
            gated,
            qkNorm,
            tied,
            softcap);
    return standardActivation().map(a -> with(plain, a)).orElse(plain);
  }

  private static Shape with(Shape shape, Activation activation) {
    return new Shape(
        shape.vocabulary(),
        shape.context(),
        shape.layers(),
        shape.width(),
        shape.heads(),
        shape.kvHeads(),
        shape.hidden(),
        shape.norm(),
        shape.position(),
        activation,
        shape.qkNorm(),
        shape.tied(),
        shape.softcap());
  }

  /// The activation's formula, where no shape has it.
  public Optional<Formula> ownActivation() {
    return standardActivation().isPresent() ? Optional.empty() : Optional.of(activation);
  }

  /// The block's formula, where it is not attention, then MLP.
  public Optional<Formula> ownBlock() {
    return block.equals(Defaults.BLOCK) ? Optional.empty() : Optional.of(block);
  }

  /// Whether [dev.pawl.lm.decode] can write with such a model, and others can load it.
  public boolean isStandard() {
    return ownActivation().isEmpty() && ownBlock().isEmpty();
  }

  private Optional<Activation> standardActivation() {
    if (gated) {
      return activation.equals(Defaults.SILU) ? Optional.of(Activation.SWIGLU) : Optional.empty();
    }
    if (activation.equals(Defaults.RELU2)) {
      return Optional.of(Activation.RELU2);
    }
    return activation.equals(Defaults.GELU) ? Optional.of(Activation.GELU) : Optional.empty();
  }
}
