package dev.pawl.labs.redqueen.operators;

import dev.pawl.Draw;
import java.util.ArrayList;
import java.util.List;

/// Values with weights, one of which is drawn in proportion to its weight.
final class Weighted<T> {

  private final List<T> values = new ArrayList<>();
  private final List<Integer> sums = new ArrayList<>();
  private int total;

  /// Adds a value; a weight of 0 adds nothing.
  Weighted<T> add(int weight, T value) {
    if (weight < 0) {
      throw new IllegalArgumentException("weight is %d; it must not be negative".formatted(weight));
    }
    if (weight > 0) {
      total += weight;
      values.add(value);
      sums.add(total);
    }
    return this;
  }

  /// Adds all values with the weights in the same order.
  Weighted<T> addAll(T[] all, int... weights) {
    if (all.length != weights.length) {
      throw new IllegalArgumentException(
          "there are %d values and %d weights".formatted(all.length, weights.length));
    }
    for (int i = 0; i < all.length; i++) {
      add(weights[i], all[i]);
    }
    return this;
  }

  T draw(Draw draw) {
    int at = draw.nextInt(total);
    int i = 0;
    while (sums.get(i) <= at) {
      i++;
    }
    return values.get(i);
  }
}
