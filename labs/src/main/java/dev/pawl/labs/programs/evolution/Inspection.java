package dev.pawl.labs.programs.evolution;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Surface.Region;
import dev.pawl.labs.programs.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What is found when a task is tried before anything is searched: does its seed score, does it
/// score the same twice, how much does chance move it, and is an emptied program worth less?
///
/// @param findings in the order in which they were made
public record Inspection(List<Finding> findings) {

  /// How a finding is to be taken.
  public enum Grade {
    FINE,
    /// A run makes sense, but its user should know.
    NOTE,
    /// A run makes no sense.
    WRONG
  }

  /// One thing that was found.
  public record Finding(Grade grade, String text) {}

  public Inspection {
    findings = List.copyOf(findings);
  }

  /// Whether a run makes sense.
  public boolean sound() {
    return findings.stream().noneMatch(finding -> finding.grade() == Grade.WRONG);
  }

  /// Tries the task of `lab`.
  public static Inspection of(ProgramsLab lab) {
    List<Finding> findings = new ArrayList<>();
    Task task = lab.task();
    surface(task, findings);
    task.lacks().forEach(lack -> note(findings, "this task lacks " + lack));
    task.notes().forEach(text -> note(findings, text));
    Scoring scoring = lab.scoring();
    Draw draw = Draw.of(0, 0, "inspection");
    Outcome first;
    try {
      first = scoring.attempt(task.seed(), draw);
    } catch (EvaluatorException e) {
      findings.add(
          new Finding(Grade.WRONG, "the evaluator is at fault: " + e.getMessage() + where(e)));
      return new Inspection(findings);
    }
    Optional<String> wrong = complaint(first);
    if (wrong.isPresent()) {
      findings.add(new Finding(Grade.WRONG, wrong.get()));
      return new Inspection(findings);
    }
    Score score = ((Outcome.Finished) first).score();
    fine(findings, "the seed scores %s".formatted(words(score)));
    again(scoring, first, findings);
    noise(scoring, findings);
    emptied(scoring, score, findings);
    return new Inspection(findings);
  }

  /// Why a search cannot start from a seed with this outcome; empty if it can.
  public static Optional<String> complaint(Outcome seed) {
    return switch (seed) {
      case Outcome.Finished _ -> Optional.empty();
      case Outcome.Eliminated(_, String reason) ->
          Optional.of(
              "the seed does not get through all stages: %s. Nothing can be bred from it: lower the threshold, or start from a better program"
                  .formatted(reason));
      case Outcome.TimedOut(long millis) ->
          Optional.of(
              "the seed does not end within %d ms: raise limits.wall, or start from a faster program"
                  .formatted(millis));
      case Outcome.OverLimit(String limit) ->
          Optional.of("the seed wants more than it may have: %s; see limits".formatted(limit));
      case Outcome.Refused(String reason) -> Optional.of("the seed is refused: " + reason);
      case Outcome.Crashed(String reason) ->
          Optional.of("the seed cannot be scored: %s".formatted(reason));
      case Outcome.TriedToEscape(String how) ->
          Optional.of("the seed reaches for what its walls keep from it: " + how);
    };
  }

  /// Where an evaluator in Java threw.
  private static String where(EvaluatorException e) {
    Throwable cause = e.getCause();
    if (cause == null || cause.getStackTrace().length == 0) {
      return "";
    }
    StackTraceElement top = cause.getStackTrace()[0];
    return ": %s, thrown at %s".formatted(cause.getMessage(), top);
  }

  private static void surface(Task task, List<Finding> findings) {
    List<Region> regions = task.surface().regions(task.seed());
    int characters = regions.stream().mapToInt(r -> r.to() - r.from()).sum();
    int all = task.seed().files().values().stream().mapToInt(String::length).sum();
    fine(
        findings,
        "%d characters in %d parts of %d files may change, of %d in all"
            .formatted(characters, regions.size(), task.seed().files().size(), all));
  }

  private static void again(Scoring scoring, Outcome first, List<Finding> findings) {
    Outcome second = scoring.score(scoring.task().seed(), Draw.of(0, 0, "inspection"));
    if (second.equals(first)) {
      fine(findings, "scored again, it is the same to the last digit");
    } else {
      note(
          findings,
          "scored again with the same chance, it is not the same: %s. `pawl rerun` will differ, and small gains may be luck"
              .formatted(second instanceof Outcome.Finished(var s) ? words(s) : second.toString()));
    }
  }

  /// The deviation of the seed's value over fresh trials; empty if nothing moves it, or if there
  /// are fewer than two trials.
  public static Optional<Double> noise(Scoring scoring) {
    int trials = scoring.task().selectTrials();
    return trials < 2
        ? Optional.empty()
        : scoring
            .select(scoring.task().seed(), trials)
            .map(Remeasured::deviation)
            .filter(deviation -> deviation > 0);
  }

  private static void noise(Scoring scoring, List<Finding> findings) {
    int trials = scoring.task().selectTrials();
    Optional<List<Double>> values = scoring.select(scoring.task().seed(), trials);
    if (trials == 0) {
      note(findings, "select.trials is 0: the champion will not be measured on fresh seeds");
    } else if (values.isEmpty()) {
      note(findings, "the seed cannot be scored on each of %d fresh seeds".formatted(trials));
    } else {
      double deviation = Remeasured.deviation(values.get());
      fine(
          findings,
          "on %d fresh seeds it has the mean %s and the deviation %s%s"
              .formatted(
                  trials,
                  Remeasured.mean(values.get()),
                  deviation,
                  deviation == 0
                      ? ""
                      : ": of single trials, differences below %s mean little"
                          .formatted(2 * deviation)));
    }
  }

  /// A program without its parts that may change should be worth less.
  private static void emptied(Scoring scoring, Score seed, List<Finding> findings) {
    Task task = scoring.task();
    Candidate empty = task.seed();
    List<Region> last =
        task.surface().regions(empty).stream()
            .sorted(Comparator.comparingInt(Region::from).reversed())
            .toList();
    for (Region region : last) {
      empty = region.replace(empty, "");
    }
    if (scoring.score(empty, Draw.of(0, 0, "inspection")) instanceof Outcome.Finished(Score score)
        && score.value() >= seed.value()) {
      note(
          findings,
          "an emptied program scores %s, no less than the seed: does the evaluator look at the right thing?"
              .formatted(score.value()));
    } else {
      fine(findings, "an emptied program is worth less");
    }
  }

  private static String words(Score score) {
    return score.traits().isEmpty()
        ? Double.toString(score.value())
        : "%s, with the traits %s".formatted(score.value(), score.traits());
  }

  private static void fine(List<Finding> findings, String text) {
    findings.add(new Finding(Grade.FINE, text));
  }

  private static void note(List<Finding> findings, String text) {
    findings.add(new Finding(Grade.NOTE, text));
  }
}
