package dev.pawl.corewar.mars;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.Arrays;
import java.util.List;

/// A memory array Redcode simulator: a core in which warriors fight, exactly as in pMARS 0.9.2.
///
/// Everything is allocated once, so a round allocates nothing. Not safe for use by two threads at
/// once; make one for each.
public final class Mars {
  /// The least cycles between two looks at a round.
  private static final int INTERVAL_MIN = 64;

  private final Settings settings;
  private final int warriorsMax;
  final long[] core;
  final TaskQueues queues;
  private final PSpace pSpace;
  private final Executor executor;
  private final Duel duel;
  private final long[][] images;
  private final int[] starts;
  private final long empty;
  private int warriors;

  private final Melee melee;
  private final Watch watch;
  private final boolean shortcuts;

  /// The most cycles between two looks at a round.
  private final int interval;

  /// Whether a contestant contains `STP`, so that what happens until the end of a round matters to
  /// the next one.
  private boolean storing;

  private final int[] spawnedBefore;
  private final int[] cyclesAlive;
  private long instructions;

  /// @param settings of all rounds in this core
  /// @param warriorsMax the most warriors that will ever fight at once
  public Mars(Settings settings, int warriorsMax) {
    this(settings, warriorsMax, true);
  }

  /// @param shortcuts whether rounds may skip what cannot matter; for tests of that
  Mars(Settings settings, int warriorsMax, boolean shortcuts) {
    if (settings.coreSize() < 2
        || warriorsMax < 1
        || warriorsMax > Integer.MAX_VALUE / settings.cycles()) {
      throw new IllegalArgumentException(
          "core size is %d and most warriors %d; they must be at least 2, and from 1 to %d"
              .formatted(settings.coreSize(), warriorsMax, Integer.MAX_VALUE / settings.cycles()));
    }
    this.shortcuts = shortcuts;
    this.settings = settings;
    this.warriorsMax = warriorsMax;
    core = new long[settings.coreSize()];
    queues = new TaskQueues(settings.processes(), warriorsMax);
    pSpace = new PSpace(settings.pSpace(), settings.coreSize(), warriorsMax);
    executor = new Executor(core, settings.coreSize(), pSpace);
    duel = new Duel(core, queues, executor, settings.processes());
    images = new long[warriorsMax][0];
    starts = new int[warriorsMax];
    melee = new Melee(core, queues, executor, settings.processes(), warriorsMax);
    watch = new Watch(core, queues, warriorsMax);
    interval = Math.max(1, settings.coreSize() / 4);
    spawnedBefore = new int[warriorsMax];
    cyclesAlive = new int[warriorsMax];
    empty = Cell.of(Instruction.EMPTY, settings.coreSize());
  }

  /// The settings that were given to the constructor.
  public Settings settings() {
    return settings;
  }

  /// Makes these warriors the contestants of the rounds that follow, numbered by their index, and
  /// empties their p-spaces.
  public void enter(List<Warrior> warriors) {
    if (warriors.isEmpty() || warriors.size() > warriorsMax) {
      throw new IllegalArgumentException(
          "%d warriors entered a MARS that was made for 1 to %d"
              .formatted(warriors.size(), warriorsMax));
    }
    storing = false;
    for (int w = 0; w < warriors.size(); w++) {
      images[w] = image(warriors.get(w));
      starts[w] = warriors.get(w).start();
      storing |= warriors.get(w).code().stream().anyMatch(cell -> cell.opcode() == Opcode.STP);
    }
    this.warriors = warriors.size();
    pSpace.reset(warriors);
  }

  private long[] image(Warrior warrior) {
    if (warrior.code().size() > settings.length()) {
      throw new IllegalArgumentException(
          "warrior '%s' has %d instructions; the settings allow %d"
              .formatted(warrior.name(), warrior.code().size(), settings.length()));
    }
    long[] image = new long[warrior.code().size()];
    for (int i = 0; i < image.length; i++) {
      image[i] = Cell.of(warrior.code().get(i), settings.coreSize());
    }
    return image;
  }

  /// Fights one round, and stops as soon as it is certain who survives. That never changes who
  /// survives, nor [#cyclesAlive]; [#tasks], [#instructions], [#cell] and [#coreHash] say where it
  /// stopped.
  ///
  /// @param positions where each warrior's first instruction lies
  /// @param first the warrior that starts
  public void fight(int[] positions, int first) {
    fight(positions, first, shortcuts);
  }

  /// Fights one round to the end, so that everything but [#spawned] and [#coverage] can be asked
  /// for afterwards.
  public void fightToEnd(int[] positions, int first) {
    fight(positions, first, false);
  }

  private void fight(int[] positions, int first, boolean outcomeOnly) {
    load(positions, first);
    if (warriors == 2) {
      duel(first, outcomeOnly);
    } else {
      melee(first, outcomeOnly);
    }
    endRound();
  }

  /// Fights one round to the end and measures all there is; with two warriors it is slower than
  /// [#fight] by about a third.
  public void fightTraced(int[] positions, int first) {
    load(positions, first);
    melee(first, false);
    endRound();
  }

