package dev.pawl.labs.redqueen;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.engine.Proving;
import dev.pawl.labs.redqueen.model.Author;
import dev.pawl.labs.redqueen.model.LearningImprover.Exam;
import dev.pawl.labs.redqueen.model.Writer.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What a version of the model can do unaided: how its warriors, written from nothing, fare against
/// opponents that no search met. All versions are asked with the same chance.
///
/// | measurement | split | is | results |
/// |---|---|---|---|
/// | `sample score` | select | mean fitness of one sample, 1 being even | per sample |
/// | `sample generality` | select | fraction of the opponents that one sample defeats or ties | per sample |
/// | `best of k score` | select | as above, of the sample with the greatest fitness on the search split among k | per group of k |
/// | `best of k generality` | select | | per group of k |
///
/// A sample that is no warrior counts 0. The FLOPs of the samples are in the first cost, the
/// battles of each split in those where they are used first.
public final class Capability implements Exam {

  private static final double ROUNDING = 1e-12;

  private final Arena arena;
  private final Settings settings;
  private final List<Warrior> search;
  private final List<Warrior> select;
  private final int battles;
  private final int samples;
  private final int bestOf;
  private final Optional<SealedDuels> sealed;

  /// With a core of its own.
  ///
  /// @param search opponents that the best of k is chosen on
  /// @param select opponents that all is measured on
  /// @param battles with each
  /// @param samples to write
  /// @param bestOf k, at most `samples`; what is left over of the samples is in no group
  public Capability(
      Settings settings,
      List<Warrior> search,
      List<Warrior> select,
      int battles,
      int samples,
      int bestOf) {
    this(
        new Arena(settings, 2),
        settings,
        search,
        select,
        battles,
        samples,
        bestOf,
        Optional.empty());
  }

  /// @param search opponents that the best of k is chosen on
  /// @param select opponents that all is measured on
  /// @param battles with each
  /// @param samples to write
  /// @param bestOf k, at most `samples`; what is left over of the samples is in no group
  /// @param sealed tasks that versions are proved on, if they are
  Capability(
      Arena arena,
      Settings settings,
      List<Warrior> search,
      List<Warrior> select,
      int battles,
      int samples,
      int bestOf,
      Optional<SealedDuels> sealed) {
    this.arena = arena;
    this.sealed = sealed;
    this.settings = settings;
    this.search = List.copyOf(search);
    this.select = List.copyOf(select);
    this.battles = battles;
    this.samples = samples;
    this.bestOf = bestOf;
  }

  /// How a sample fared.
  private record Fared(double score, double generality, long instructions) {

    static final Fared NOT = new Fared(0, 0, 0);
  }

  @Override
  public List<Measurement> of(Author author, ExecutorService workers) {
    if (samples == 0 || select.isEmpty()) {
      return List.of();
    }
    List<Written> written = author.write(samples, Draw.of(0, 0, "capability"));
    List<Fared> chosenOn = all(written, search, workers);
    List<Fared> measured = all(written, select, workers);
    List<Fared> best = new ArrayList<>();
    for (int from = 0; from + bestOf <= samples; from += bestOf) {
      int chosen =
          IntStream.range(from, from + bestOf)
              .boxed()
              .max(Comparator.comparingDouble(i -> chosenOn.get(i).score()))
              .orElseThrow();
      best.add(measured.get(chosen));
    }
    Cost writing = Cost.flops(written.stream().mapToLong(Written::flops).sum());
    Cost fighting = new Cost(0, instructions(measured));
    Cost choosing = new Cost(0, instructions(chosenOn));
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(measurement("sample score", measured, Fared::score, writing.plus(fighting)));
    measurements.add(measurement("sample generality", measured, Fared::generality, Cost.NONE));
    if (!best.isEmpty()) {
      String k = "best of " + bestOf;
      measurements.add(measurement(k + " score", best, Fared::score, choosing));
      measurements.add(measurement(k + " generality", best, Fared::generality, Cost.NONE));
    }
    return measurements;
  }

  @Override
  public Optional<Proving<Author>> proving() {
    return sealed.map(tasks ->
        tasks.proving((champion, contender) ->
            new ProvenAuthors(tasks, settings, champion, contender, search)));
  }

  private static Measurement measurement(
      String name, List<Fared> fared, ToDoubleFunction<Fared> of, Cost cost) {
    List<Double> results = fared.stream().mapToDouble(of).boxed().toList();
    double mean = results.stream().mapToDouble(r -> r).average().orElse(0);
    return new Measurement("select", name, mean, results, cost);
  }

  private static long instructions(List<Fared> fared) {
    return fared.stream().mapToLong(Fared::instructions).sum();
  }

  private List<Fared> all(List<Written> written, List<Warrior> opponents, ExecutorService workers) {
    List<Callable<Fared>> fights = new ArrayList<>();
    for (Written each : written) {
      fights.add(() -> each.warrior().map(w -> fared(w, opponents)).orElse(Fared.NOT));
    }
    try {
      List<Fared> fared = new ArrayList<>();
      for (Future<Fared> fight : workers.invokeAll(fights)) {
        fared.add(fight.get());
      }
      return fared;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a version was measured", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a version could not be measured", e.getCause());
    }
  }

  private Fared fared(Warrior warrior, List<Warrior> opponents) {
    if (warrior.code().size() > settings.length() || opponents.isEmpty()) {
      return Fared.NOT;
    }
    double score = 0;
    int held = 0;
    long instructions = 0;
    for (Warrior opponent : opponents) {
      Arena.Bout bout =
          arena.melees(List.of(warrior, opponent), battles, 0, Arena.Watch.TO_THE_END);
      score += bout.mean();
      held += bout.mean() >= 1 - ROUNDING ? 1 : 0;
      instructions += bout.instructions();
    }
    int count = opponents.size();
    return new Fared(score / count, (double) held / count, instructions);
  }
}
