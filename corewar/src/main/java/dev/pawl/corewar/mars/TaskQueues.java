package dev.pawl.corewar.mars;

/// The processes of every warrior: a ring of addresses each, long enough for the most processes.
final class TaskQueues {
  final char[][] rings;
  final int mask;
  final int[] heads;
  final int[] tasks;
  private final int processes;

  TaskQueues(int processes, int warriorsMax) {
    this.processes = processes;
    int length = Integer.highestOneBit(2 * processes + 2);
    rings = new char[warriorsMax][length];
    mask = length - 1;
    heads = new int[warriorsMax];
    tasks = new int[warriorsMax];
  }

  void start(int w, int address) {
    rings[w][0] = (char) address;
    heads[w] = 0;
    tasks[w] = 1;
  }

  int take(int w) {
    int head = heads[w];
    heads[w] = head + 1 & mask;
    tasks[w]--;
    return rings[w][head];
  }

  /// Queues what [Executor#execute] answered.
  void put(int w, int answer, int following) {
    int tail = heads[w] + tasks[w];
    if (answer < Executor.SPLIT) {
      rings[w][tail & mask] = (char) answer;
      tasks[w]++;
      return;
    }
    rings[w][tail & mask] = (char) following;
    tasks[w]++;
    if (tasks[w] < processes) {
      rings[w][tail + 1 & mask] = (char) answer;
      tasks[w]++;
    }
  }

  int tasks(int w) {
    return tasks[w];
  }
}
