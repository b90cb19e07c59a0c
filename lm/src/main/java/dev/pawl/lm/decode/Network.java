package dev.pawl.lm.decode;

import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Position;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The weights of a model, laid out for speed. Never changes, so any number of threads may run it.
final class Network {

  final Shape shape;
  final float[] embedding;
  final float @Nullable [] positions;
  final List<Layer> layers;
  final float[] norm;
  final Matrix head;

  /// Cosine and sine by position and then by pair of components.
  final float[][] cos;

  final float[][] sin;

  /// @param qkv queries, keys and values side by side
  /// @param up with the gate before it for SwiGLU
  @SuppressWarnings("ArrayRecordComponent") // weights: no one compares them
  record Layer(
      float[] attentionNorm,
      Matrix qkv,
      float @Nullable [] queryNorm,
      float @Nullable [] keyNorm,
      Matrix out,
      float[] mlpNorm,
      Matrix up,
      Matrix down) {}

  Network(Model model) {
    shape = model.shape();
    embedding = model.weight("model.embed_tokens.weight");
    positions =
        shape.position() == Position.LEARNED ? model.weight("model.embed_positions.weight") : null;
    layers = IntStream.range(0, shape.layers()).mapToObj(i -> layer(model, i)).toList();
    norm = model.weight("model.norm.weight");
    head =
        Matrix.of(
            model, shape.width(), shape.tied() ? "model.embed_tokens.weight" : "lm_head.weight");
    int pairs = shape.headWidth() / 2;
    cos = new float[shape.context()][pairs];
    sin = new float[shape.context()][pairs];
    for (int pair = 0; pair < pairs; pair++) {
      double frequency = StrictMath.pow(Shape.ROPE_BASE, -2.0 * pair / shape.headWidth());
      for (int position = 0; position < shape.context(); position++) {
        cos[position][pair] = (float) StrictMath.cos(position * frequency);
        sin[position][pair] = (float) StrictMath.sin(position * frequency);
      }
    }
  }

  private static Layer layer(Model model, int index) {
    Shape shape = model.shape();
    int width = shape.width();
    String name = "model.layers." + index + ".";
    String attention = name + "self_attn.";
    return new Layer(
        model.weight(name + "input_layernorm.weight"),
        Matrix.of(
            model,
            width,
            attention + "q_proj.weight",
            attention + "k_proj.weight",
            attention + "v_proj.weight"),
        shape.qkNorm() ? model.weight(attention + "q_norm.weight") : null,
        shape.qkNorm() ? model.weight(attention + "k_norm.weight") : null,
        Matrix.of(model, width, attention + "o_proj.weight"),
        model.weight(name + "post_attention_layernorm.weight"),
        shape.activation() == Activation.SWIGLU
            ? Matrix.of(model, width, name + "mlp.gate_proj.weight", name + "mlp.up_proj.weight")
            : Matrix.of(model, width, name + "mlp.up_proj.weight"),
        Matrix.of(model, shape.hidden(), name + "mlp.down_proj.weight"));
  }
}
