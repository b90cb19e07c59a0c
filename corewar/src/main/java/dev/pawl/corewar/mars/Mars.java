package dev.pawl.corewar.mars;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.Arrays;
import java.util.List;

/// A memory array Redcode simulator: a core in which warriors fight, exactly as in pMARS 0.9.2.
///
/// Everything is allocated once, so a round allocates nothing. Not safe for use by two threads at
/// once; make one for each.
public final class Mars {
  private final Settings settings;
  private final java.util.BitSet covered = new java.util.BitSet();
  private boolean traced;
  private long spawned;
  private final int warriorsMax;
  final long[] core;
  final TaskQueues queues;
  private final PSpace pSpace;
  private final Executor executor;
  private final long[][] images;
  private final int[] starts;
  private final long empty;
  private int warriors;

  /// Index of the living warriors in the order of their turns.
  private final int[] order;

  private final int[] cyclesAlive;
  private long instructions;

  /// @param settings of all rounds in this core
  /// @param warriorsMax the most warriors that will ever fight at once
  public Mars(Settings settings, int warriorsMax) {
    if (settings.coreSize() < 2 || warriorsMax < 1) {
      throw new IllegalArgumentException(
          "core size is %d and most warriors %d; they must be at least 2 and 1"
              .formatted(settings.coreSize(), warriorsMax));
    }
    this.settings = settings;
    this.warriorsMax = warriorsMax;
    core = new long[settings.coreSize()];
    queues = new TaskQueues(settings.processes(), warriorsMax);
    pSpace = new PSpace(settings.pSpace(), settings.coreSize(), warriorsMax);
    executor = new Executor(core, settings.coreSize(), pSpace);
    images = new long[warriorsMax][0];
    starts = new int[warriorsMax];
    order = new int[warriorsMax];
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
    for (int w = 0; w < warriors.size(); w++) {
      images[w] = image(warriors.get(w));
      starts[w] = warriors.get(w).start();
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

  /// Fights one round.
  ///
  /// @param positions where each warrior's first instruction lies
  /// @param first the warrior that starts
  public void fight(int[] positions, int first) {
    load(positions, first);
    run();
    endRound();
  }

  /// Fights one round and also counts what the first warrior spawned and covered.
  public void fightTraced(int[] positions, int first) {
    traced = true;
    spawned = 0;
    covered.clear();
    fight(positions, first);
    traced = false;
  }

  /// How many processes warrior 0 spawned in the last traced round.
  public long spawned(int w) {
    return spawned;
  }

  /// How many different addresses had a process of warrior 0 in the last traced round.
  public int coverage(int w) {
    return covered.cardinality();
  }

  private void load(int[] positions, int first) {
    Arrays.fill(core, empty);
    for (int turn = 0; turn < warriors; turn++) {
      int w = first + turn < warriors ? first + turn : first + turn - warriors;
      order[turn] = w;
      cyclesAlive[w] = settings.cycles();
      int at = positions[w];
      for (long cell : images[w]) {
        core[at] = cell;
        at = at + 1 == core.length ? 0 : at + 1;
      }
      queues.start(w, (positions[w] + starts[w]) % core.length);
    }
  }

  /// pMARS counts down the instructions that are left if nobody dies. A death takes the dead
  /// warrior's share of them, and one more.
  private void run() {
    int living = warriors;
    int left = warriors * settings.cycles();
    int turn = 0;
    int cycle = 1;
    long executed = 0;
    do {
      int w = order[turn];
      int pc = queues.take(w);
      executed++;
      if (traced && w == 0) {
        covered.set(pc);
      }
      int before = queues.tasks(w) + 1;
      int next = executor.execute(w, pc, core[pc]);
      if (next >= 0) {
        queues.put(w, next, pc + 1 == core.length ? 0 : pc + 1);
        if (w == 0 && queues.tasks(w) > before) {
          spawned++;
        }
      } else if (queues.tasks(w) == 0) {
        cyclesAlive[w] = cycle;
        left = left - 1 - (left - 1) / living;
        living--;
        if (living < 2) {
          break;
        }
        System.arraycopy(order, turn + 1, order, turn, living - turn);
        turn--;
      }
      turn++;
      if (turn == living) {
        turn = 0;
        cycle++;
      }
      left--;
    } while (left > 0);
    instructions = executed;
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
    return queues.tasks(w) > 0;
  }

  /// Number of cycles of the last round in which warrior `w` was alive: it died in the cycle of
  /// that number, or this is the number of all cycles.
  public int cyclesAlive(int w) {
    return cyclesAlive[w];
  }

  /// Number of processes that warrior `w` had at the end of the last round.
  public int tasks(int w) {
    return queues.tasks(w);
  }

  /// Number of instructions that were executed in the last round.
  public long instructions() {
    return instructions;
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
