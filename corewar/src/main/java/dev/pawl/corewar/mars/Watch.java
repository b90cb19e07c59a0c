package dev.pawl.corewar.mars;

import java.util.Arrays;

/// Notices that a round repeats itself.
///
/// All that a round does next follows from the core, the queues in their order and whose turn it
/// is; the p-space cannot change during a round if no warrior contains `STP`, since no instruction
/// makes an opcode that was not there. So if the state at the end of one cycle equals that of an
/// earlier one, the round repeats the cycles between the two for ever: whoever is alive stays
/// alive, and leaving out whole periods changes nothing.
///
/// The search is Brent's (BIT 20, 1980): one saved state, replaced whenever the time has doubled.
/// It compares only now and then, so it finds a multiple of the period. States of many processes
/// are not saved, as they hardly ever repeat.
final class Watch {
  private static final int TASKS_MAX = 512;

  private final long[] core;
  private final TaskQueues queues;
  private final long[] savedCore;
  private final char[][] savedRings;
  private final int[] savedTasks;
  private int warriors;
  private int savedCycle;
  private boolean saved;

  Watch(long[] core, TaskQueues queues, int warriorsMax) {
    this.core = core;
    this.queues = queues;
    savedCore = new long[core.length];
    savedRings = new char[warriorsMax][TASKS_MAX];
    savedTasks = new int[warriorsMax];
  }

  void begin(int warriors) {
    this.warriors = warriors;
    savedCycle = 0;
    saved = false;
  }

  /// Looks at the state after `cycle` cycles.
  ///
  /// @return cycles since the same state was last seen, or 0 if it was not
  int period(int cycle) {
    return saved && isSaved() ? cycle - savedCycle : 0;
  }

  /// Whether it is time to save the state after `cycle` cycles, which is then done.
  boolean save(int cycle) {
    if (cycle < 2 * savedCycle) {
      return false;
    }
    savedCycle = cycle;
    saved = false;
    int tasks = 0;
    for (int w = 0; w < warriors; w++) {
      tasks += queues.tasks[w];
    }
    if (tasks > TASKS_MAX) {
      return false;
    }
    for (int w = 0; w < warriors; w++) {
      savedTasks[w] = queues.tasks[w];
      for (int i = 0; i < savedTasks[w]; i++) {
        savedRings[w][i] = (char) queues.get(w, i);
      }
    }
    System.arraycopy(core, 0, savedCore, 0, core.length);
    saved = true;
    return true;
  }

  private boolean isSaved() {
    for (int w = 0; w < warriors; w++) {
      if (queues.tasks[w] != savedTasks[w]) {
        return false;
      }
    }
    for (int w = 0; w < warriors; w++) {
      for (int i = 0; i < savedTasks[w]; i++) {
        if (savedRings[w][i] != queues.get(w, i)) {
          return false;
        }
      }
    }
    return Arrays.equals(core, savedCore);
  }
}
