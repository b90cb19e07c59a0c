package dev.pawl.corewar.viewer;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.mars.BattleObserver;
import dev.pawl.corewar.mars.Mars;
import dev.pawl.corewar.mars.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes down one round as it is fought.
public final class Recorder {
  /// The most instructions that are written down, from the first one on: a whole round of two
  /// warriors at [Settings#STANDARD]. A recording takes some 3 MB.
  public static final int STEPS_MAX = 160_000;

  private final Settings settings;
  private final List<Warrior> warriors;
  private final int[] positions;
  private final Mars mars;
  private final Tape tape = new Tape();
  private final int loaded;

  /// Processes before the last step that was written down.
  private final int[] tasks;

  private Recorder(Settings settings, List<Warrior> warriors, int[] positions) {
    this.settings = settings;
    this.warriors = List.copyOf(warriors);
    this.positions = positions.clone();
    mars = new Mars(settings, warriors.size());
    tasks = new int[warriors.size()];
    Arrays.fill(tasks, 1);
    for (int w = 0; w < tasks.length; w++) {
      List<Instruction> code = warriors.get(w).code();
      for (int i = 0; i < code.size(); i++) {
        tape.write((positions[w] + i) % settings.coreSize(), code.get(i), settings.coreSize());
      }
    }
    loaded = tape.writes;
  }

  /// Fights the first round that `placement` gives.
  public static Recording record(Settings settings, List<Warrior> warriors, Placement placement) {
    var positions = new int[warriors.size()];
    int first = placement.next(positions);
    return record(settings, warriors, positions, first);
  }

  /// Fights one round.
  ///
  /// @param positions where each warrior's first instruction lies
  /// @param first the warrior that starts
  public static Recording record(
      Settings settings, List<Warrior> warriors, int[] positions, int first) {
    return new Recorder(settings, warriors, positions).record(first);
  }

  private Recording record(int first) {
    mars.enter(warriors);
    var writer = new Writer();
    mars.fightTraced(positions, first, writer);
    if (!writer.full) {
      countTasks();
    }
    var fighters = new ArrayList<Recording.Fighter>();
    for (int w = 0; w < warriors.size(); w++) {
      Warrior warrior = warriors.get(w);
      fighters.add(
          new Recording.Fighter(
              warrior.name(),
              warrior.author(),
              positions[w],
              warrior.code().size(),
              mars.tasks(w),
              mars.cyclesAlive(w)));
    }
    return new Recording(settings, fighters, mars.instructions(), tape, loaded);
  }

  /// Writes down what the last step made of the number of processes, which is certain only after
  /// it.
  private void countTasks() {
    if (tape.steps > 0) {
      int warrior = tape.stepWarrior[tape.steps - 1];
      tape.tasks(mars.tasks(warrior) - tasks[warrior]);
      tasks[warrior] = mars.tasks(warrior);
    }
  }

  private final class Writer implements BattleObserver {
    private boolean full;

    @Override
    public void executed(int cycle, int warrior, int address) {
      if (full) {
        return;
      }
      countTasks();
      if (tape.steps == STEPS_MAX) {
        full = true;
      } else {
        tape.step(warrior, address);
      }
    }

    @Override
    public void wrote(int warrior, int address) {
      if (!full && !tape.lastStepWrote(address)) {
        tape.write(address, mars.cell(address), settings.coreSize());
      }
    }

    @Override
    public void died(int cycle, int warrior) {
      // The step that killed it says so too.
    }
  }
}
