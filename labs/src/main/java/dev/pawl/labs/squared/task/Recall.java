package dev.pawl.labs.squared.task;

import dev.pawl.Draw;

/// Associative recall with many queries (Arora et al. 2023): a sequence begins with `pairs` pairs
/// of a key and a value; then come keys of these and, each time, its value. Keys of a sequence
/// differ.
public final class Recall implements Source {

  private final int pairs;
  private final int keys;
  private final int values;

  /// @param pairs at the start of a sequence, at most `keys`
  /// @param keys that there are
  /// @param values that there are
  public Recall(int pairs, int keys, int values) {
    if (pairs < 1 || pairs > keys) {
      throw new IllegalArgumentException(
          "there are %d pairs and %d keys; the pairs of a sequence have different keys"
              .formatted(pairs, keys));
    }
    this.pairs = pairs;
    this.keys = keys;
    this.values = values;
  }

  @Override
  public String name() {
    return "recall-" + pairs;
  }

  @Override
  public int vocabulary() {
    return keys + values;
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public int[] sample(Draw draw, int length) {
    int[] tokens = new int[length];
    int[] order = new int[keys];
    for (int i = 0; i < keys; i++) {
      int other = draw.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    int[] held = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      held[i] = keys + draw.nextInt(values);
    }
    int asked = 0;
    for (int i = 0; i < length; i++) {
      if (i % 2 == 0) {
        asked = i < 2 * pairs ? i / 2 : draw.nextInt(pairs);
      }
      tokens[i] = i % 2 == 0 ? order[asked] : held[asked];
    }
    return tokens;
  }

  @Override
  public double nats(int[] tokens) {
    double sum = 0;
    for (int i = 1; i < tokens.length; i++) {
      boolean key = i % 2 == 0;
      if (i < 2 * pairs) {
        sum += StrictMath.log(key ? keys - i / 2.0 : values);
      } else if (key) {
        sum += StrictMath.log(pairs);
      }
    }
    return sum;
  }
}
