package dev.pawl.corewar.mars;

import static dev.pawl.corewar.mars.Cell.a;
import static dev.pawl.corewar.mars.Cell.b;
import static dev.pawl.corewar.mars.Cell.code;
import static dev.pawl.corewar.mars.Cell.lowerA;
import static dev.pawl.corewar.mars.Cell.lowerB;
import static dev.pawl.corewar.mars.Cell.lowered;
import static dev.pawl.corewar.mars.Cell.pointer;
import static dev.pawl.corewar.mars.Cell.raised;
import static dev.pawl.corewar.mars.Cell.wrap;

import java.util.Arrays;

/// The loop for any number of warriors, which also counts the addresses that each warrior ever
/// queued and the processes that it spawned. One warrior a step; for the reasons behind its form
/// see [Duel].
final class Melee {
  private static final int DJN = 8;
  private static final int SPL = 11;
  private static final int DAT = 12;
  private static final int JMP = 13;

  private final long[] core;
  private final TaskQueues queues;
  private final Executor executor;
  private final int processes;

  /// Warriors still alive, in the order of their turns; the first [#living] count.
  private final int[] order;

  private final byte[][] seen;
  final int[] spawned;
  final int[] deathCycles;

  /// Instructions until the round is over, if nobody dies.
  int left;

  int living;
  private int turn;
  private boolean alone;
  int cycle;
  long executed;

  Melee(long[] core, TaskQueues queues, Executor executor, int processes, int warriorsMax) {
    this.core = core;
    this.queues = queues;
    this.executor = executor;
    this.processes = processes;
    order = new int[warriorsMax];
    seen = new byte[warriorsMax][core.length];
    spawned = new int[warriorsMax];
    deathCycles = new int[warriorsMax];
  }

  /// Begins a round; the warriors' first processes must have been queued.
  void begin(int warriors, int first, int cycles) {
    for (int turn = 0; turn < warriors; turn++) {
      int w = (first + turn) % warriors;
      order[turn] = w;
      spawned[w] = 0;
      deathCycles[w] = 0;
      Arrays.fill(seen[w], (byte) 0);
      seen[w][queues.rings[w][queues.heads[w]]] = 1;
    }
    living = warriors;
    alone = warriors == 1;
    left = warriors * cycles;
    cycle = 0;
    turn = 0;
    executed = 0;
  }

  /// Number of addresses that warrior `w` has queued so far.
  int coverage(int w) {
    int count = 0;
    for (byte mark : seen[w]) {
      count += mark;
    }
    return count;
  }

  /// Whether the round is over.
  boolean over() {
    return left <= 0 || living == 0 || (living == 1 && !alone);
  }

