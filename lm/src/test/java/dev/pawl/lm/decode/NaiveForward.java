package dev.pawl.lm.decode;

import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Tokens;
import java.util.Arrays;

/// A second implementation of the forward pass, written from the definition of the shape and
/// nothing else: doubles, dot products, no cache, everything again for every token.
final class NaiveForward {

  private final Model model;
  private final Shape shape;

  NaiveForward(Model model) {
    this.model = model;
    this.shape = model.shape();
  }

  double[][] logits(Tokens tokens) {
    double[][] x = new double[tokens.size()][];
    for (int t = 0; t < x.length; t++) {
      x[t] = row("model.embed_tokens.weight", tokens.at(t));
      if (shape.position() == Position.LEARNED) {
        add(x[t], row("model.embed_positions.weight", t));
      }
    }
    for (int layer = 0; layer < shape.layers(); layer++) {
      String name = "model.layers." + layer + ".";
      double[][] attended = attention(name + "self_attn.", normAll(x, name + "input_layernorm"));
      for (int t = 0; t < x.length; t++) {
        add(x[t], attended[t]);
        double[] normed = norm(x[t], model.weight(name + "post_attention_layernorm.weight"));
        add(x[t], mlp(name + "mlp.", normed));
      }
    }
    String head = shape.tied() ? "model.embed_tokens.weight" : "lm_head.weight";
    double cap = shape.softcap();
    return Arrays.stream(normAll(x, "model.norm"))
        .map(row -> times(head, row))
        .map(
            row -> cap == 0 ? row : Arrays.stream(row).map(l -> cap * Math.tanh(l / cap)).toArray())
        .toArray(double[][]::new);
  }

  private double[][] attention(String name, double[][] x) {
    int width = shape.headWidth();
    double[][] out = new double[x.length][shape.width()];
    double[][] q = new double[x.length][];
    double[][] k = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      q[t] = heads(name + "q_norm.weight", times(name + "q_proj.weight", x[t]), t);
      k[t] = heads(name + "k_norm.weight", times(name + "k_proj.weight", x[t]), t);
      v[t] = times(name + "v_proj.weight", x[t]);
    }
    for (int head = 0; head < shape.heads(); head++) {
      int from = head * width;
      int kvFrom = head * shape.kvHeads() / shape.heads() * width;
      for (int t = 0; t < x.length; t++) {
        double[] weight = new double[t + 1];
        double sum = 0;
        for (int s = 0; s <= t; s++) {
          double dot = 0;
          for (int i = 0; i < width; i++) {
            dot += q[t][from + i] * k[s][kvFrom + i];
          }
          weight[s] = Math.exp(dot / Math.sqrt(width));
          sum += weight[s];
        }
        for (int s = 0; s <= t; s++) {
          for (int i = 0; i < width; i++) {
            out[t][from + i] += weight[s] / sum * v[s][kvFrom + i];
          }
        }
      }
    }
    return Arrays.stream(out).map(r -> times(name + "o_proj.weight", r)).toArray(double[][]::new);
  }

  private double[] heads(String gain, double[] all, int position) {
    int width = shape.headWidth();
    for (int from = 0; from < all.length; from += width) {
      double[] head = Arrays.copyOfRange(all, from, from + width);
      if (shape.qkNorm()) {
        head = rms(head, model.weight(gain));
      }
      for (int i = 0; i < width; i++) {
        int pair = i % (width / 2);
        double angle = position / Math.pow(10_000, 2.0 * pair / width);
        double other = i < width / 2 ? -head[i + width / 2] : head[i - width / 2];
        all[from + i] =
            shape.position() == Position.ROPE
                ? head[i] * Math.cos(angle) + other * Math.sin(angle)
                : head[i];
      }
    }
    return all;
  }

  private double[] mlp(String name, double[] x) {
    double[] up = times(name + "up_proj.weight", x);
    double[] gate =
        shape.activation() == Activation.SWIGLU ? times(name + "gate_proj.weight", x) : up;
    double[] hidden = new double[up.length];
    for (int i = 0; i < hidden.length; i++) {
      double h = up[i];
      hidden[i] =
          switch (shape.activation()) {
            case RELU2 -> h > 0 ? h * h : 0;
            case GELU ->
                h / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (h + 0.044715 * h * h * h)));
            case SWIGLU -> gate[i] / (1 + Math.exp(-gate[i])) * h;
          };
    }
    return times(name + "down_proj.weight", hidden);
  }

  private double[][] normAll(double[][] x, String name) {
    float[] gain = model.weight(name + ".weight");
    return Arrays.stream(x).map(row -> norm(row, gain)).toArray(double[][]::new);
  }

  private double[] norm(double[] x, float[] gain) {
    if (shape.norm() == Norm.RMS) {
      return rms(x, gain);
    }
    double mean = Arrays.stream(x).average().orElseThrow();
    return rms(Arrays.stream(x).map(value -> value - mean).toArray(), gain);
  }

  private static double[] rms(double[] x, float[] gain) {
    double root = Math.sqrt(Arrays.stream(x).map(v -> v * v).average().orElseThrow() + 1e-5);
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] / root * gain[i];
    }
    return y;
  }

  private double[] times(String name, double[] x) {
    float[] w = model.weight(name);
    double[] y = new double[w.length / x.length];
    for (int i = 0; i < w.length; i++) {
      y[i / x.length] += w[i] * x[i % x.length];
    }
    return y;
  }

  private double[] row(String name, int index) {
    float[] w = model.weight(name);
    double[] row = new double[shape.width()];
    for (int i = 0; i < row.length; i++) {
      row[i] = w[index * row.length + i];
    }
    return row;
  }

  private static void add(double[] to, double[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }
}
