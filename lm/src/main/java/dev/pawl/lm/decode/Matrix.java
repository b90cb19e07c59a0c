package dev.pawl.lm.decode;

import dev.pawl.lm.Model;
import java.util.Arrays;

/// A matrix that is multiplied from the left, laid out for loops that the JVM's compiler
/// vectorises.
///
/// Each input has an array of its own with its weights to all outputs, and the product is a sum of
/// such arrays: `y[j] = fma(x[i], row[i][j], y[j])` for one input after the other. The inner loop
/// runs over outputs, which do not depend on each other, so it needs no sum across a vector, and an
/// output is the same chain of operations however wide vectors are, however many inputs a pass
/// takes and however many rows are done at once. Arrays of their own, because only for equal
/// indices does the compiler of JDK 25 know that a store does not touch what is loaded next.
///
/// Measured on one core of a 2-core EPYC (AVX-512): 45 to 75 GFLOP/s with four rows of `x` at once,
/// 25 to 45 with one.
final class Matrix {

  private final float[][] rows;
  private final int outputs;

  private Matrix(float[][] rows, int outputs) {
    this.rows = rows;
    this.outputs = outputs;
  }

  /// The weights of these names side by side, each (outputs, `inputs`) row by row in the model.
  static Matrix of(Model model, int inputs, String... names) {
    int outputs = Arrays.stream(names).mapToInt(n -> model.weight(n).length / inputs).sum();
    float[][] rows = new float[inputs][outputs];
    int to = 0;
    for (String name : names) {
      float[] weight = model.weight(name);
      for (int from = 0; from < weight.length; from += inputs, to++) {
        for (int input = 0; input < inputs; input++) {
          rows[input][to] = weight[from + input];
        }
      }
    }
    return new Matrix(rows, outputs);
  }

  /// Makes the first `count` of `y` the products of those of `x`.
  void times(float[][] x, int count, float[][] y) {
    for (int r = 0; r < count; r++) {
      Arrays.fill(y[r], 0, outputs, 0);
    }
    addTimes(x, count, y);
  }

  /// Adds to the first `count` of `y` the products of those of `x`.
  void addTimes(float[][] x, int count, float[][] y) {
    int r = 0;
    for (; r + 4 <= count; r += 4) {
      four(x, y, r);
    }
    for (; r < count; r++) {
      one(x[r], 0, y[r]);
    }
  }

  private void four(float[][] x, float[][] y, int r) {
    float[] a = x[r];
    float[] b = x[r + 1];
    float[] c = x[r + 2];
    float[] d = x[r + 3];
    int i = 0;
    for (; i + 4 <= rows.length; i += 4) {
      addFour(a, b, c, d, i, y[r], y[r + 1], y[r + 2], y[r + 3]);
    }
    for (int k = r; i < rows.length && k < r + 4; k++) {
      one(x[k], i, y[k]);
    }
  }

  private void addFour(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      int i,
      float[] p,
      float[] q,
      float[] r,
      float[] s) {
    addFour(
        a[i],
        a[i + 1],
        a[i + 2],
        a[i + 3],
        b[i],
        b[i + 1],
        b[i + 2],
        b[i + 3],
        c[i],
        c[i + 1],
        c[i + 2],
        c[i + 3],
        d[i],
        d[i + 1],
        d[i + 2],
        d[i + 3],
        rows[i],
        rows[i + 1],
        rows[i + 2],
        rows[i + 3],
        p,
        q,
        r,
        s,
        outputs);
  }

  private static void addFour(
      float a0,
      float a1,
      float a2,
      float a3,
      float b0,
      float b1,
      float b2,
      float b3,
      float c0,
      float c1,
      float c2,
      float c3,
      float d0,
      float d1,
      float d2,
      float d3,
      float[] w0,
      float[] w1,
      float[] w2,
      float[] w3,
      float[] p,
      float[] q,
      float[] r,
      float[] s,
      int outputs) {
    for (int j = 0; j < outputs; j++) {
      float u0 = w0[j];
      float u1 = w1[j];
      float u2 = w2[j];
      float u3 = w3[j];
      p[j] = Math.fma(a3, u3, Math.fma(a2, u2, Math.fma(a1, u1, Math.fma(a0, u0, p[j]))));
      q[j] = Math.fma(b3, u3, Math.fma(b2, u2, Math.fma(b1, u1, Math.fma(b0, u0, q[j]))));
      r[j] = Math.fma(c3, u3, Math.fma(c2, u2, Math.fma(c1, u1, Math.fma(c0, u0, r[j]))));
      s[j] = Math.fma(d3, u3, Math.fma(d2, u2, Math.fma(d1, u1, Math.fma(d0, u0, s[j]))));
    }
  }

  /// Adds the products of the inputs from `start`.
  private void one(float[] x, int start, float[] y) {
    int i = start;
    for (; i + 8 <= rows.length; i += 8) {
      addEight(
          x[i],
          x[i + 1],
          x[i + 2],
          x[i + 3],
          x[i + 4],
          x[i + 5],
          x[i + 6],
          x[i + 7],
          rows[i],
          rows[i + 1],
          rows[i + 2],
          rows[i + 3],
          rows[i + 4],
          rows[i + 5],
          rows[i + 6],
          rows[i + 7],
          y,
          outputs);
    }
    for (; i < rows.length; i++) {
      addOne(x[i], rows[i], y, outputs);
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
      float[] wa,
      float[] wb,
      float[] wc,
      float[] wd,
      float[] we,
      float[] wf,
      float[] wg,
      float[] wh,
      float[] y,
      int outputs) {
    for (int j = 0; j < outputs; j++) {
      float sum = Math.fma(a, wa[j], y[j]);
      sum = Math.fma(b, wb[j], sum);
      sum = Math.fma(c, wc[j], sum);
      sum = Math.fma(d, wd[j], sum);
      sum = Math.fma(e, we[j], sum);
      sum = Math.fma(f, wf[j], sum);
      sum = Math.fma(g, wg[j], sum);
      y[j] = Math.fma(h, wh[j], sum);
    }
  }

  private static void addOne(float a, float[] w, float[] y, int outputs) {
    for (int j = 0; j < outputs; j++) {
      y[j] = Math.fma(a, w[j], y[j]);
    }
  }
}
