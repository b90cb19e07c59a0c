package dev.pawl.lm.decode;

import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import org.jspecify.annotations.Nullable;

/// One run of a network over some rows, each a token of some sequence, and the memory for it.
/// Matrices take the rows together, all else takes one row after the other; what comes out for a
/// row does not depend on the others. Belongs to one thread.
final class Pass {

  /// The most rows of one run: enough to keep a matrix in the cache while they pass by.
  static final int ROWS_MAX = 64;

  private final Network network;
  private final Shape shape;

  private final Cache[] caches;
  private final int[] positions;
  private int rows;

  private final float[][] x;
  private final float[][] normed;
  private final float[][] qkv;
  private final float[][] attended;
  private final float[][] hidden;
  private final float[][] logits;
  private final Attention attention;

  Pass(Network network, int rowsMax) {
    this.network = network;
    this.shape = network.shape;
    int kvWidth = shape.kvHeads() * shape.headWidth();
    caches = new Cache[rowsMax];
    positions = new int[rowsMax];
    x = new float[rowsMax][shape.width()];
    normed = new float[rowsMax][shape.width()];
    qkv = new float[rowsMax][shape.width() + 2 * kvWidth];
    attended = new float[rowsMax][shape.width()];
    hidden = new float[rowsMax][shape.hidden() * (shape.activation() == Activation.SWIGLU ? 2 : 1)];
    logits = new float[rowsMax][shape.vocabulary()];
    attention = new Attention(shape);
  }

  /// How many rows can still be added.
  int room() {
    return x.length - rows;
  }

  /// Adds the token at `position` of the sequence of `cache` to the next run. Earlier positions
  /// must have been run, or added before it.
  int add(Cache cache, int position, int token) {
    int row = rows++;
    caches[row] = cache;
    positions[row] = position;
    int width = shape.width();
    System.arraycopy(network.embedding, token * width, x[row], 0, width);
    if (network.positions != null) {
      for (int i = 0; i < width; i++) {
        x[row][i] += network.positions[position * width + i];
      }
    }
    return row;
  }

  /// Runs what was added through all layers, and makes room for the next.
  void run() {
    for (int i = 0; i < network.layers.size(); i++) {
      Network.Layer layer = network.layers.get(i);
      normAll(layer.attentionNorm());
      layer.qkv().times(normed, rows, qkv);
      for (int row = 0; row < rows; row++) {
        remember(layer, i, row);
      }
      for (int row = 0; row < rows; row++) {
        Cache cache = caches[row];
        int count = positions[row] + 1;
        attention.attend(qkv[row], cache.keys[i], cache.values[i], count, attended[row]);
      }
      layer.out().addTimes(attended, rows, x);
      normAll(layer.mlpNorm());
      layer.up().times(normed, rows, hidden);
      for (int row = 0; row < rows; row++) {
        Curves.activate(shape.activation(), hidden[row], shape.hidden());
      }
      layer.down().addTimes(hidden, rows, x);
    }
    rows = 0;
  }

  /// The logits after the first `count` of these `rows` of the last run; valid until the next call.
  float[][] logits(int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      norm(x[rows[i]], network.norm, normed[i]);
    }
    network.head.times(normed, count, logits);
    if (shape.softcap() > 0) {
      float cap = (float) shape.softcap();
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < shape.vocabulary(); j++) {
          logits[i][j] = cap * Curves.tanh(logits[i][j] / cap);
        }
      }
    }
    return logits;
  }

  private void normAll(float[] gain) {
    for (int row = 0; row < rows; row++) {
      norm(x[row], gain, normed[row]);
    }
  }

  private void norm(float[] from, float[] gain, float[] to) {
    if (shape.norm() == Norm.RMS) {
      Curves.rms(from, 0, from.length, gain, to);
    } else {
      Curves.layer(from, gain, to);
    }
  }

  /// Makes the row's query and key ready, and puts key and value into its cache.
  private void remember(Network.Layer layer, int index, int row) {
    int headWidth = shape.headWidth();
    int key = shape.width();
    int value = key + shape.kvHeads() * headWidth;
    float[] all = qkv[row];
    for (int start = 0; start < value; start += headWidth) {
      turn(all, start, start < key ? layer.queryNorm() : layer.keyNorm(), positions[row]);
    }
    float scale = (float) (1 / Math.sqrt(headWidth));
    for (int i = 0; i < key; i++) {
      all[i] *= scale;
    }
    caches[row].keep(index, positions[row], all, key, value);
  }

  private void turn(float[] all, int start, float @Nullable [] gain, int position) {
    if (gain != null) {
      Curves.rms(all, start, gain.length, gain, all);
    }
    if (shape.position() == Position.ROPE) {
      float[] cos = network.cos[position];
      float[] sin = network.sin[position];
      for (int i = 0, a = start, b = start + cos.length; i < cos.length; i++, a++, b++) {
        float left = all[a];
        float right = all[b];
        all[a] = left * cos[i] - right * sin[i];
        all[b] = right * cos[i] + left * sin[i];
      }
    }
  }
}
