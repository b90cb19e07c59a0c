package dev.pawl.labs.programs.evolution;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Outcome;
import dev.pawl.Problem.Incumbents;
import dev.pawl.Score;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Trial.Split;
import dev.pawl.labs.programs.task.Assay.Result;
import dev.pawl.labs.programs.task.Objective.Combine;
import dev.pawl.labs.programs.task.Stage;
import dev.pawl.labs.programs.task.Task;
import dev.pawl.labs.programs.task.Trait;
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
    return score(candidate, draw, Incumbents.NONE);
  }

  /// The same; who cannot be admitted any more, whatever comes, is not put to further trials.
  Outcome score(Candidate candidate, Draw draw, Incumbents incumbents) {
    try {
      return attempt(candidate, draw, incumbents);
    } catch (EvaluatorException e) {
      return new Outcome.Crashed("evaluator: " + e.getMessage());
    }
  }

  /// The same, where a fault of the evaluator is not yet an outcome.
  ///
  /// @throws EvaluatorException if the evaluator is at fault
  Outcome attempt(Candidate candidate, Draw draw) {
    return attempt(candidate, draw, Incumbents.NONE);
  }

  private Outcome attempt(Candidate candidate, Draw draw, Incumbents incumbents) {
    Optional<String> refusal = refusal(candidate);
    return refusal.isPresent()
        ? new Outcome.Refused(refusal.get())
        : stages(candidate, draw, incumbents);
  }

  /// Why `candidate` may not be run; empty if it may.
  public Optional<String> refusal(Candidate candidate) {
    int characters = candidate.files().values().stream().mapToInt(String::length).sum();
    return characters > task.charactersMax()
        ? Optional.of(
            "has %d characters; the most is %d".formatted(characters, task.charactersMax()))
        : task.surface().violation(candidate);
  }

  private Outcome stages(Candidate candidate, Draw draw, Incumbents incumbents) {
    Outcome outcome = new Outcome.Crashed("the task has no stage");
    for (Stage stage : task.stages()) {
      outcome = stage(candidate, stage, draw, incumbents);
      if (!(outcome instanceof Outcome.Finished)) {
        return outcome;
      }
    }
    return outcome;
  }

  private Outcome stage(Candidate candidate, Stage stage, Draw draw, Incumbents incumbents) {
    Tally tally = new Tally(task, candidate);
    for (int i = 0; i < stage.trials(); i++) {
      if (i > 0 && isHopeless(tally, stage, incumbents)) {
        return new Outcome.Eliminated(
            tally.score(),
            "stage %s: hopeless after %d of %d trials".formatted(stage.name(), i, stage.trials()));
      }
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

  /// Whether even the best results of all trials to come would not be enough for the threshold or,
  /// in the last stage, for the archive. Certain, so nobody is lost by it: where the bounds of the
  /// value are wide, or the evaluator's traits may still change, nobody is hopeless.
  private boolean isHopeless(Tally tally, Stage stage, Incumbents incumbents) {
    double most = tally.most(stage.trials());
    if (stage.threshold().isPresent()) {
      return most < tally.oriented(stage.threshold().getAsDouble());
    }
    boolean isLast = stage.equals(task.stages().getLast());
    boolean isKnown =
        task.objective().combine() != Combine.PARETO
            && task.traits().stream().noneMatch(trait -> trait.kind() == Trait.Kind.DECLARED);
    return isLast && isKnown && most <= incumbents.toBeat(tally.score().traits());
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
    return value(
        candidate,
        new Trial(stage.name(), Split.SELECT, number, shared(stage, Split.SELECT, number)));
  }

  /// The value in a trial of the search that is new in this round, the same for all candidates.
  Optional<Double> race(Candidate candidate, Stage stage, int round, int number) {
    long trialSeed = seed(Draw.of(seed, round, "race " + stage.name()).purpose("" + number));
    return value(
        candidate, new Trial(stage.name(), Split.SEARCH, stage.trials() + number, trialSeed));
  }

  private Optional<Double> value(Candidate candidate, Trial trial) {
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
