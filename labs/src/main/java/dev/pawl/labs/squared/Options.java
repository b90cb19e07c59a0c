package dev.pawl.labs.squared;

import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.task.Task;
import java.util.List;
import java.util.Optional;

/// How a search for recipes is set up.
///
/// @param start recipes that a search starts from (`start`)
/// @param search tasks that candidates are scored on (`tasks`)
/// @param select tasks that champions are measured on and that the search never meets (`select`)
/// @param rungs of successive halving, the shortest trainings first (`rungs`)
/// @param brackets how often all rungs are climbed; each begins with the champions before
///   (`brackets`)
/// @param selectSeeds trainings a task when a champion is measured (`select-seeds`)
/// @param tuned whether a bracket comes first in which people's recipes are tuned: as many
///   trainings as any bracket has, and nothing but learning rates (`tuned`)
/// @param reversals whether each line that a champion changed is put back alone, to be measured
///   (`reversals`)
/// @param sealing how champions are proved; empty for not at all
public record Options(
    List<Recipe> start,
    List<Task> search,
    List<Task> select,
    List<Rung> rungs,
    int brackets,
    int selectSeeds,
    boolean tuned,
    boolean reversals,
    Optional<Sealing> sealing) {

  /// Without tuning, and without sealed tasks.
  public Options(
      List<Recipe> start,
      List<Task> search,
      List<Task> select,
      List<Rung> rungs,
      int brackets,
      int selectSeeds) {
    this(start, search, select, rungs, brackets, selectSeeds, false, false, Optional.empty());
  }

  public Options {
    start = List.copyOf(start);
    search = List.copyOf(search);
    select = List.copyOf(select);
    rungs = List.copyOf(rungs);
    if (rungs.isEmpty() || search.isEmpty() || start.isEmpty()) {
      throw new IllegalArgumentException(
          "there are %d rungs, %d tasks and %d recipes to start from; one of each is needed"
              .formatted(rungs.size(), search.size(), start.size()));
    }
  }

  /// How many rounds there are.
  int rounds() {
    return (brackets + (tuned ? 1 : 0)) * rungs.size();
  }

  /// One rung.
  ///
  /// @param candidates how many are tried; of a later rung, how many of the one before survive
  /// @param flops of each training
  /// @param seeds trainings of each task
  public record Rung(int candidates, long flops, int seeds) {

    public Rung {
      if (candidates < 1 || flops < 1_000_000 || seeds < 1) {
        throw new IllegalArgumentException(
            "a rung has %d candidates, %d flops and %d seeds; the flops must be a million or more, the rest positive"
                .formatted(candidates, flops, seeds));
      }
    }
  }
}
