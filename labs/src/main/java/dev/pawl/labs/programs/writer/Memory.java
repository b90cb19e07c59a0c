package dev.pawl.labs.programs.writer;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.engine.Improver.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What came of all proposals so far, as far as writers need it. Part of the fold: [#observe],
/// [#declined], [#remark] and [#ban] are the only changes. Used by one thread; a [View] may go to
/// any.
final class Memory {

  private static final int BEST_MAX = 8;
  private static final int FAILURES_MAX = 8;
  private static final int REMARKS_MAX = 256;
  private static final int REMARKS_SHOWN_MAX = 4;
  private static final int SKETCHES_MAX = 4_096;

  /// How much of the rate of failures a single one is.
  private static final double FAILING_SHARE = 0.05;

  /// After so many tickets without progress the stagnation is a half.
  private static final double STAGNATION_HALF = 50;

  private final Map<Hash, Double> values = new HashMap<>();
  private List<Known> best = List.of();
  private List<Failure> failures = List.of();
  private List<Remark> remarks = List.of();
  private final Set<Hash> banned = new HashSet<>();
  private final List<Sketch> sketches = new ArrayList<>();
  private final List<Trial> round = new ArrayList<>();
  private int roundNumber;
  private long sinceProgress;
  private double failing;

  /// A candidate and what it is worth.
  record Known(Candidate candidate, Score score, long ticket) {}

  /// A candidate that failed, and how.
  record Failure(Candidate candidate, String reason) {}

  /// What somebody noted.
  ///
  /// @param about a candidate, or [Hash#ZERO] for the run
  record Remark(Hash about, String note) {}

  /// What was known at one moment; does not change.
  ///
  /// @param best the best first
  /// @param failures the last first
  /// @param remarks of people, the oldest first
  record View(
      List<Known> best, List<Failure> failures, List<Sketch> sketches, List<Remark> remarks) {

    /// What people noted of `candidate` or of the whole run, the last few.
    List<String> remarksOn(Candidate candidate) {
      List<String> fitting =
          remarks.stream()
              .filter(each -> each.about().equals(Hash.ZERO) || each.about().equals(candidate.id()))
              .map(Remark::note)
              .toList();
      return fitting.subList(Math.max(0, fitting.size() - REMARKS_SHOWN_MAX), fitting.size());
    }

    /// How much the most similar of all known candidates resembles this one.
    double similarity(Candidate candidate) {
      Sketch sketch = Sketch.of(candidate);
      double most = 0;
      for (Sketch other : sketches) {
        most = Math.max(most, sketch.similarity(other));
      }
      return most;
    }
  }

  /// Takes note of a trial, and says what it is worth to whoever asked for it: a half for what the
  /// archive kept, and a half for what is better than its best parent. Of a parent whose value is
  /// not known, as a seed's, the best value so far takes the place.
  double observe(Trial trial) {
    if (trial.round() != roundNumber) {
      roundNumber = trial.round();
      round.clear();
    }
    round.add(trial);
    sketches.add(Sketch.of(trial.candidate()));
    if (sketches.size() > SKETCHES_MAX) {
      sketches.subList(0, SKETCHES_MAX / 4).clear();
    }
    if (!(trial.outcome() instanceof Outcome.Finished(Score score))) {
      failed();
      reason(trial.outcome())
          .ifPresent(
              why -> failures = first(new Failure(trial.candidate(), why), failures, FAILURES_MAX));
      return 0;
    }
    double before = best.isEmpty() ? Double.NEGATIVE_INFINITY : best.getFirst().score().value();
    boolean better = score.value() > baseline(trial.parents()).orElse(before);
    succeeded(score.value() > before);
    values.put(trial.candidate().id(), score.value());
    remember(new Known(trial.candidate(), score, trial.ticket()));
    return (trial.admitted() ? 0.5 : 0) + (better ? 0.5 : 0);
  }

  /// Takes note of what somebody noted.
  void remark(Hash about, String note) {
    List<Remark> all = new ArrayList<>(remarks);
    all.add(new Remark(about, note));
    remarks = List.copyOf(all.subList(Math.max(0, all.size() - REMARKS_MAX), all.size()));
  }

  /// Shows `candidate` to nobody any more.
  void ban(Hash candidate) {
    banned.add(candidate);
    best = best.stream().filter(each -> !each.candidate().id().equals(candidate)).toList();
    failures = failures.stream().filter(each -> !each.candidate().id().equals(candidate)).toList();
  }

  /// Takes note of a ticket that brought no candidate.
  void declined() {
    failed();
  }

  View view() {
    return new View(best, failures, List.copyOf(sketches), remarks);
  }

  /// The trials of the round that is going on or has just ended.
  List<Trial> round() {
    return List.copyOf(round);
  }

  /// How long there was no progress, and how often proposals fail; both from 0 to 1.
  List<Double> context() {
    return List.of(sinceProgress / (sinceProgress + STAGNATION_HALF), failing);
  }

  private Optional<Double> baseline(List<Hash> parents) {
    return parents.stream().map(values::get).filter(v -> v != null).max(Double::compare);
  }

  private void remember(Known known) {
    List<Known> all = new ArrayList<>(best);
    if (!banned.contains(known.candidate().id())
        && all.stream().noneMatch(each -> each.candidate().equals(known.candidate()))) {
      all.add(known);
    }
    all.sort(
        Comparator.comparingDouble((Known each) -> -each.score().value())
            .thenComparingLong(Known::ticket));
    best = List.copyOf(all.subList(0, Math.min(BEST_MAX, all.size())));
  }

  private void failed() {
    failing += FAILING_SHARE * (1 - failing);
    sinceProgress++;
  }

  private void succeeded(boolean progress) {
    failing -= FAILING_SHARE * failing;
    sinceProgress = progress ? 0 : sinceProgress + 1;
  }

  /// Only what its author can mend.
  private static Optional<String> reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Crashed(String reason) -> Optional.of(reason);
      case Outcome.OverLimit(String limit) ->
          Optional.of("it wanted more than it may have: " + limit);
      case Outcome.TimedOut(long millis) ->
          Optional.of("it did not end within %d milliseconds".formatted(millis));
      case Outcome.Finished _, Outcome.Eliminated _, Outcome.Refused _ -> Optional.empty();
      case Outcome.TriedToEscape _ -> Optional.empty(); // it is not to be mended
    };
  }

  private static <T> List<T> first(T item, List<T> others, int most) {
    List<T> all = new ArrayList<>(others);
    all.addFirst(item);
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }
}
