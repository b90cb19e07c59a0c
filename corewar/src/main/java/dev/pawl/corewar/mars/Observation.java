package dev.pawl.corewar.mars;

/// The loop for an observed round: plain, and told apart from [Melee] only by the calls to the
/// observer.
final class Observation {
  private final long[] core;
  private final TaskQueues queues;
  private final Executor executor;

  Observation(long[] core, TaskQueues queues, Executor executor) {
    this.core = core;
    this.queues = queues;
    this.executor = executor;
  }

  /// Runs the round that `melee` has begun to its end.
  void run(Melee melee, BattleObserver observer) {
    while (!melee.over()) {
      int w = melee.next();
      int cycle = melee.cycle() + 1;
      int pc = queues.take(w);
      int answer = executor.execute(w, pc, core[pc]);
      observer.executed(cycle, w, pc);
      tell(observer, w, executor.wroteByA);
      tell(observer, w, executor.wroteByB);
      tell(observer, w, executor.wroteTarget);
      if (answer != Executor.DIED) {
        int tasks = queues.tasks[w] + 1;
        queues.put(w, answer, Cell.wrap(pc + 1, core.length));
        melee.count(w, pc, answer, queues.tasks[w] > tasks);
      } else if (queues.tasks[w] == 0) {
        observer.died(cycle, w);
      }
      melee.pass();
    }
  }

  private static void tell(BattleObserver observer, int w, int address) {
    if (address >= 0) {
      observer.wrote(w, address);
    }
  }
}
