package dev.pawl.lm.train;

import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Weight;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Operation;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Computation.Special;
import dev.pawl.lm.train.Computation.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The transformer of a [Shape] as a graph that gradients can be traced through.
///
/// Shorter sequences are padded at the end. Attention is causal, so no real position sees the
/// padding, and no loss is taken there: it needs no mask.
///
/// Small models are bound by passes over memory beside the products. So queries, keys and values
/// come from one product, and so do both halves of SwiGLU; and a gain is not multiplied with states
/// but with what they are multiplied with next, a matrix or the rotation, which is far smaller.
final class Network {

  private final Shape shape;
  private final Map<String, Tensor> weights;
  private final Tensor cosines;
  private final Tensor sines;

  private final @Nullable Computation activation;
  private final @Nullable Block block;
  private @Nullable Dropout dropout;

  /// @param weights by name; where they are leaves, gradients reach them
  /// @param procedure whose formulas take the place of parts of the shape, if there is one
  Network(Torch torch, Shape shape, Map<String, Tensor> weights, @Nullable Procedure procedure) {
    this.shape = shape;
    this.activation =
        procedure == null
            ? null
            : procedure
                .activation()
                .map(formula -> new Computation(formula, Special.NONE))
                .orElse(null);
    this.block = procedure == null ? null : procedure.block().map(Block::new).orElse(null);
    this.weights = weights;
    this.cosines = rotation(torch, false);
    this.sines = rotation(torch, true);
  }

  /// A network of the model's shape that is only run forward.
  static Network fixed(Torch torch, Model model) {
    return fixed(torch, model, null);
  }

