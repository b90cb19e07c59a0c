package dev.pawl.lm.decode;

import dev.pawl.lm.Shape;

/// Keys and values of one sequence. Keys lie by component and then by position, so that the scores
/// of all positions are a sum of arrays; values by position and then by component.
final class Cache {

  final float[][][] keys;
  final float[][][] values;

  Cache(Shape shape, int positions) {
    int kvWidth = shape.kvHeads() * shape.headWidth();
    keys = new float[shape.layers()][kvWidth][positions];
    values = new float[shape.layers()][positions][kvWidth];
  }

  /// Keeps the key and the value that begin at these places of `row`.
  void keep(int layer, int position, float[] row, int key, int value) {
    float[] to = values[layer][position];
    for (int i = 0; i < to.length; i++) {
      keys[layer][i][position] = row[key + i];
    }
    System.arraycopy(row, value, to, 0, to.length);
  }
}
