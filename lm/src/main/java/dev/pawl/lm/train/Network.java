package dev.pawl.lm.train;

import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The transformer of a [Shape] as a graph that gradients can be traced through.
///
/// Shorter sequences are padded at the end. Attention is causal, so no real position sees the
/// padding, and no loss is taken there: it needs no mask.
///
/// Small models are bound by the number of operations, so queries, keys and values come from one
/// product, and so do both halves of SwiGLU.
final class Network {

  private final Shape shape;
  private final Map<String, Tensor> weights;
  private final Tensor cosines;
  private final Tensor sines;

  /// @param weights by name; where they are leaves, gradients reach them
  Network(Torch torch, Shape shape, Map<String, Tensor> weights) {
    this.shape = shape;
    this.weights = weights;
    this.cosines = rotation(torch, false);
    this.sines = rotation(torch, true);
  }

  /// A network that is only run forward.
  static Network fixed(Torch torch, Model model) {
    Map<String, Tensor> weights = new HashMap<>();
    for (Weight weight : Weight.of(model.shape())) {
      float[] numbers = Objects.requireNonNull(model.weights().get(weight.name()), weight.name());
      weights.put(
          weight.name(),
          weight.matrix()
              ? torch.floats(numbers, weight.rows(), weight.columns())
              : torch.floats(numbers, weight.columns()));
    }
    return new Network(torch, model.shape(), weights);
  }

  /// Cosines, or sines with the sign that `roll` leaves out, as (context, 1, head width).
  private Tensor rotation(Torch torch, boolean sine) {
    int width = shape.headWidth();
    int half = width / 2;
    float[] table = new float[shape.context() * width];
    for (int position = 0; position < shape.context(); position++) {
      for (int i = 0; i < half; i++) {
        double angle = position * StrictMath.pow(Shape.ROPE_BASE, -2.0 * i / width);
        double value = sine ? StrictMath.sin(angle) : StrictMath.cos(angle);
        table[position * width + i] = (float) (sine ? -value : value);
        table[position * width + half + i] = (float) value;
      }
    }
    return torch.floats(table, shape.context(), 1, width);
  }

  private Tensor weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  /// The last hidden state of each position, as (rows * length, width).
  Tensor hidden(Tensor tokens) {
    long rows = tokens.size(0);
    long length = tokens.size(1);
    Tensor stream = weight("model.embed_tokens.weight").embedding(tokens);
    if (shape.position() == Position.LEARNED) {
      stream = stream.plus(weight("model.embed_positions.weight").narrow(0, 0, length));
    }
    stream = stream.reshape(rows * length, shape.width());
    for (int layer = 0; layer < shape.layers(); layer++) {
      String name = "model.layers." + layer + ".";
      Tensor normed = norm(stream, name + "input_layernorm.weight");
      stream = stream.plus(attention(normed, name + "self_attn.", rows, length));
      normed = norm(stream, name + "post_attention_layernorm.weight");
      stream = stream.plus(mlp(normed, name + "mlp."));
    }
    return norm(stream, "model.norm.weight");
  }

  /// The logits of some hidden states, as (states, vocabulary).
  Tensor logits(Tensor hidden) {
    String head = shape.tied() ? "model.embed_tokens.weight" : "lm_head.weight";
    Tensor logits = hidden.linear(weight(head));
    double cap = shape.softcap();
    return cap == 0 ? logits : logits.times(1 / cap).tanh().times(cap);
  }

  private Tensor norm(Tensor stream, String name) {
    return switch (shape.norm()) {
      case RMS -> stream.rmsNorm(weight(name), Shape.NORM_EPSILON);
      case LAYER -> stream.layerNorm(weight(name), Shape.NORM_EPSILON);
    };
  }

  private Tensor attention(Tensor normed, String name, long rows, long length) {
    int heads = shape.heads();
    int kvHeads = shape.kvHeads();
    int width = shape.headWidth();
    Tensor projection =
        Torch.cat(
            0,
            weight(name + "q_proj.weight"),
            weight(name + "k_proj.weight"),
            weight(name + "v_proj.weight"));
    Tensor all = normed.linear(projection).view(rows, length, heads + 2L * kvHeads, width);
    Tensor queriesAndKeys = all.narrow(2, 0, heads + kvHeads);
    if (shape.qkNorm()) {
      Tensor gains =
          Torch.cat(
              0,
              weight(name + "q_norm.weight").expand(heads, width),
              weight(name + "k_norm.weight").expand(kvHeads, width));
      queriesAndKeys = queriesAndKeys.rmsNorm(width, Shape.NORM_EPSILON).times(gains);
    }
    if (shape.position() == Position.ROPE) {
      queriesAndKeys =
          queriesAndKeys
              .times(cosines.narrow(0, 0, length))
              .plusProduct(queriesAndKeys.roll(width / 2), sines.narrow(0, 0, length));
    }
    Tensor mixed =
        Torch.attention(
            queriesAndKeys.narrow(2, 0, heads).transpose(1, 2),
            shared(queriesAndKeys.narrow(2, heads, kvHeads), rows, length),
            shared(all.narrow(2, heads + kvHeads, kvHeads), rows, length));
    return mixed
        .transpose(1, 2)
        .reshape(rows * length, shape.width())
        .linear(weight(name + "o_proj.weight"));
  }

  /// Each head of keys or values as often as heads of queries share it, heads before positions.
  private Tensor shared(Tensor heads, long rows, long length) {
    int share = shape.heads() / shape.kvHeads();
    int width = shape.headWidth();
    Tensor turned = heads.transpose(1, 2);
    return share == 1
        ? turned
        : turned
            .reshape(rows, shape.kvHeads(), 1, length, width)
            .expand(rows, shape.kvHeads(), share, length, width)
            .reshape(rows, shape.heads(), length, width);
  }

  private Tensor mlp(Tensor normed, String name) {
    Tensor up = weight(name + "up_proj.weight");
    Tensor down = weight(name + "down_proj.weight");
    Tensor hidden =
        switch (shape.activation()) {
          case GELU -> normed.linear(up).gelu();
          case RELU2 -> normed.linear(up).relu().square();
          case SWIGLU -> {
            Tensor both = normed.linear(Torch.cat(0, weight(name + "gate_proj.weight"), up));
            Tensor gate = both.narrow(1, 0, shape.hidden());
            yield gate.silu().times(both.narrow(1, shape.hidden(), shape.hidden()));
          }
        };
    return hidden.linear(down);
  }
}
