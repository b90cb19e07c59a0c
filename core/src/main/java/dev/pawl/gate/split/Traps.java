package dev.pawl.gate.split;

/// Tasks that cannot be solved, strewn among the sealed ones: whoever solves one has cheated.
///
/// @param share of traps among all tasks that a candidate sees, below one half; 2 to 5 percent is
///   usual
public record Traps<T>(double share, TaskSource<T> source) {

  public Traps {
    if (!(share >= 0 && share < 0.5)) {
      throw new IllegalArgumentException(
          "the share of traps is %s; it must be from 0 to below one half".formatted(share));
    }
  }

  /// No traps.
  public static <T> Traps<T> none() {
    return new Traps<>(
        0,
        _ -> {
          throw new AssertionError("there are no traps");
        });
  }
}
