package dev.pawl.labs.redqueen.model;

/// The last different far numbers of a text, the latest first; a number and its negative are one.
/// At the start all are 0.
final class Recent {

  /// How many are remembered.
  static final int COUNT = 8;

  /// The greatest number, either way, that is not far.
  static final int NEAR_MAX = 50;

  private final int[] values = new int[COUNT];

  /// Takes note of a number of the text.
  void see(int value) {
    if (Math.abs(value) <= NEAR_MAX) {
      return;
    }
    int found = find(value);
    int last = found < 0 ? COUNT - 1 : found;
    System.arraycopy(values, 0, values, 1, last);
    values[0] = value;
  }

  /// Where `value` or its negative is, or -1.
  int find(int value) {
    for (int i = 0; i < COUNT; i++) {
      if (Math.abs(values[i]) == Math.abs(value)) {
        return i;
      }
    }
    return -1;
  }

  int at(int i) {
    return values[i];
  }
}
