package dev.pawl.lm.decode;

import dev.pawl.lm.Shape;
import java.util.Arrays;

/// Attention of one query to the positions up to its own, and the memory for it. Belongs to one
/// thread. As in [Matrix], loops run over what does not depend on each other.
final class Attention {

  private final int headWidth;
  private final int heads;
  private final int group;
  private final float[] scores;
  private final float[] mixed;

  Attention(Shape shape) {
    headWidth = shape.headWidth();
    heads = shape.heads();
    group = shape.heads() / shape.kvHeads();
    scores = new float[shape.context()];
    mixed = new float[headWidth];
  }

  /// The values of the first `count` positions, mixed for the queries at the start of `queries`.
  void attend(float[] queries, float[][] keys, float[][][] values, int count, float[] out) {
    for (int head = 0; head < heads; head++) {
      int from = head * headWidth;
      int kv = head / group * headWidth;
      Arrays.fill(scores, 0, count, 0);
      score(queries, from, keys, kv, count);
      mix(values[head / group], count, 1 / softmax(count), out, from);
    }
  }

  private void score(float[] q, int from, float[][] keys, int kv, int count) {
    int i = 0;
    for (; i + 8 <= headWidth; i += 8) {
      int a = from + i;
      int k = kv + i;
      addEight(
          q[a],
          q[a + 1],
          q[a + 2],
          q[a + 3],
          q[a + 4],
          q[a + 5],
          q[a + 6],
          q[a + 7],
          keys[k],
          keys[k + 1],
          keys[k + 2],
          keys[k + 3],
          keys[k + 4],
          keys[k + 5],
          keys[k + 6],
          keys[k + 7],
          scores,
          count);
    }
    for (; i < headWidth; i++) {
      addOne(q[from + i], keys[kv + i], scores, count);
    }
  }

  private static void addEight(
      float a,
      float b,
      float c,
      float d,
      float e,
      float f,
      float g,
      float h,
      float[] ka,
      float[] kb,
      float[] kc,
      float[] kd,
      float[] ke,
      float[] kf,
      float[] kg,
      float[] kh,
      float[] to,
      int count) {
    for (int j = 0; j < count; j++) {
      float sum = Math.fma(a, ka[j], to[j]);
      sum = Math.fma(b, kb[j], sum);
      sum = Math.fma(c, kc[j], sum);
      sum = Math.fma(d, kd[j], sum);
      sum = Math.fma(e, ke[j], sum);
      sum = Math.fma(f, kf[j], sum);
      sum = Math.fma(g, kg[j], sum);
      to[j] = Math.fma(h, kh[j], sum);
    }
  }

  private void mix(float[][] values, int count, float scale, float[] out, int to) {
    Arrays.fill(mixed, 0);
    int j = 0;
    for (; j + 8 <= count; j += 8) {
      addEight(
          scores[j],
          scores[j + 1],
          scores[j + 2],
          scores[j + 3],
          scores[j + 4],
          scores[j + 5],
          scores[j + 6],
          scores[j + 7],
          values[j],
          values[j + 1],
          values[j + 2],
          values[j + 3],
          values[j + 4],
          values[j + 5],
          values[j + 6],
          values[j + 7],
          mixed,
          headWidth);
    }
    for (; j < count; j++) {
      addOne(scores[j], values[j], mixed, headWidth);
    }
    for (int i = 0; i < headWidth; i++) {
      out[to + i] = mixed[i] * scale;
    }
  }

  private static void addOne(float a, float[] row, float[] to, int count) {
    for (int j = 0; j < count; j++) {
      to[j] = Math.fma(a, row[j], to[j]);
    }
  }

  /// Makes the scores positive, and gives their sum.
  private float softmax(int count) {
    float most = scores[0];
    for (int i = 1; i < count; i++) {
      most = Math.max(most, scores[i]);
    }
    Curves.expOfDistance(scores, count, most);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += scores[i];
    }
    return (float) sum;
  }
}
