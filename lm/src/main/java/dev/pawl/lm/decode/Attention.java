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

  Attention(Shape shape) {
    headWidth = shape.headWidth();
    heads = shape.heads();
    group = shape.heads() / shape.kvHeads();
    scores = new float[shape.context()];
  }

  /// The values of the first `count` positions, mixed for the queries at the start of `queries`.
  void attend(float[] queries, float[][] keys, float[][] values, int count, float[] out) {
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
      scoreEight(
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

  private static void scoreEight(
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
      float[] scores,
      int count) {
    for (int j = 0; j < count; j++) {
      float sum = Math.fma(a, ka[j], scores[j]);
      sum = Math.fma(b, kb[j], sum);
      sum = Math.fma(c, kc[j], sum);
      sum = Math.fma(d, kd[j], sum);
      sum = Math.fma(e, ke[j], sum);
      sum = Math.fma(f, kf[j], sum);
      sum = Math.fma(g, kg[j], sum);
      scores[j] = Math.fma(h, kh[j], sum);
    }
  }

  /// Eight components at once, each a chain over the positions in a register: a loop over the few
  /// components of a head is too short to gain from vectors.
  private void mix(float[] values, int count, float scale, float[] out, int to) {
    int i = 0;
    for (; i + 8 <= headWidth; i += 8) {
      mixEight(values, i, count, scale, out, to + i);
    }
    for (; i < headWidth; i++) {
      float sum = 0;
      for (int j = 0; j < count; j++) {
        sum = Math.fma(scores[j], values[j * headWidth + i], sum);
      }
      out[to + i] = sum * scale;
    }
  }

  private void mixEight(float[] values, int start, int count, float scale, float[] out, int to) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    for (int j = 0, v = start; j < count; j++, v += headWidth) {
      float share = scores[j];
      a = Math.fma(share, values[v], a);
      b = Math.fma(share, values[v + 1], b);
      c = Math.fma(share, values[v + 2], c);
      d = Math.fma(share, values[v + 3], d);
      e = Math.fma(share, values[v + 4], e);
      f = Math.fma(share, values[v + 5], f);
      g = Math.fma(share, values[v + 6], g);
      h = Math.fma(share, values[v + 7], h);
    }
    out[to] = a * scale;
    out[to + 1] = b * scale;
    out[to + 2] = c * scale;
    out[to + 3] = d * scale;
    out[to + 4] = e * scale;
    out[to + 5] = f * scale;
    out[to + 6] = g * scale;
    out[to + 7] = h * scale;
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
