package dev.pawl.lm.train;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Trains models. The same job gives the same weights, bit by bit, on the same machine with the
/// same number of threads.
public interface Trainer extends AutoCloseable {

  /// Trains.
  ///
  /// @param watch told of each step
  /// @param stop asked before each step
  /// @throws IllegalArgumentException if the checkpoint is not one of this job
  Trained train(Job job, Consumer<Progress> watch, BooleanSupplier stop);

  /// Ends what it started. Nothing by default.
  @Override
  default void close() {}
}
