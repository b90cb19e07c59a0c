package dev.pawl.engine;

import dev.pawl.Cost;
import dev.pawl.Draw;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;

/// How a lab has something proved on sealed tasks: a candidate, or a version of the improver. It
/// plays; what follows from that is decided elsewhere.
///
/// A sealed task is made of a [Draw] and nothing else, and that draw does not exist before the
/// contender is fixed. What is played here is shown to no proposer.
///
/// @param <T> what is proved
public interface Proving<T> {

  /// Sets both against each other: from now on they do not change.
  ///
  /// @param champion what was promoted last
  /// @param contender what is put before the gate; may be the champion itself, when it is measured
  ///   anew
  Pairing pair(T champion, T contender);

  /// Whether the lab has tasks that cannot be solved.
  default boolean hasTraps() {
    return false;
  }

  /// Two that are compared on the same tasks. Everything but the sizes is a pure function of the
  /// draws.
  interface Pairing {

    /// The champion's size, in a unit in which less is better and nothing is below 0.
    double championSize();

    /// The contender's size.
    double contenderSize();

    /// The contender's score from 0 to 1 on tasks of the same kind that the search saw; empty if
    /// there are none.
    Reported reported();

    /// Tasks between two looks at the evidence and at whether to stop, and in one event. The dearer
    /// a task, the fewer.
    default int batch() {
      return 16;
    }

    /// Plays one task for each of `tasks`, both sides with the same task and the same chance.
    ///
    /// @param workers idle while this is called
    List<Played> play(List<Draw> tasks, ExecutorService workers);

    /// Whether the contender solved a task that cannot be solved.
    default Trapped trap(Draw task) {
      throw new IllegalStateException("this lab has no tasks that cannot be solved");
    }
  }

  /// What the contender is known for, and what it cost to find that out.
  record Reported(OptionalDouble score, Cost cost) {

    /// Nothing.
    public static final Reported NOTHING = new Reported(OptionalDouble.empty(), Cost.NONE);
  }

  /// How both fared on one task.
  record Played(Side champion, Side contender, Cost cost) {}

  /// What came of a task that cannot be solved.
  record Trapped(boolean solved, Cost cost) {}

  /// How one of the two fared.
  sealed interface Side {

    /// It was scored.
    ///
    /// @param score from 0 to 1
    /// @param cost of its own, in a unit in which less is better and nothing is below 0
    record Scored(double score, double cost) implements Side {}

    /// It has no score, and why; that counts against the contender, on whichever side it is.
    record Missing(String reason) implements Side {}
  }
}
