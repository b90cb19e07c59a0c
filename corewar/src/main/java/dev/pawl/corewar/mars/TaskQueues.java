package dev.pawl.corewar.mars;

/// The processes of every warrior: a ring of addresses each, longer than the most processes.
///
/// Every living warrior takes one process from its queue in a cycle, so all queues begin at the
/// same place in their rings, which moves on by one a cycle.
final class TaskQueues {
  final char[][] rings;
  final int mask;
  final int[] tasks;

  /// Where all queues begin: the number of cycles in which processes were taken.
  int head;

  private final int processes;

  TaskQueues(int processes, int warriorsMax) {
    this.processes = processes;
    int length = Integer.highestOneBit(2 * processes + 2);
    rings = new char[warriorsMax][length];
    mask = length - 1;
    tasks = new int[warriorsMax];
  }

  /// Gives warrior `w` one process.
  void start(int w, int address) {
    head = 0;
    rings[w][0] = (char) address;
    tasks[w] = 1;
  }

  /// The process of warrior `w` that is next, or the `i`-th after it.
  int get(int w, int i) {
    return rings[w][head + i & mask];
  }

  /// Takes the next process of warrior `w`, whose turn comes once in a cycle.
  int take(int w) {
    tasks[w]--;
    return rings[w][head & mask];
  }

  /// Queues what [Executor#execute] answered for the process that was taken.
  void put(int w, int answer, int following) {
    if (answer < Executor.SPLIT) {
      add(w, answer);
      return;
    }
    add(w, following);
    if (tasks[w] < processes) {
      add(w, answer - Executor.SPLIT);
    }
  }

  private void add(int w, int address) {
    tasks[w]++;
    rings[w][head + tasks[w] & mask] = (char) address;
  }
}
