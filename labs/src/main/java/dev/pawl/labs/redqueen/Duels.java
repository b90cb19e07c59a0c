package dev.pawl.labs.redqueen;

import dev.pawl.Cost;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.labs.redqueen.Arena.Bout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// One warrior against each of many, one against one. As in the paper, it defeats whom it has the
/// greater fitness against; the two fitnesses of a duel sum to 2, so 1 is a tie. Against warriors
/// that the search never met, the fraction that it defeats or ties is its generality, and the
/// fitnesses are its phenotype.
final class Duels {

  private static final double ROUNDING = 1e-12;

  private final Arena arena;
  private final ExecutorService workers;

  Duels(Arena arena, ExecutorService workers) {
    this.arena = arena;
    this.workers = workers;
  }

  /// The fraction of `opponents` that `warrior` defeats or ties, and its fitness against each.
  Measurement measure(
      Warrior warrior, String split, String name, List<Warrior> opponents, int battles) {
    List<Callable<Bout>> duels = new ArrayList<>();
    for (Warrior opponent : opponents) {
      duels.add(() -> arena.fight(List.of(warrior, opponent), battles, 0, Arena.Watch.TO_THE_END));
    }
    List<Double> fitness = new ArrayList<>();
    long instructions = 0;
    int held = 0;
    for (Bout bout : all(duels)) {
      fitness.add(bout.mean());
      instructions += bout.instructions();
      held += bout.mean() >= 1 - ROUNDING ? 1 : 0;
    }
    double fraction = (double) held / opponents.size();
    return new Measurement(split, name, fraction, fitness, new Cost(0, instructions));
  }

  private List<Bout> all(List<Callable<Bout>> duels) {
    try {
      List<Bout> bouts = new ArrayList<>();
      for (Future<Bout> bout : workers.invokeAll(duels)) {
        bouts.add(bout.get());
      }
      return bouts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a champion was measured", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a champion could not be measured", e.getCause());
    }
  }
}