  /// A network that is only run forward.
  static Network fixed(Torch torch, Model model, @Nullable Procedure procedure) {
    Map<String, Tensor> weights = new HashMap<>();
    for (Weight weight : model.shape().weights()) {
      float[] numbers = model.weight(weight.name());
      weights.put(
          weight.name(),
          weight.matrix()
              ? torch.floats(numbers, weight.rows(), weight.columns())
              : torch.floats(numbers, weight.columns()));
    }
    return new Network(torch, model.shape(), weights, procedure);
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

  /// Leaves numbers out from here on, as a step of training does, until it is told null.
  void drop(@Nullable Dropout masks) {
    dropout = masks;
  }

  /// What attention or MLP add to the stream.
  private Tensor dropped(Tensor added) {
    return dropout == null ? added : dropout.apply(added, added.size(0), shape.width());
  }

  /// The last hidden state of each position, before its gain, as (rows * length, width).
  Tensor hidden(Tensor tokens) {
    long rows = tokens.size(0);
    long length = tokens.size(1);
    Tensor stream = weight("model.embed_tokens.weight").embedding(tokens);
    if (shape.position() == Position.LEARNED) {
      stream = stream.plus(weight("model.embed_positions.weight").narrow(0, 0, length));
    }
    stream = stream.reshape(rows * length, shape.width());
    if (block != null) {
      return norm(block.all(stream, rows, length));
    }
    for (int layer = 0; layer < shape.layers(); layer++) {
      String name = "model.layers." + layer + ".";
      stream = stream.plus(attention(norm(stream), name, rows, length));
      stream = stream.plus(mlp(norm(stream), name));
    }
    return norm(stream);
  }

  /// Blocks that a formula says.
  private final class Block {
    private final Computation formula;
    private String layer = "";
    private long rows;
    private long length;

    Block(Formula formula) {
      this.formula = new Computation(formula, this::apply);
    }

    Tensor all(Tensor first, long rows, long length) {
      this.rows = rows;
      this.length = length;
      Tensor stream = first;
      for (int i = 0; i < shape.layers(); i++) {
        layer = "model.layers." + i + ".";
        double depth = (double) i / shape.layers();
        stream =
            formula
                .of(Map.of("x", Value.of(stream), "e", Value.of(first), "d", Value.of(depth)))
                .tensorThere();
      }
      return stream;
    }

    private Value apply(int line, Operation operation, List<Value> arguments) {
      Tensor stream = arguments.getFirst().tensorThere();
      return Value.of(
          switch (operation) {
            case NORM -> norm(stream);
            case ATTENTION -> attention(stream, layer, rows, length);
            case MLP -> mlp(stream, layer);
            default -> throw new AssertionError(operation);
          });
    }
  }

  /// The logits of some hidden states, as (states, vocabulary).
  Tensor logits(Tensor hidden) {
    String head = shape.tied() ? "model.embed_tokens.weight" : "lm_head.weight";
    Tensor logits = hidden.linear(gained("model.norm.weight", head));
    double cap = shape.softcap();
    return cap == 0 ? logits : logits.times(1 / cap).tanh().times(cap);
  }

  /// Without gain.
  private Tensor norm(Tensor stream) {
    return switch (shape.norm()) {
      case RMS -> stream.rmsNorm(shape.width(), Shape.NORM_EPSILON);
      case LAYER -> stream.layerNorm(shape.width(), Shape.NORM_EPSILON);
    };
  }

  /// Some matrices, one below the other, for states that still lack a gain.
  private Tensor gained(String gain, String... matrices) {
    Tensor[] all = Stream.of(matrices).map(this::weight).toArray(Tensor[]::new);
    return (all.length == 1 ? all[0] : Torch.cat(0, all)).times(weight(gain));
  }

  private Tensor attention(Tensor normed, String layer, long rows, long length) {
    int heads = shape.heads();
    int kvHeads = shape.kvHeads();
    String name = layer + "self_attn.";
    Tensor projection =
        gained(
            layer + "input_layernorm.weight",
            name + "q_proj.weight",
            name + "k_proj.weight",
            name + "v_proj.weight");
    Tensor all =
        normed.linear(projection).view(rows, length, heads + 2L * kvHeads, shape.headWidth());
    Tensor queriesAndKeys = placed(all.narrow(2, 0, heads + kvHeads), name, length);
    Tensor mixed =
        Torch.attention(
            queriesAndKeys.narrow(2, 0, heads).transpose(1, 2),
            shared(queriesAndKeys.narrow(2, heads, kvHeads), rows, length),
            shared(all.narrow(2, heads + kvHeads, kvHeads), rows, length));
    return dropped(
        mixed
            .transpose(1, 2)
            .reshape(rows * length, shape.width())
            .linear(weight(name + "o_proj.weight")));
  }

  /// Queries and keys, as (rows, length, heads, head width), normalised and rotated.
  private Tensor placed(Tensor queriesAndKeys, String name, long length) {
    int width = shape.headWidth();
    Tensor placed =
        shape.qkNorm() ? queriesAndKeys.rmsNorm(width, Shape.NORM_EPSILON) : queriesAndKeys;
    if (shape.position() != Position.ROPE) {
      return shape.qkNorm() ? placed.times(gains(name)) : placed;
    }
    Tensor straight = cosines.narrow(0, 0, length);
    Tensor across = sines.narrow(0, 0, length);
    if (shape.qkNorm()) {
      Tensor gains = gains(name);
      straight = straight.times(gains);
      across = across.times(gains.roll(width / 2));
    }
    return placed.times(straight).plusProduct(placed.roll(width / 2), across);
  }

  /// Of the heads of queries, then of keys.
  private Tensor gains(String name) {
    int width = shape.headWidth();
    return Torch.cat(
        0,
        weight(name + "q_norm.weight").expand(shape.heads(), width),
        weight(name + "k_norm.weight").expand(shape.kvHeads(), width));
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

  private Tensor mlp(Tensor normed, String layer) {
    String gain = layer + "post_attention_layernorm.weight";
    String up = layer + "mlp.up_proj.weight";
    Tensor hidden =
        switch (shape.activation()) {
          case GELU, RELU2 -> activated(normed.linear(gained(gain, up)));
          case SWIGLU -> {
            Tensor both = normed.linear(gained(gain, layer + "mlp.gate_proj.weight", up));
            Tensor gate = both.narrow(1, 0, shape.hidden());
            yield activated(gate).times(both.narrow(1, shape.hidden(), shape.hidden()));
          }
        };
    return dropped(hidden.linear(weight(layer + "mlp.down_proj.weight")));
  }

  private Tensor activated(Tensor hidden) {
    if (activation != null) {
      return activation.of(Map.of("h", Value.of(hidden))).tensorThere();
    }
    return switch (shape.activation()) {
      case GELU -> hidden.gelu();
      case RELU2 -> hidden.relu().square();
      case SWIGLU -> hidden.silu();
    };
  }
}