  /// Runs on for some cycles, or until the round is over.
  void advance(int cycles) {
    long[] core = this.core;
    int size = core.length;
    int mask = queues.mask;
    int last = cycle + cycles;
    while (cycle < last && !over()) {
      int w = order[turn];
      char[] ring = queues.rings[w];
      byte[] seen = this.seen[w];
      int head = queues.heads[w];
      int tail = head + queues.tasks[w];
      int pc = ring[head++ & mask];
      long ir = core[pc];
      int code = code(ir);
      int next = wrap(pc + 1, size);
      if (code >>> 6 == Cell.MOV_I) {
        long moved = ir;
        if ((code & 0x38) != 0) {
          int p = wrap(pc + a(ir), size);
          moved = core[p];
          if ((code & 0x30) != 0) {
            int mode = code >>> 3;
            if ((mode & 4) == 0) {
              moved = core[wrap(p + pointer(moved, mode), size)];
            } else if ((mode & 2) == 0) {
              long less = lowered(moved, mode, size);
              core[p] = less;
              moved = core[wrap(p + pointer(less, mode), size)];
            } else {
              long more = raised(moved, mode, size);
              moved = core[wrap(p + pointer(moved, mode), size)];
              core[p] = more;
            }
          }
        }
        int d = pc;
        if ((code & 7) != 0) {
          d = wrap(pc + b(ir), size);
          if ((code & 6) != 0) {
            int p = d;
            long cell = core[p];
            if ((code & 4) != 0) {
              if ((code & 2) == 0) {
                cell = lowered(cell, code, size);
                core[p] = cell;
              } else {
                core[p] = raised(cell, code, size);
              }
            }
            d = wrap(p + pointer(cell, code), size);
          }
        }
        core[d] = moved;
        ring[tail++ & mask] = (char) next;
        seen[next] = 1;
      } else {
        int opcode = code >>> 9;
        if (opcode == SPL) {
          int target = pc;
          if ((code & 0x38) != 0) {
            target = wrap(pc + a(ir), size);
            if ((code & 0x30) != 0) {
              int p = target;
              int mode = code >>> 3;
              long cell = core[p];
              if ((mode & 4) != 0) {
                if ((mode & 2) == 0) {
                  cell = lowered(cell, mode, size);
                  core[p] = cell;
                } else {
                  core[p] = raised(cell, mode, size);
                }
              }
              target = wrap(p + pointer(cell, mode), size);
            }
          }
          if ((code & 4) != 0) {
            int p = wrap(pc + b(ir), size);
            long cell = core[p];
            core[p] = (code & 2) == 0 ? lowered(cell, code, size) : raised(cell, code, size);
          }
          ring[tail++ & mask] = (char) next;
          seen[next] = 1;
          if (tail - head < processes) {
            spawned[w]++;
            ring[tail++ & mask] = (char) target;
            seen[target] = 1;
          }
        } else if (opcode == DAT) {
          if ((code & 0x20) != 0) {
            int p = wrap(pc + a(ir), size);
            long cell = core[p];
            core[p] =
                ((code >>> 3) & 2) == 0
                    ? lowered(cell, (code >>> 3), size)
                    : raised(cell, (code >>> 3), size);
          }
          if ((code & 4) != 0) {
            int p = wrap(pc + b(ir), size);
            long cell = core[p];
            core[p] = (code & 2) == 0 ? lowered(cell, code, size) : raised(cell, code, size);
          }

        } else if (opcode == DJN) {
          int target = pc;
          if ((code & 0x38) != 0) {
            target = wrap(pc + a(ir), size);
            if ((code & 0x30) != 0) {
              int p = target;
              int mode = code >>> 3;
              long cell = core[p];
              if ((mode & 4) != 0) {
                if ((mode & 2) == 0) {
                  cell = lowered(cell, mode, size);
                  core[p] = cell;
                } else {
                  core[p] = raised(cell, mode, size);
                }
              }
              target = wrap(p + pointer(cell, mode), size);
            }
          }
          int d = pc;
          long rb = ir;
          if ((code & 7) != 0) {
            d = wrap(pc + b(ir), size);
            rb = core[d];
            if ((code & 6) != 0) {
              int p = d;
              long cell = rb;
              if ((code & 6) == 4) {
                cell = lowered(cell, code, size);
                core[p] = cell;
              }
              d = wrap(p + pointer(cell, code), size);
              rb = core[d];
              if ((code & 6) == 6) {
                core[p] = raised(cell, code, size);
              }
            }
          }
          long now = core[d];
          int modifier = code >>> 6 & 7;
          boolean jump = false;
          if (modifier != 0 && modifier != 3) {
            now = lowerB(now, size);
            jump = b(rb) != 1;
          }
          if (modifier != 1 && modifier != 2) {
            now = lowerA(now, size);
            jump |= a(rb) != 1;
          }
          core[d] = now;
          if (jump) {
            ring[tail++ & mask] = (char) target;
            seen[target] = 1;
          } else {
            ring[tail++ & mask] = (char) next;
            seen[next] = 1;
          }
        } else if (opcode == JMP) {
          int target = pc;
          if ((code & 0x38) != 0) {
            target = wrap(pc + a(ir), size);
            if ((code & 0x30) != 0) {
              int p = target;
              int mode = code >>> 3;
              long cell = core[p];
              if ((mode & 4) != 0) {
                if ((mode & 2) == 0) {
                  cell = lowered(cell, mode, size);
                  core[p] = cell;
                } else {
                  core[p] = raised(cell, mode, size);
                }
              }
              target = wrap(p + pointer(cell, mode), size);
            }
          }
          if ((code & 4) != 0) {
            int p = wrap(pc + b(ir), size);
            long cell = core[p];
            core[p] = (code & 2) == 0 ? lowered(cell, code, size) : raised(cell, code, size);
          }
          ring[tail++ & mask] = (char) target;
          seen[target] = 1;
        } else {
          int answer = executor.execute(w, pc, ir);
          if (answer >= 0) {
            ring[tail++ & mask] = (char) answer;
            seen[answer] = 1;
          }
        }
      }

      queues.heads[w] = head & mask;
      queues.tasks[w] = tail - head;
      pass();
    }
  }

  /// The warrior whose turn it is.
  int next() {
    return order[turn];
  }

  /// Notes what an instruction at `pc` queued; `answer` is the executor's.
  void count(int w, int pc, int answer, boolean split) {
    if (answer < Executor.SPLIT) {
      seen[w][answer] = 1;
      return;
    }
    seen[w][wrap(pc + 1, core.length)] = 1;
    if (split) {
      spawned[w]++;
      seen[w][answer - Executor.SPLIT] = 1;
    }
  }

  /// Ends a turn.
  void pass() {
    executed++;
    if (queues.tasks[order[turn]] == 0) {
      bury();
    } else {
      turn++;
    }
    left--;
    if (turn >= living) {
      turn = 0;
      cycle++;
    }
  }

  /// pMARS counts down the instructions that are left if nobody dies. A death takes the dead
  /// warrior's share of them, and one more. (If that leaves none, pMARS's counter misses zero and
  /// the round goes on for ever; here it ends.)
  private void bury() {
    deathCycles[order[turn]] = cycle + 1;
    left = left - 1 - (left - 1) / living;
    living--;
    System.arraycopy(order, turn + 1, order, turn, living - turn);
  }

  /// Whether nobody can die any more. A warrior loses at most one process in a cycle.
  boolean isDecided() {
    int cyclesLeft = (left + living - 1) / living;
    for (int at = 0; at < living; at++) {
      if (queues.tasks[order[at]] <= cyclesLeft) {
        return false;
      }
    }
    return true;
  }

  /// Leaves out the whole repetitions that are still to come of the last `period` cycles, before
  /// which `spawnedBefore` was counted.
  void skip(int period, int[] spawnedBefore) {
    int times = left / (period * living);
    for (int at = 0; at < living; at++) {
      int w = order[at];
      spawned[w] += times * (spawned[w] - spawnedBefore[w]);
    }
    int skipped = times * period;
    cycle += skipped;
    left -= skipped * living;
    executed += (long) skipped * living;
  }
}
