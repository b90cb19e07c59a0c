package dev.pawl.corewar.viewer;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Writes down one round as it is fought.
public final class Recorder {
  /// The most instructions that are written down: a whole round of two warriors at
  /// [Settings#STANDARD]; some 3 MB of memory.
  public static final int STEPS_MAX = 160_000;

  private final Settings settings;
  private final List<Warrior> warriors;
  private final int[] positions;
  private final Tape tape = new Tape();
  private final int loaded;
  private final int[] tasks;

  Recorder(Settings settings, List<Warrior> warriors, int[] positions) {
    this.settings = settings;
    this.warriors = List.copyOf(warriors);
    this.positions = positions.clone();
    tasks = new int[warriors.size()];
    for (int w = 0; w < tasks.length; w++) {
      tasks[w] = 1;
      List<Instruction> code = warriors.get(w).code();
      for (int i = 0; i < code.size(); i++) {
        tape.write((positions[w] + i) % settings.coreSize(), code.get(i), settings.coreSize());
      }
    }
    loaded = tape.writes;
  }

  void executed(
      int warrior, int address, int tasksAfter, int[] wrote, IntFunction<Instruction> cells) {
    if (tape.steps == STEPS_MAX) {
      return;
    }
    tape.step(warrior, address);
    tape.tasks(tasksAfter - tasks[warrior]);
    tasks[warrior] = tasksAfter;
    for (int cell : wrote) {
      if (cell >= 0) {
        tape.write(cell, cells.apply(cell), settings.coreSize());
      }
    }
  }

  Recording finish(long instructions, int[] tasksAtEnd, int[] cyclesAlive) {
    var fighters = new ArrayList<Recording.Fighter>();
    for (int w = 0; w < warriors.size(); w++) {
      Warrior warrior = warriors.get(w);
      fighters.add(
          new Recording.Fighter(
              warrior.name(),
              warrior.author(),
              positions[w],
              warrior.code().size(),
              tasksAtEnd[w],
              cyclesAlive[w]));
    }
    return new Recording(settings, fighters, instructions, tape, loaded);
  }
}
