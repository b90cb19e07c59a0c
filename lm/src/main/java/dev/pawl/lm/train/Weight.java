package dev.pawl.lm.train;

import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Position;
import java.util.ArrayList;
import java.util.List;

/// Name and size of one weight, as [dev.pawl.lm.Model] has them.
record Weight(String name, int rows, int columns, boolean matrix) {

  /// All of them, in their order.
  static List<Weight> of(Shape shape) {
    List<Weight> all = new ArrayList<>();
    all.add(new Weight("model.embed_tokens.weight", shape.vocabulary(), shape.width(), true));
    if (shape.position() == Position.LEARNED) {
      all.add(new Weight("model.embed_positions.weight", shape.context(), shape.width(), true));
    }
    for (int layer = 0; layer < shape.layers(); layer++) {
      addLayer(all, "model.layers." + layer + ".", shape);
    }
    all.add(new Weight("model.norm.weight", 1, shape.width(), false));
    if (!shape.tied()) {
      all.add(new Weight("lm_head.weight", shape.vocabulary(), shape.width(), true));
    }
    return all;
  }

  private static void addLayer(List<Weight> all, String layer, Shape shape) {
    int width = shape.width();
    int kvWidth = shape.kvHeads() * shape.headWidth();
    all.add(new Weight(layer + "input_layernorm.weight", 1, width, false));
    all.add(new Weight(layer + "self_attn.q_proj.weight", width, width, true));
    all.add(new Weight(layer + "self_attn.k_proj.weight", kvWidth, width, true));
    all.add(new Weight(layer + "self_attn.v_proj.weight", kvWidth, width, true));
    if (shape.qkNorm()) {
      all.add(new Weight(layer + "self_attn.q_norm.weight", 1, shape.headWidth(), false));
      all.add(new Weight(layer + "self_attn.k_norm.weight", 1, shape.headWidth(), false));
    }
    all.add(new Weight(layer + "self_attn.o_proj.weight", width, width, true));
    all.add(new Weight(layer + "post_attention_layernorm.weight", 1, width, false));
    if (shape.activation() == Activation.SWIGLU) {
      all.add(new Weight(layer + "mlp.gate_proj.weight", shape.hidden(), width, true));
    }
    all.add(new Weight(layer + "mlp.up_proj.weight", shape.hidden(), width, true));
    all.add(new Weight(layer + "mlp.down_proj.weight", width, shape.hidden(), true));
  }

  int size() {
    return Math.multiplyExact(rows, columns);
  }

  /// Whether it is a matrix of a block, which Muon updates.
  boolean inBlock() {
    return matrix && name.contains(".layers.");
  }
}
