package dev.pawl.lm.train;

import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A second implementation of the transformer, from the definitions: one position after the other,
/// in double precision, with loops. Slow, and the judge of [Network].
final class PlainTransformer {

  private final Shape shape;
  private final Map<String, double[]> weights = new HashMap<>();

  PlainTransformer(Model model) {
    this.shape = model.shape();
    model
        .weights()
        .forEach((name, numbers) -> {
          double[] copy = new double[numbers.length];
          for (int i = 0; i < copy.length; i++) {
            copy[i] = numbers[i];
          }
          weights.put(name, copy);
        });
  }

  /// Its numbers; changing them changes the transformer.
  double[] weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  /// The logits after each token.
  double[][] logits(int... tokens) {
    double[][] x = new double[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      x[t] = row("model.embed_tokens.weight", tokens[t]);
      if (shape.position() == Position.LEARNED) {
        x[t] = sum(x[t], row("model.embed_positions.weight", t));
      }
    }
    for (int layer = 0; layer < shape.layers(); layer++) {
      block("model.layers." + layer + ".", x);
    }
    double[][] logits = new double[tokens.length][];
    String head = shape.tied() ? "model.embed_tokens.weight" : "lm_head.weight";
    for (int t = 0; t < tokens.length; t++) {
      logits[t] = product(head, norm("model.norm.weight", x[t]));
      if (shape.softcap() > 0) {
        for (int i = 0; i < logits[t].length; i++) {
          logits[t][i] = shape.softcap() * Math.tanh(logits[t][i] / shape.softcap());
        }
      }
    }
    return logits;
  }

  private void block(String layer, double[][] x) {
    int width = shape.headWidth();
    double[][] keys = new double[x.length][];
    double[][] values = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] normed = norm(layer + "input_layernorm.weight", x[t]);
      double[] query = placed(layer, "q", product(layer + "self_attn.q_proj.weight", normed), t);
      keys[t] = placed(layer, "k", product(layer + "self_attn.k_proj.weight", normed), t);
      values[t] = product(layer + "self_attn.v_proj.weight", normed);
      double[] mixed = new double[shape.width()];
      for (int head = 0; head < shape.heads(); head++) {
        int shared = head / (shape.heads() / shape.kvHeads()) * width;
        double total = 0;
        double[] part = new double[width];
        for (int s = 0; s <= t; s++) {
          double score = 0;
          for (int i = 0; i < width; i++) {
            score += query[head * width + i] * keys[s][shared + i];
          }
          double share = Math.exp(score / Math.sqrt(width));
          total += share;
          for (int i = 0; i < width; i++) {
            part[i] += share * values[s][shared + i];
          }
        }
        for (int i = 0; i < width; i++) {
          mixed[head * width + i] = part[i] / total;
        }
      }
      x[t] = sum(x[t], product(layer + "self_attn.o_proj.weight", mixed));
    }
    for (int t = 0; t < x.length; t++) {
      double[] normed = norm(layer + "post_attention_layernorm.weight", x[t]);
      x[t] = sum(x[t], product(layer + "mlp.down_proj.weight", hidden(layer + "mlp.", normed)));
    }
  }

  /// Normalised and rotated heads of queries or keys.
  private double[] placed(String layer, String which, double[] heads, int position) {
    int width = shape.headWidth();
    double[] placed = heads.clone();
    for (int head = 0; head < heads.length; head += width) {
      if (shape.qkNorm()) {
        double[] gain = weight(layer + "self_attn." + which + "_norm.weight");
        double square = 0;
        for (int i = 0; i < width; i++) {
          square += heads[head + i] * heads[head + i] / width;
        }
        for (int i = 0; i < width; i++) {
          placed[head + i] *= gain[i] / Math.sqrt(square + Shape.NORM_EPSILON);
        }
      }
      for (int i = 0; i < width / 2 && shape.position() == Position.ROPE; i++) {
        double angle = position / Math.pow(Shape.ROPE_BASE, 2.0 * i / width);
        double one = placed[head + i];
        double other = placed[head + width / 2 + i];
        placed[head + i] = one * Math.cos(angle) - other * Math.sin(angle);
        placed[head + width / 2 + i] = other * Math.cos(angle) + one * Math.sin(angle);
      }
    }
    return placed;
  }

  private double[] hidden(String mlp, double[] normed) {
    double[] hidden = product(mlp + "up_proj.weight", normed);
    double[] gate =
        shape.activation() == Activation.SWIGLU
            ? product(mlp + "gate_proj.weight", normed)
            : new double[hidden.length];
    for (int i = 0; i < hidden.length; i++) {
      double h = hidden[i];
      hidden[i] =
          switch (shape.activation()) {
            case GELU ->
                0.5 * h * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (h + 0.044715 * h * h * h)));
            case RELU2 -> h > 0 ? h * h : 0;
            case SWIGLU -> h * gate[i] / (1 + Math.exp(-gate[i]));
          };
    }
    return hidden;
  }

  private double[] norm(String name, double[] x) {
    double[] gain = weight(name);
    double mean = 0;
    if (shape.norm() == Norm.LAYER) {
      for (double number : x) {
        mean += number / x.length;
      }
    }
    double square = 0;
    for (double number : x) {
      square += (number - mean) * (number - mean) / x.length;
    }
    double[] normed = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      normed[i] = gain[i] * (x[i] - mean) / Math.sqrt(square + Shape.NORM_EPSILON);
    }
    return normed;
  }

  private double[] row(String name, int row) {
    double[] numbers = new double[shape.width()];
    System.arraycopy(weight(name), row * numbers.length, numbers, 0, numbers.length);
    return numbers;
  }

  private double[] product(String name, double[] x) {
    double[] matrix = weight(name);
    double[] y = new double[matrix.length / x.length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += matrix[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private static double[] sum(double[] one, double[] other) {
    double[] sum = new double[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + other[i];
    }
    return sum;
  }
}
