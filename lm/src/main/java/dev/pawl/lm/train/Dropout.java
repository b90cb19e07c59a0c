package dev.pawl.lm.train;

import dev.pawl.Draw;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Tensor;

/// Sets a share of numbers to zero and makes the others larger by as much, so that their sum stays
/// the same on average (Srivastava et al. 2014). Belongs to one step: the masks follow each other
/// as they are asked for, and are a pure function of the draw, so a training that goes on from a
/// checkpoint sees the same.
final class Dropout {

  private final Torch torch;
  private final double share;
  private final Draw draw;

  /// @param share that is set to zero; less than 1
  Dropout(Torch torch, double share, Draw draw) {
    this.torch = torch;
    this.share = share;
    this.draw = draw;
  }

  /// `x` with the next mask.
  ///
  /// @param rows and columns of `x`
  Tensor apply(Tensor x, long rows, long columns) {
    float kept = (float) (1 / (1 - share));
    long threshold = (long) (share * (1L << 32));
    float[] mask = new float[Math.toIntExact(rows * columns)];
    for (int i = 0; i < mask.length; i += 2) {
      long bits = draw.nextLong(); // enough for two
      mask[i] = bits >>> 32 < threshold ? 0 : kept;
      if (i + 1 < mask.length) {
        mask[i + 1] = (bits & 0xFFFF_FFFFL) < threshold ? 0 : kept;
      }
    }
    return x.times(torch.floats(mask, rows, columns));
  }
}
