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

/// Generality as in the paper: the fraction of unseen warriors that a warrior defeats or ties, one
/// against one. It defeats whom it has the greater fitness against, and the two fitnesses of a duel
/// sum to 2, so 1 is a tie. The fitness against each is the warrior's phenotype.
final class Generality {

  private Generality() {}

  static Measurement of(
      Warrior warrior,
      String split,
      List<Warrior> opponents,
      int battles,
      Arena arena,
      ExecutorService workers) {
    List<Callable<Bout>> duels = new ArrayList<>();
    for (Warrior opponent : opponents) {
      duels.add(
          () -> arena.fight(List.of(warrior, opponent), battles, false, Arena.Watch.TO_THE_END));
    }
    List<Double> phenotype = new ArrayList<>();
    long instructions = 0;
    int held = 0;
    for (Bout bout : all(duels, workers)) {
      phenotype.add(bout.mean());
      instructions += bout.instructions();
      held += bout.mean() >= 1 - 1e-12 ? 1 : 0;
    }
    double generality = (double) held / opponents.size();
    return new Measurement(split, "generality", generality, phenotype, new Cost(0, instructions));
  }

  private static List<Bout> all(List<Callable<Bout>> duels, ExecutorService workers) {
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
