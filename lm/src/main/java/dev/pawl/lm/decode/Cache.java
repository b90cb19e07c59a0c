package dev.pawl.lm.decode;

import dev.pawl.lm.Shape;

/// Keys and values of one sequence, by layer. Keys lie by component and then by position, so that
/// the scores of all positions are a sum of arrays; values by head, position and component, so that
/// what is mixed is one, too.
final class Cache {

  final float[][][] keys;
  final float[][][][] values;
  private final int headWidth;

  Cache(Shape shape, int positions) {
    headWidth = shape.headWidth();
    keys = new float[shape.layers()][shape.kvHeads() * headWidth][positions];
    values = new float[shape.layers()][shape.kvHeads()][positions][headWidth];
  }

  /// Keeps the key and the value that begin at these places of `row`.
  void keep(int layer, int position, float[] row, int key, int value) {
    float[][] columns = keys[layer];
    for (int i = 0; i < columns.length; i++) {
      columns[i][position] = row[key + i];
    }
    float[][][] heads = values[layer];
    for (int head = 0; head < heads.length; head++) {
      System.arraycopy(row, value + head * headWidth, heads[head][position], 0, headWidth);
    }
  }
}
