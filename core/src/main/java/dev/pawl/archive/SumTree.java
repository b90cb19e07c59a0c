package dev.pawl.archive;

/// Weights from which one is drawn in proportion: a binary tree whose inner nodes hold the sum of
/// their two children. Setting a weight and drawing both walk one path, 20 steps for a million. A
/// sum is computed from its children and never adjusted by differences, so that it depends on the
/// weights alone and rounding errors do not pile up.
final class SumTree {

  private int capacity = 16;
  private double[] nodes = new double[2 * capacity];

  /// The sum of all weights.
  double total() {
    return nodes[1];
  }

  /// Sets the weight of `index`, which must not be negative; never set is 0.
  void set(int index, double weight) {
    while (index >= capacity) {
      grow();
    }
    int node = capacity + index;
    nodes[node] = weight;
    for (node >>>= 1; node >= 1; node >>>= 1) {
      nodes[node] = nodes[2 * node] + nodes[2 * node + 1];
    }
  }

  /// The index drawn by `unit` from 0 to below 1; its weight is not 0 if any is not.
  int find(double unit) {
    double left = unit * total();
    int node = 1;
    while (node < capacity) {
      node *= 2;
      // The second test is for rounding: never walk into a subtree without weight.
      if (left >= nodes[node] && nodes[node + 1] > 0) {
        left -= nodes[node];
        node++;
      }
    }
    return node - capacity;
  }

  private void grow() {
    double[] old = nodes;
    int leaves = capacity;
    capacity *= 2;
    nodes = new double[2 * capacity];
    System.arraycopy(old, leaves, nodes, capacity, leaves);
    for (int node = capacity - 1; node >= 1; node--) {
      nodes[node] = nodes[2 * node] + nodes[2 * node + 1];
    }
  }
}
