package dev.pawl.labs.redqueen;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.mars.Mars;
import dev.pawl.corewar.mars.Placement;
import java.util.ArrayList;
import java.util.List;

/// Where warriors fight: each thread has a core of its own.
final class Arena {

  private final Settings settings;
  private final ThreadLocal<Mars> cores;

  /// @param warriorsMax the most that ever fight at once
  Arena(Settings settings, int warriorsMax) {
    this.settings = settings;
    this.cores = ThreadLocal.withInitial(() -> new Mars(settings, warriorsMax));
  }

  /// `battles` melees of `warriors`, in which the first is followed. Positions depend only on the
  /// number of warriors and the battle, so that all candidates meet the same chance.
  ///
  /// @param traced how many battles, from the first, are traced for the traits: a traced battle
  ///   takes much longer
  /// @param watch asked after each battle whether to go on
  Bout melees(List<Warrior> warriors, int battles, int traced, Watch watch) {
    Mars mars = cores.get();
    Placement placement = Placement.seeded(settings, warriors.size(), 0);
    mars.enter(warriors);
    Bout bout = new Bout();
    do {
      fight(mars, warriors.size(), placement, bout, bout.battles() < traced);
    } while (bout.battles() < battles && watch.goOn(bout));
    return bout;
  }

  /// `laps` laps of duels of `warrior` with one opponent after the other. A warrior that keeps
  /// things in p-space starts every duel anew.
  ///
  /// @param traced how many duels, from the first, are traced for the traits
  /// @param watch asked after each lap whether to go on
  Bout duels(Warrior warrior, List<Warrior> opponents, int laps, int traced, Watch watch) {
    Mars mars = cores.get();
    Bout bout = new Bout();
    int duels = laps * opponents.size();
    do {
      for (Warrior opponent : opponents) {
        int duel = bout.battles();
        mars.enter(List.of(warrior, opponent));
        Placement placement = Placement.seeded(settings, 2, duel);
        if (duel / opponents.size() % 2 == 1) {
          placement.next(new int[2]); // in every other lap the opponent starts
        }
        fight(mars, 2, placement, bout, duel < traced);
      }
    } while (bout.battles() < duels && watch.goOn(bout));
    return bout;
  }

  /// One duel from positions that `seed` decides.
  ///
  /// @param second whether the opponent starts
  Bout duel(Warrior warrior, Warrior opponent, long seed, boolean second) {
    Mars mars = cores.get();
    mars.enter(List.of(warrior, opponent));
    Placement placement = Placement.seeded(settings, 2, seed);
    if (second) {
      placement.next(new int[2]);
    }
    Bout bout = new Bout();
    fight(mars, 2, placement, bout, false);
    return bout;
  }

  private void fight(Mars mars, int count, Placement placement, Bout bout, boolean traced) {
    int[] positions = new int[count];
    int first = placement.next(positions);
    if (traced) {
      mars.fightTraced(positions, first);
      bout.spawned += mars.spawned(0);
      bout.covered += mars.coverage(0);
      bout.traced++;
    } else {
      mars.fight(positions, first);
    }
    int[] cyclesAlive = new int[count];
    for (int w = 0; w < count; w++) {
      cyclesAlive[w] = mars.cyclesAlive(w);
    }
    bout.fitness.add(Fitness.of(0, cyclesAlive, settings.cycles()));
    bout.survived += mars.alive(0) ? 1 : 0;
    bout.instructions += mars.instructions();
  }

  /// Decides whether more battles are worth it.
  interface Watch {

    /// All are.
    Watch TO_THE_END = soFar -> true;

    boolean goOn(Bout soFar);
  }

  /// How the first warrior fared, battle by battle.
  static final class Bout {
    private final List<Double> fitness = new ArrayList<>();
    private long spawned;
    private long covered;
    private int traced;
    private int survived;
    private long instructions;

    List<Double> fitness() {
      return fitness;
    }

    int battles() {
      return fitness.size();
    }

    int survived() {
      return survived;
    }

    long instructions() {
      return instructions;
    }

    /// Mean fitness.
    double mean() {
      double sum = 0;
      for (double f : fitness) {
        sum += f;
      }
      return sum / fitness.size();
    }

    /// Standard error of the mean; infinite for a single battle.
    double error() {
      int n = fitness.size();
      double mean = mean();
      double squares = 0;
      for (double f : fitness) {
        squares += (f - mean) * (f - mean);
      }
      return Math.sqrt(squares / (n - 1) / n);
    }

    /// Mean number of spawned processes (TSP), and of addresses that ever had a process (MC).
    List<Double> traits() {
      return List.of((double) spawned / traced, (double) covered / traced);
    }
  }
}
