package dev.pawl.labs.programs.evolution;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Trial.Split;
import dev.pawl.labs.programs.task.Assay.Result;
import dev.pawl.labs.programs.task.Stage;
import dev.pawl.labs.programs.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Scores candidates of one task: surface first, then stage by stage, trial by trial.
///
/// @param seed of the run, from which shared trials are drawn
public record Scoring(Task task, long seed) {

  /// What becomes of `candidate`.
  ///
  /// @param draw for the trials, where each candidate has its own
  public Outcome score(Candidate candidate, Draw draw) {
    try {
      return attempt(candidate, draw);
    } catch (EvaluatorException e) {
      return new Outcome.Crashed("evaluator: " + e.getMessage());
    }
  }

  /// The same, where a fault of the evaluator is not yet an outcome.
  ///
  /// @throws EvaluatorException if the evaluator is at fault
  Outcome attempt(Candidate candidate, Draw draw) {
    Optional<String> refusal = refusal(candidate);
    return refusal.isPresent()
        ? new Outcome.Refused(refusal.get())
        : stages(candidate, draw);
  }

  /// Why `candidate` may not be run; empty if it may.
  public Optional<String> refusal(Candidate candidate) {
    int characters = candidate.files().values().stream().mapToInt(String::length).sum();
    return characters > task.charactersMax()
        ? Optional.of(
            "has %d characters; the most is %d".formatted(characters, task.charactersMax()))
        : task.surface().violation(candidate);
  }

  private Outcome stages(Candidate candidate, Draw draw) {
    Outcome outcome = new Outcome.Crashed("the task has no stage");
    for (Stage stage : task.stages()) {
      outcome = stage(candidate, stage, draw);
      if (!(outcome instanceof Outcome.Finished)) {
        return outcome;
      }
    }
    return outcome;
  }

  private Outcome stage(Candidate candidate, Stage stage, Draw draw) {
    Tally tally = new Tally(task, candidate);
    for (int i = 0; i < stage.trials(); i++) {
      long trialSeed =
          task.fresh()
              ? seed(draw.purpose("%s %d".formatted(stage.name(), i)))
              : shared(stage, Split.SEARCH, i);
      switch (task.assay().put(candidate, new Trial(stage.name(), Split.SEARCH, i, trialSeed))) {
        case Result.Judged(var worth) -> tally.add(worth);
        case Result.Stopped(var worth, var reason) -> {
          tally.add(worth);
          return new Outcome.Eliminated(tally.score(), reason);
        }
        case Result.Ended(var outcome) -> {
          return outcome;
        }
      }
    }
    Score score = tally.score();
    if (stage.threshold().isPresent()) {
      double threshold = tally.oriented(stage.threshold().getAsDouble());
      if (score.value() < threshold) {
        return new Outcome.Eliminated(
            score,
            "stage %s: %s misses the threshold %s"
                .formatted(stage.name(), tally.oriented(score.value()), tally.oriented(threshold)));
      }
    }
    return new Outcome.Finished(score);
  }

  /// The values of `candidate` in trials of the last stage that no search sees, as the archive
  /// counts: more is better. Empty if one of them cannot be judged.
  public Optional<List<Double>> select(Candidate candidate, int trials) {
    Stage stage = task.stages().getLast();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      Optional<Double> value = select(candidate, stage, i);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  /// The value in one such trial.
  Optional<Double> select(Candidate candidate, Stage stage, int number) {
    Trial trial =
        new Trial(stage.name(), Split.SELECT, number, shared(stage, Split.SELECT, number));
    try {
      return task.assay().put(candidate, trial) instanceof Result.Judged(var worth)
          ? Optional.of(task.objective().value(worth))
          : Optional.empty();
    } catch (EvaluatorException e) {
      return Optional.empty();
    }
  }

  private long shared(Stage stage, Split split, int number) {
    return seed(Draw.of(seed, number, split.word() + " " + stage.name()));
  }

  private static long seed(Draw draw) {
    return draw.nextLong() & Trial.SEED_MAX;
  }
}
