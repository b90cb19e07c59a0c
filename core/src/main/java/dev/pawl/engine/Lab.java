package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Problem;
import dev.pawl.archive.Archive;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// A field of work: which problem each round poses, who proposes, and how elites are kept. A lab
/// never touches journal or gate; the engine does.
public interface Lab extends AutoCloseable {

  /// The name in studies and journals, such as `redqueen`.
  String name();

  /// How many rounds a run has; 1 where the problem never changes.
  int rounds();

  /// Round `number` (from 1), given the champions of all rounds before it, oldest first.
  Round round(int number, List<Candidate> champions);

  /// A new improver, as it is before the first ticket.
  Improver improver();

  /// How many of a round's best race before one of them is its champion; 1 for no race.
  default int leaders() {
    return 1;
  }

  /// Puts the best of a round to trials that are new to all of them; one result for each, in their
  /// order. The champion is, among those who were put to most trials, who is best there. A pure
  /// function.
  ///
  /// @param leaders at most [#leaders()], by what the search thinks of them, best first
  /// @param workers idle while this is called
  default List<Measurement> race(int round, List<Candidate> leaders, ExecutorService workers) {
    throw new IllegalStateException("the lab %s has leaders and no race".formatted(name()));
  }

  /// Measures a round's champion on splits that the search never sees; empty if the lab has none. A
  /// pure function.
  ///
  /// @param workers idle while this is called
  List<Measurement> measure(List<Candidate> champions, ExecutorService workers);

  /// How champions are proved on sealed tasks; empty if the lab cannot.
  ///
  /// @param champions of all rounds so far, oldest first
  default Optional<Proving<Candidate>> proving(List<Candidate> champions) {
    return Optional.empty();
  }

  /// Ends what the lab started, such as processes. Nothing by default.
  @Override
  default void close() {}

  /// One stretch of the search, with a barrier at its end.
  ///
  /// @param archive empty; the engine fills it
  /// @param tickets how many tickets it has, seeds included
  record Round(Problem problem, Archive archive, long tickets) {}

  /// The result of a candidate, or of a version, on a split that it was not selected on.
  ///
  /// @param split such as `select`
  /// @param name what was measured, such as `generality`
  /// @param results per task, in the split's order
  record Measurement(String split, String name, double value, List<Double> results, Cost cost) {}
}
