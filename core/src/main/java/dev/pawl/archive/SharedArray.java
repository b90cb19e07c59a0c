package dev.pawl.archive;

import java.util.Arrays;

/// An immutable array of numbers that is cheap to change into another: the square-root trick. The
/// array lies in about √n chunks of √n; a change copies the list of chunks and one chunk, about 2√n
/// numbers, and shares the rest. So a snapshot of a grid costs nothing, and an admission to a grid
/// of a million cells copies 16 KiB.
final class SharedArray {

  private final double[][] chunks;
  private final int shift;

  private SharedArray(double[][] chunks, int shift) {
    this.chunks = chunks;
    this.shift = shift;
  }

  /// `length` times `value`.
  static SharedArray filled(int length, double value) {
    int shift = (33 - Integer.numberOfLeadingZeros(Math.max(1, length - 1))) / 2;
    double[] chunk = new double[1 << shift];
    Arrays.fill(chunk, value);
    double[][] chunks = new double[((length - 1) >>> shift) + 1][];
    Arrays.fill(chunks, chunk);
    return new SharedArray(chunks, shift);
  }

  double get(int index) {
    return chunks[index >>> shift][index & ((1 << shift) - 1)];
  }

  /// The same but for `value` at `index`.
  SharedArray with(int index, double value) {
    double[][] copy = chunks.clone();
    double[] chunk = copy[index >>> shift].clone();
    chunk[index & ((1 << shift) - 1)] = value;
    copy[index >>> shift] = chunk;
    return new SharedArray(copy, shift);
  }
}
