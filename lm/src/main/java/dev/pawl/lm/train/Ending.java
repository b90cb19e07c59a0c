package dev.pawl.lm.train;

import java.util.Optional;

/// How a training ended.
public sealed interface Ending {

  /// All steps were done.
  record Done() implements Ending {}

  /// It was told to stop, and can go on from `checkpoint` to the same bits.
  record Stopped(Checkpoint checkpoint) implements Ending {}

  /// The loss or the weights went where nothing is learned.
  ///
  /// @param step from 1
  /// @param reason for people
  record Diverged(int step, String reason) implements Ending {}

  /// The process that trained is gone.
  ///
  /// @param reason for people: how it ended and the last that it said
  record Crashed(String reason) implements Ending {}

  /// Why nothing was learned, for people; empty where it was done or stopped.
  default Optional<String> failure() {
    return switch (this) {
      case Done _, Stopped _ -> Optional.empty();
      case Diverged(int step, String reason) ->
          Optional.of("the training diverged at step %d: %s".formatted(step, reason));
      case Crashed(String reason) -> Optional.of("the training crashed: " + reason);
    };
  }
}
