package dev.pawl.labs.programs.numbers;

import dev.pawl.Draw;

/// What a task tells of its mathematics, so that a local search can be offered: variables, a linear
/// objective to be maximised, and smooth constraints g(x) ≥ 0. A nonlinear objective becomes a
/// variable of its own with constraints. It is in floating point and decides nothing: what counts
/// is what the task certifies.
///
/// The first variables are the numbers of the candidate, in blocks that belong together, such as
/// the three numbers of a circle. The constraints should be of the order of 1 where they matter.
public interface NonlinearProgram {

  /// How many numbers a candidate has.
  int numbers();

  /// How many numbers make a block.
  int block();

  /// How many variables there are: the numbers and those that the candidate does not hold.
  default int variables() {
    return numbers();
  }

  /// The objective is the sum of the variables, times these.
  double[] weights();

  /// Tells every constraint that could matter near `x`, with its gradient. `x` is any point.
  void constraints(double[] x, Rows rows);

  /// The variables for the numbers of a candidate, those that it does not hold as good as they may
  /// be. `numbers` is any point.
  default double[] variables(double[] numbers) {
    return numbers.clone();
  }

  /// Moves `x` to where the constraints make sense, such as into a box. Nothing by default.
  default void clamp(double[] x) {}

  /// Numbers to start from.
  double[] random(Draw draw);

  /// Fills block number `block` of `numbers` with a random one.
  default void randomBlock(double[] numbers, int block, Draw draw) {
    System.arraycopy(random(draw), block * block(), numbers, block * block(), block());
  }
}
