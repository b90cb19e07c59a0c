package dev.pawl;

/// What work used, in units that do not depend on the machine or the hour; times are kept
/// elsewhere.
///
/// @param evaluations candidates scored
/// @param instructions simulated instructions
/// @param flops floating-point operations of models, by formula
public record Cost(long evaluations, long instructions, long flops) {

  /// Nothing.
  public static final Cost NONE = new Cost(0, 0, 0);

  /// What an instruction counts as in [#compute()]: one core simulates some 130 million of them in
  /// the time in which it trains a small model for some 40 billion operations.
  public static final long FLOPS_PER_INSTRUCTION = 300;

  public Cost {
    if (evaluations < 0 || instructions < 0 || flops < 0) {
      throw new IllegalArgumentException(
          "cost is %d evaluations, %d instructions and %d flops; none may be negative"
              .formatted(evaluations, instructions, flops));
    }
  }

  /// Without a model.
  public Cost(long evaluations, long instructions) {
    this(evaluations, instructions, 0);
  }

  /// The cost of a model's work alone.
  public static Cost flops(long flops) {
    return new Cost(0, 0, flops);
  }

  /// Everything on one scale, in FLOPs; the largest `long` where it would be more.
  public long compute() {
    long most = (Long.MAX_VALUE - flops) / FLOPS_PER_INSTRUCTION;
    return instructions > most ? Long.MAX_VALUE : flops + instructions * FLOPS_PER_INSTRUCTION;
  }

  /// Both together.
  public Cost plus(Cost other) {
    return new Cost(
        Math.addExact(evaluations, other.evaluations),
        Math.addExact(instructions, other.instructions),
        Math.addExact(flops, other.flops));
  }

  /// This without `other`, which must not be more in anything.
  public Cost minus(Cost other) {
    return new Cost(
        evaluations - other.evaluations, instructions - other.instructions, flops - other.flops);
  }

  /// Whether this is at most `other` in everything.
  public boolean isWithin(Cost other) {
    return evaluations <= other.evaluations
        && instructions <= other.instructions
        && flops <= other.flops;
  }

  /// This, `n` times.
  public Cost times(long n) {
    return new Cost(
        Math.multiplyExact(evaluations, n),
        Math.multiplyExact(instructions, n),
        Math.multiplyExact(flops, n));
  }
}
