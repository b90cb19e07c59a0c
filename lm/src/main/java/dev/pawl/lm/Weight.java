package dev.pawl.lm;

/// The name and the size of one weight.
///
/// @param name as Hugging Face has it
/// @param rows outputs of a matrix, or 1 for a vector
/// @param columns inputs of a matrix, or the components of a vector
/// @param matrix whether it is one
public record Weight(String name, int rows, int columns, boolean matrix) {

  Weight(String name, int rows, int columns) {
    this(name, rows, columns, true);
  }

  Weight(String name, int components) {
    this(name, 1, components, false);
  }

  /// How many numbers it has.
  public int size() {
    return Math.multiplyExact(rows, columns);
  }
}
