package dev.pawl.archive;

import java.util.Arrays;
import java.util.List;

/// One descriptor of a grid: the edges between its cells. Two edges make three cells: below the
/// first edge, from the first up to the second, and from the second on; a value on an edge belongs
/// to the cell above it. So every number has a cell. Infinity as the last edge, as papers print it,
/// says nothing and is dropped.
///
/// @param name such as `memory coverage`
/// @param edges ascending, at least one
public record Axis(String name, List<Double> edges) {

  public Axis {
    if (!edges.isEmpty() && edges.getLast() == Double.POSITIVE_INFINITY) {
      edges = edges.subList(0, edges.size() - 1);
    }
    edges = List.copyOf(edges);
    if (edges.isEmpty()) {
      throw new IllegalArgumentException(
          "axis '%s' has no edge; it needs at least one finite edge".formatted(name));
    }
    double before = Double.NEGATIVE_INFINITY;
    for (double edge : edges) {
      if (!(Double.isFinite(edge) && edge > before)) {
        throw new IllegalArgumentException(
            "axis '%s' has edges %s; they must be finite and ascend".formatted(name, edges));
      }
      before = edge;
    }
  }

  /// The axis with these edges.
  public static Axis of(String name, double... edges) {
    return new Axis(name, Arrays.stream(edges).boxed().toList());
  }

  /// How many cells there are: one more than edges.
  public int cells() {
    return edges.size() + 1;
  }

  /// The cell of `value`, from 0: how many edges are at or below it.
  public int cellOf(double value) {
    int low = 0;
    int high = edges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges.get(middle) <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
