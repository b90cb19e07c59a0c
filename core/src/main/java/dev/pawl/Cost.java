package dev.pawl;

/// What an evaluation used, in units that do not depend on the machine or the hour; times are kept
/// elsewhere.
///
/// @param evaluations candidates scored
/// @param instructions simulated instructions
public record Cost(long evaluations, long instructions) {

  /// Nothing.
  public static final Cost NONE = new Cost(0, 0);

  public Cost {
    if (evaluations < 0 || instructions < 0) {
      throw new IllegalArgumentException(
          "cost is %d evaluations and %d instructions; neither may be negative"
              .formatted(evaluations, instructions));
    }
  }

  /// Both together.
  public Cost plus(Cost other) {
    return new Cost(
        Math.addExact(evaluations, other.evaluations),
        Math.addExact(instructions, other.instructions));
  }

  /// This, `n` times.
  public Cost times(long n) {
    return new Cost(Math.multiplyExact(evaluations, n), Math.multiplyExact(instructions, n));
  }
}
