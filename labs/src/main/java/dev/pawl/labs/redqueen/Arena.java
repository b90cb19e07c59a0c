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

  /// Lets `warriors` fight `battles` times, and follows the first of them. Positions depend only on
  /// the number of warriors and the battle, so that all candidates meet the same chance.
  ///
  /// @param traced how many battles, from the first, are traced for the traits: that makes a battle
  ///   about twice as long
  /// @param watch asked after each battle whether to go on
  Bout fight(List<Warrior> warriors, int battles, int traced, Watch watch) {
    Mars mars = cores.get();
    int count = warriors.size();
    Placement placement = Placement.seeded(settings, count, 0);
    int[] positions = new int[count];
    int[] cyclesAlive = new int[count];
    mars.enter(warriors);
    Bout bout = new Bout();
    for (int battle = 0; battle < battles; battle++) {
      int first = placement.next(positions);
      if (battle < traced) {
        mars.fightTraced(positions, first);
        bout.spawned += mars.spawned(0);
        bout.covered += mars.coverage(0);
        bout.traced++;
      } else {
        mars.fight(positions, first);
      }
      for (int w = 0; w < count; w++) {
        cyclesAlive[w] = mars.cyclesAlive(w);
      }
      bout.fitness.add(Fitness.of(0, cyclesAlive, settings.cycles()));
      bout.survived += mars.alive(0) ? 1 : 0;
      bout.instructions += mars.instructions();
      if (!watch.goOn(bout)) {
        break;
      }
    }
    return bout;
  }

  /// Decides after each battle whether the next is worth it.
  interface Watch {

    /// Every battle is.
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
