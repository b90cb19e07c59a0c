package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.labs.programs.Evaluator;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict.Worth;
import java.util.Optional;

/// Puts one candidate to one trial.
public interface Assay extends AutoCloseable {

  /// What came of it. Whatever the candidate does is in the result.
  ///
  /// @throws EvaluatorException if the evaluator is at fault
  Result put(Candidate candidate, Trial trial);

  /// The evaluator, where it judges the files of candidates and nothing is run.
  default Optional<Evaluator> alone() {
    return Optional.empty();
  }

  @Override
  void close();

  /// What came of a trial.
  sealed interface Result {

    /// It was judged.
    record Judged(Worth worth) implements Result {}

    /// It was judged too poor to go on with.
    record Stopped(Worth soFar, String reason) implements Result {}

    /// It could not be judged.
    record Ended(Outcome outcome) implements Result {}
  }
}
