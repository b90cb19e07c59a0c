package dev.pawl.labs.programs.numbers;

import java.util.Optional;

/// An evaluator that tells its mathematics, so that [Hops] can be offered for its task.
public interface Declared {

  /// The constraints and the objective of the numbers of a candidate, empty where there are none to
  /// tell.
  Optional<NonlinearProgram> program();
}
