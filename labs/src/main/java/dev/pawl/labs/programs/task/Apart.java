package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Evaluator;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import dev.pawl.labs.programs.task.Program.Ready;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The candidate runs in its jail, and what came back is judged elsewhere.
///
/// @param program how candidates are run; empty where they are data
/// @param judgeFailures whether runs that failed are judged, too; else the first of them decides
record Apart(
    Optional<Program> program, Evaluator evaluator, boolean judgeFailures, CaseMemory memory)
    implements Assay {

  /// The objective and trait that counted steps are, all runs of a trial together.
  static final String STEPS = "steps";

  Apart(Optional<Program> program, Evaluator evaluator, boolean judgeFailures) {
    this(program, evaluator, judgeFailures, new CaseMemory());
  }

  @Override
  public Result put(Candidate candidate, Trial trial) {
    if (program.isEmpty()) {
      return judged(trial, List.of(), List.of(), candidate, 0);
    }
    return switch (program.get().ready(candidate)) {
      case Ready.Fails(Outcome outcome) -> new Result.Ended(outcome);
      case Ready.Runs runs -> run(runs, candidate, trial);
    };
  }

  private Result run(Ready.Runs ready, Candidate candidate, Trial trial) {
    List<Case> cases = guarded(() -> memory.cases(evaluator, trial));
    List<Ran> runs = new ArrayList<>();
    long steps = 0;
    for (Case each : cases) {
      Program.Back back = ready.run(each);
      Optional<Outcome> failure = Program.failure(back.ran(), each);
      boolean caught = failure.filter(Outcome.TriedToEscape.class::isInstance).isPresent();
      if (caught || (failure.isPresent() && !judgeFailures)) {
        return new Result.Ended(failure.get());
      }
      runs.add(back.ran());
      steps += back.steps();
    }
    return judged(trial, cases, runs, candidate, steps);
  }

  private Result judged(
      Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate, long steps) {
    return switch (guarded(() -> evaluator.judge(trial, cases, runs, candidate))) {
      case Verdict.Worth worth ->
          new Result.Judged(steps == 0 ? worth : worth.with(STEPS, (double) steps));
      case Verdict.Invalid(String reason) ->
          new Result.Ended(new Outcome.Crashed("invalid: " + reason));
    };
  }

  /// What an evaluator in Java answers; an exception is its fault. Only the name is told: the
  /// messages of some exceptions depend on how hot the code is.
  private static <T> T guarded(Supplier<T> question) {
    try {
      return question.get();
    } catch (EvaluatorException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new EvaluatorException("it threw " + e.getClass().getSimpleName(), e);
    }
  }

  @Override
  public Optional<Evaluator> judge() {
    return Optional.of(evaluator);
  }

  @Override
  public void close() {
    evaluator.close();
    program.ifPresent(Program::close);
  }

  /// The cases of recent trials, because all candidates get the same.
  static final class CaseMemory {

    private static final int TRIALS_MAX = 256;

    private final Map<Trial, List<Case>> known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Trial, List<Case>> eldest) {
            return size() > TRIALS_MAX;
          }
        };

    List<Case> cases(Evaluator evaluator, Trial trial) {
      List<Case> before = get(trial);
      if (before != null) {
        return before;
      }
      List<Case> cases = List.copyOf(evaluator.cases(trial));
      if (cases.isEmpty() || cases.size() > Case.CASES_MAX) {
        throw new EvaluatorException(
            "the evaluator gave %d cases for stage %s; from 1 to %d are expected"
                .formatted(cases.size(), trial.stage(), Case.CASES_MAX));
      }
      put(trial, cases);
      return cases;
    }

    private synchronized @Nullable List<Case> get(Trial trial) {
      return known.get(trial);
    }

    private synchronized void put(Trial trial, List<Case> cases) {
      known.put(trial, cases);
    }
  }
}
