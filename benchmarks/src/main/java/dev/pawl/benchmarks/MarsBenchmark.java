package dev.pawl.benchmarks;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.mars.Mars;
import dev.pawl.corewar.mars.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Battles a second, and simulated instructions a second, at the standard settings.
///
/// Warriors are assembled files (see [MarsWarriors]) of the folder `-Dpawl.hill=DIR`; without it,
/// the random warriors of the tests, whose battles are short.
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MarsBenchmark {

  /// Instructions simulated, as a rate.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counters {
    /// Read by JMH.
    public long instructions;

    /// Forgets what the last iteration counted.
    @Setup(Level.Iteration)
    public void reset() {
      instructions = 0;
    }
  }

  /// Warriors in a battle.
  @Param({"2", "6", "11"})
  public int warriors;

  private final Settings settings = Settings.STANDARD;
  private final List<List<Warrior>> battles = new ArrayList<>();
  private Mars mars = new Mars(settings, 1);
  private int[] positions = new int[0];
  private int battle;

  /// Draws the battles.
  @Setup
  public void draw() throws IOException {
    String hill =
        System.getProperty("pawl.hill", "corewar/src/test/resources/dev/pawl/corewar/fuzz");
    List<Warrior> all = MarsWarriors.folder(Path.of(hill));
    var random = new SplittableRandom(7);
    for (int i = 0; i < 500; i++) {
      var contestants = new ArrayList<Warrior>();
      while (contestants.size() < warriors) {
        contestants.add(all.get(random.nextInt(all.size())));
      }
      battles.add(contestants);
    }
    mars = new Mars(settings, warriors);
    positions = new int[warriors];
  }

  /// One round, only to know who survives.
  @Benchmark
  public int fight(Counters counters) {
    int first = next();
    mars.fight(positions, first);
    counters.instructions += mars.instructions();
    return mars.survivors();
  }

  /// One round with spawned processes and coverage.
  @Benchmark
  public int fightTraced(Counters counters) {
    int first = next();
    mars.fightTraced(positions, first);
    counters.instructions += mars.instructions();
    return mars.survivors();
  }

  private int next() {
    battle = (battle + 1) % battles.size();
    mars.enter(battles.get(battle));
    return Placement.seeded(settings, warriors, battle).next(positions);
  }
}
