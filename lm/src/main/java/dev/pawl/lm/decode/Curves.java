package dev.pawl.lm.decode;

import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;

/// The functions of a transformer that are no sums of products. Every one is a fixed sequence of
/// IEEE operations: `Math.exp` and its like may differ between the interpreter, the compiler and
/// machines.
final class Curves {

  private static final float LOG2_E = 1.442695f;
  private static final float LN2_HIGH = 0.6933594f;
  private static final float LN2_LOW = -2.1219444e-4f;

  /// Added and taken off again, it rounds a float to an integer.
  private static final float ROUND = 12_582_912f;

  private Curves() {}

  /// e to the power of `x`, to two units in the last place, for `x` between -87 and 88; further out
  /// the value at that end. Powers of two by the exponent's bits, and a polynomial between them
  /// (Moshier's Cephes, `expf`).
  static float exp(float x) {
    float clamped = Math.min(88f, Math.max(-87f, x));
    float n = clamped * LOG2_E + ROUND - ROUND;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
    float p = Math.fma(0.00019875691f, r, 0.0013981999f);
    p = Math.fma(p, r, 0.008333452f);
    p = Math.fma(p, r, 0.041665796f);
    p = Math.fma(p, r, 0.16666666f);
    p = Math.fma(p, r, 0.5f);
    p = Math.fma(p, r * r, r) + 1f;
    return p * Float.intBitsToFloat(((int) n + 127) << 23);
  }

  /// Replaces the first `count` of `x` by the exponential of what they are above `most`.
  static void expOfDistance(float[] x, int count, float most) {
    for (int i = 0; i < count; i++) {
      x[i] = exp(x[i] - most);
    }
  }

  static float sigmoid(float x) {
    return 1f / (1f + exp(-x));
  }

  static float tanh(float x) {
    return 1f - 2f / (1f + exp(2f * x));
  }

  /// The MLP's hidden layer from what its first matrices give, into the start of `h`.
  static void activate(Activation activation, float[] h, int hidden) {
    switch (activation) {
      case RELU2 -> {
        for (int i = 0; i < hidden; i++) {
          float positive = Math.max(0f, h[i]);
          h[i] = positive * positive;
        }
      }
      case GELU -> {
        for (int i = 0; i < hidden; i++) {
          float x = h[i];
          // (1 + tanh(u)) / 2 is sigmoid(2 u)
          h[i] = x * sigmoid(1.5957692f * Math.fma(0.044715f * x * x, x, x));
        }
      }
      case SWIGLU -> {
        for (int i = 0; i < hidden; i++) {
          h[i] = h[i] * sigmoid(h[i]);
        }
        for (int i = 0; i < hidden; i++) { // apart: the compiler vectorises equal indices only
          h[i] *= h[hidden + i];
        }
      }
    }
  }

  /// `x` from `start`, `count` numbers, over their root mean square, times `gain`, into `y`.
  static void rms(float[] x, int start, int count, float[] gain, float[] y) {
    float scale = (float) (1 / Math.sqrt(meanSquare(x, start, count, 0) + Shape.NORM_EPSILON));
    for (int i = 0; i < count; i++) {
      y[start + i] = x[start + i] * scale * gain[i];
    }
  }

  /// All of `x` less its mean, over its standard deviation, times `gain`, into `y`.
  static void layer(float[] x, float[] gain, float[] y) {
    double sum = 0;
    for (float value : x) {
      sum += value;
    }
    double mean = sum / x.length;
    double scale = 1 / Math.sqrt(meanSquare(x, 0, x.length, mean) + Shape.NORM_EPSILON);
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) ((x[i] - mean) * scale) * gain[i];
    }
  }

  /// Of the distances from `center`, in four sums that do not wait for each other.
  private static double meanSquare(float[] x, int start, int count, double center) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = start;
    for (; i + 4 <= start + count; i += 4) {
      a += (x[i] - center) * (x[i] - center);
      b += (x[i + 1] - center) * (x[i + 1] - center);
      c += (x[i + 2] - center) * (x[i + 2] - center);
      d += (x[i + 3] - center) * (x[i + 3] - center);
    }
    for (; i < start + count; i++) {
      a += (x[i] - center) * (x[i] - center);
    }
    return (a + b + (c + d)) / count;
  }
}
