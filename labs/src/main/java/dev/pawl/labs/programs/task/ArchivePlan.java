package dev.pawl.labs.programs.task;

import dev.pawl.archive.Archive;
import dev.pawl.archive.Axis;
import dev.pawl.archive.Islands;
import dev.pawl.archive.MapElites;
import dev.pawl.archive.OpenEnded;
import dev.pawl.archive.ParetoFront;
import dev.pawl.archive.Tournament;
import dev.pawl.study.Section;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Which archive keeps the elites of a run.
///
/// @param islands how many of them evolve apart; 1 for none
/// @param every tickets between migrations
/// @param migrants elites that each island sends
/// @param capacity of those that have one
/// @param rivals of a tournament
public record ArchivePlan(
    Kind kind, int islands, int every, int migrants, int capacity, int rivals) {

  /// The archives by the names that studies use.
  public enum Kind {
    /// A grid over the task's traits.
    MAP_ELITES,
    /// Everything is kept; parents by score and few children, as ShinkaEvolve draws them.
    OPEN_ENDED,
    /// As the Darwin Gödel Machine draws them; for values from 0 to 1.
    DARWIN_GODEL,
    /// A population in which the worst dies.
    TOURNAMENT,
    /// A population in which the oldest dies.
    AGING,
    /// What no other beats in every objective.
    PARETO,
    /// The best few, each drawn alike. A baseline.
    BEAM,
    /// Every parent is the seed. A baseline.
    BEST_OF_N;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// The plan for a task with these objectives and traits that says nothing.
  static ArchivePlan fitting(Objective objective, boolean traits) {
    Kind kind =
        objective.combine() == Objective.Combine.PARETO
            ? Kind.PARETO
            : traits ? Kind.MAP_ELITES : Kind.OPEN_ENDED;
    return new ArchivePlan(kind, 1, 50, 2, 200, 3);
  }

  /// The plan that `section` says; what it does not say is that of `fallback`.
  public static ArchivePlan of(
      Section section, ArchivePlan fallback, Objective objective, List<Trait> traits) {
    List<String> kinds = Stream.of(Kind.values()).map(Kind::word).toList();
    String kind = section.oneOf("kind", fallback.kind.word(), kinds);
    ArchivePlan plan =
        new ArchivePlan(
            Kind.values()[kinds.indexOf(kind)],
            section.integer("islands", fallback.islands, 1, 1_000),
            section.integer("every", fallback.every, 1, 1_000_000_000),
            section.integer("migrants", fallback.migrants, 0, 10_000),
            section.integer("capacity", fallback.capacity, 1, 1_000_000),
            section.integer("rivals", fallback.rivals, 1, 1_000));
    plan.problem(objective, traits).ifPresent(problem -> section.problem("kind", problem));
    return plan;
  }

  private Optional<String> problem(Objective objective, List<Trait> traits) {
    boolean pareto = objective.combine() == Objective.Combine.PARETO;
    if (kind == Kind.MAP_ELITES && traits.isEmpty()) {
      return Optional.of("is map-elites, but the task declares no traits");
    }
    if (kind == Kind.PARETO && !pareto) {
      return Optional.of("is pareto, but the task does not say `objectives: {combine: pareto}`");
    }
    return Optional.empty();
  }

  /// An empty archive for `task`.
  public Archive open(Task task) {
    return islands == 1 ? island(task) : new Islands(islands, () -> island(task), every, migrants);
  }

  private Archive island(Task task) {
    List<Axis> axes = task.traits().stream().map(Trait::axis).toList();
    return switch (kind) {
      case MAP_ELITES -> new MapElites(axes);
      case OPEN_ENDED -> OpenEnded.shinkaEvolve();
      case DARWIN_GODEL -> OpenEnded.darwinGodel();
      case TOURNAMENT -> new Tournament(capacity, rivals, Tournament.Dies.WORST);
      case AGING -> new Tournament(capacity, rivals, Tournament.Dies.OLDEST);
      case PARETO -> new ParetoFront(ParetoFront.By.TRAITS, capacity);
      case BEAM -> new Tournament(capacity, 1, Tournament.Dies.WORST);
      case BEST_OF_N -> new BestOfN();
    };
  }
}
