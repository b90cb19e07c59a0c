package dev.pawl.labs.programs;

import dev.pawl.Candidate;
import dev.pawl.jail.Ran;
import java.util.List;

/// Says what a candidate is worth, in two moments, so that the score is never made where the
/// candidate runs: first [#cases] says what its program is run on; then Pawl runs the program in
/// the jail; then [#judge] scores what came back. Where a task has no program (`run` is absent),
/// the candidate is data, nothing is run, and only [#judge] is asked.
///
/// Both are pure functions: same arguments, same answer. Called from many threads.
///
/// A Java evaluator has a public constructor without parameters, or one that takes a
/// [dev.pawl.study.Section], from which it reads its options (`evaluator.options` of the task).
/// There an exception stops the reading of the task.
public interface Evaluator extends AutoCloseable {

  /// What the program of a candidate is run on: the same for every candidate. One run without input
  /// by default.
  default List<Case> cases(Trial trial) {
    return List.of(Case.empty());
  }

  /// Scores what came back. Everything in `runs` and `candidate` is untrusted.
  ///
  /// @param runs one per case, in the order of `cases`; all ended with exit code 0, unless the task
  ///   says `failures: judge`. Both are empty where nothing is run
  /// @throws EvaluatorException if the evaluator itself is at fault
  Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate);

  /// Ends what it started. Nothing by default.
  @Override
  default void close() {}
}
