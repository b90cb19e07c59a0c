package dev.pawl.corewar.viewer;

import dev.pawl.corewar.Opcode;
import java.util.Arrays;

/// The core while a recording is played: who wrote each cell last, what is in it and where
/// processes died.
final class Replay {
  /// The owner of a cell that nobody wrote.
  static final int NOBODY = -1;

  private static final int DAT = Opcode.DAT.ordinal();

  private final Tape tape;
  private int write;
  final byte[] owner;
  final boolean[] data;

  /// The step that last executed each cell, or -1.
  final int[] executed;

  final int[] tasks;
  int step;

  Replay(Recording recording) {
    tape = recording.tape;
    int size = recording.settings().coreSize();
    owner = new byte[size];
    data = new boolean[size];
    executed = new int[size];
    tasks = new int[recording.fighters().size()];
    Arrays.fill(owner, (byte) NOBODY);
    Arrays.fill(data, true);
    Arrays.fill(executed, -1);
    Arrays.fill(tasks, 1);
    for (int w = 0; w < tasks.length; w++) {
      for (int i = recording.fighters().get(w).length(); i > 0; i--) {
        apply(w);
      }
    }
  }

  boolean atEnd() {
    return step == tape.steps;
  }

  /// Plays one instruction.
  void forward() {
    int warrior = tape.stepWarrior[step];
    executed[tape.stepAddress[step]] = step;
    for (int i = tape.stepWrites[step]; i > 0; i--) {
      apply(warrior);
    }
    tasks[warrior] += tape.stepTasks[step];
    step++;
  }

  /// The warrior whose turn is next; only if not at the end.
  int turn() {
    return tape.stepWarrior[step];
  }

  private void apply(int warrior) {
    int address = tape.writeAddress[write];
    owner[address] = (byte) warrior;
    data[address] = tape.writeOperation[write] / 7 == DAT;
    write++;
  }

  /// Number of cells that each warrior wrote last.
  int[] owned() {
    var owned = new int[tasks.length];
    for (byte w : owner) {
      if (w != NOBODY) {
        owned[w]++;
      }
    }
    return owned;
  }
}