  /// As [#fightTraced], and shows every step to `observer`.
  public void fightTraced(int[] positions, int first, BattleObserver observer) {
    load(positions, first);
    melee.begin(warriors, first, settings.cycles());
    new Observation(core, queues, executor).run(melee, observer);
    endMelee();
    endRound();
  }

  private void load(int[] positions, int first) {
    Arrays.fill(core, empty);
    for (int turn = 0; turn < warriors; turn++) {
      int w = first + turn < warriors ? first + turn : first + turn - warriors;
      int at = positions[w];
      for (long cell : images[w]) {
        core[at] = cell;
        at = at + 1 == core.length ? 0 : at + 1;
      }
      queues.start(w, (positions[w] + starts[w]) % core.length);
    }
    watch.begin(warriors);
  }

  private void duel(int first, boolean outcomeOnly) {
    int cycles = settings.cycles();
    int done = 0;
    boolean watching = shortcuts && !storing;
    do {
      int left = cycles - done;
      int next = watching ? Math.min(interval, left) : left;
      if (watching && outcomeOnly) {
        // A warrior loses at most one process in a cycle.
        int untilDecided = left + 1 - Math.min(queues.tasks[0], queues.tasks[1]);
        if (untilDecided <= 0) {
          break;
        }
        next = Math.min(next, Math.max(INTERVAL_MIN, untilDecided));
      }
      done += duel.advance(first, next);
      if (duel.dead != 0 || !watching) {
        break;
      }
      int period = watch.period(done);
      if (period > 0) {
        if (outcomeOnly) {
          break;
        }
        done += (cycles - done) / period * period;
        watching = false;
      } else {
        watch.save(done);
      }
    } while (done < cycles);
    instructions = 2L * done - (duel.dead == 1 ? 1 : 0);
    Arrays.fill(cyclesAlive, 0, 2, cycles);
    if (duel.dead != 0) {
      cyclesAlive[duel.dead == 1 ? first : 1 - first] = done;
    }
  }

  private void melee(int first, boolean outcomeOnly) {
    melee.begin(warriors, first, settings.cycles());
    boolean watching = shortcuts && !storing;
    while (true) {
      melee.advance(watching ? interval : settings.cycles());
      if (melee.over() || (watching && outcomeOnly && melee.isDecided())) {
        break;
      }
      int period = watching ? watch.period(melee.cycle()) : 0;
      if (period > 0) {
        if (outcomeOnly) {
          break;
        }
        melee.skip(period, spawnedBefore);
        watching = false;
      } else if (watching && watch.save(melee.cycle())) {
        System.arraycopy(melee.spawned, 0, spawnedBefore, 0, warriors);
      }
    }
    endMelee();
  }

  private void endMelee() {
    instructions = melee.executed;
    for (int w = 0; w < warriors; w++) {
      cyclesAlive[w] = alive(w) ? settings.cycles() : melee.deathCycles[w];
    }
  }

  private void endRound() {
    int survivors = survivors();
    for (int w = 0; w < warriors; w++) {
      pSpace.endRound(w, alive(w) ? survivors : 0);
    }
  }

  /// Number of warriors that survived the last round.
  public int survivors() {
    int survivors = 0;
    for (int w = 0; w < warriors; w++) {
      survivors += alive(w) ? 1 : 0;
    }
    return survivors;
  }

  /// Whether warrior `w` survived the last round.
  public boolean alive(int w) {
    return queues.tasks[w] > 0;
  }

  /// Number of cycles of the last round in which warrior `w` was alive: it died in the cycle of
  /// that number, or this is the number of all cycles.
  public int cyclesAlive(int w) {
    return cyclesAlive[w];
  }

  /// Number of processes that warrior `w` had at the end of the last round.
  public int tasks(int w) {
    return queues.tasks[w];
  }

  /// Number of instructions that were executed in the last round.
  public long instructions() {
    return instructions;
  }

  /// Number of processes that warrior `w` ever spawned in the last round, which must have been
  /// traced.
  public int spawned(int w) {
    return melee.spawned[w];
  }

  /// Number of distinct addresses that warrior `w` ever queued in the last round, which must have
  /// been traced.
  public int coverage(int w) {
    return melee.coverage(w);
  }

  /// The instruction at `address` after the last round.
  public Instruction cell(int address) {
    return Cell.toInstruction(core[address]);
  }

  /// A hash of the whole core after the last round: FNV-1a's step over opcode and modifier, modes
  /// and fields of each cell, in pMARS's numbers.
  public long coreHash() {
    long hash = 1_469_598_103_934_665_603L;
    for (long cell : core) {
      hash = mix(hash, Cell.pmarsOperation(cell));
      hash = mix(hash, Cell.pmarsAMode(cell));
      hash = mix(hash, Cell.pmarsBMode(cell));
      hash = mix(hash, Cell.a(cell));
      hash = mix(hash, Cell.b(cell));
    }
    return hash;
  }

  private static long mix(long hash, int value) {
    return (hash ^ value) * 1_099_511_628_211L;
  }
}
