// Written by LoopSource in the test tree, which has the reasons; change that, not this.
package dev.pawl.corewar.mars;

import static dev.pawl.corewar.mars.Duel.RARE;

import java.util.Arrays;

/// The loop for any number of warriors, which also counts the addresses that each warrior ever
/// queued and the processes that it spawned. For its form see [Duel].
final class Melee {
  private static final int DJN = 8;
  private static final int SPL = 11;
  private static final int DAT = 12;
  private static final int JMP = 13;

  private final long[] core;
  private final TaskQueues queues;
  private final Executor executor;
  private final int processes;

  /// Warriors in the order of their turns; the first [#living] of them are alive.
  private final int[] order;

  /// By warrior and address, 1 if the warrior ever queued the address.
  private final byte[][] seen;

  final int[] spawned;
  final int[] deathCycles;

  /// Instructions until the round is over, if nobody dies.
  private int left;

  private int living;

  /// The round is over when no more than this number live.
  private int enough;

  /// Whose turn it is, as an index into [#order].
  private int turn;

  /// Cycles that were left out.
  private int skipped;

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
    for (int at = 0; at < warriors; at++) {
      int w = (first + at) % warriors;
      order[at] = w;
      spawned[w] = 0;
      deathCycles[w] = 0;
      Arrays.fill(seen[w], (byte) 0);
      seen[w][queues.get(w, 0)] = 1;
    }
    living = warriors;
    enough = warriors == 1 ? 0 : 1;
    left = warriors * cycles;
    turn = 0;
    skipped = 0;
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
    return left <= 0 || living <= enough;
  }

  /// Runs on for some cycles, or until the round is over. Must be called between two cycles.
  void advance(int cycles) {
    Executor executor = this.executor;
    long[] core = this.core;
    int size = core.length;
    int processes = this.processes;
    char[][] rings = queues.rings;
    int mask = queues.mask;
    int head = queues.head;
    int last = head + cycles;
    int turn = this.turn;
    int steps = 0;
    int living = this.living;
    int left = this.left;
    int enough = this.enough;
    int[] order = this.order;
    int[] allTasks = queues.tasks;
    byte[][] seen = this.seen;
    int w = order[turn];
    char[] ring = rings[w];
    int pc = ring[head & mask];
    long ir = core[pc];
    while (head < last && left > 0 && living > enough) {
      int nextTurn = turn + 1;
      int nextHead = head;
      if (nextTurn == living) {
        nextTurn = 0;
        nextHead++;
      }
      int nextW = order[nextTurn];
      char[] nextRing = rings[nextW];
      int nextPc = nextRing[nextHead & mask];
      long nextIr = core[nextPc];
      byte[] marks = seen[w];
      int tasks = allTasks[w];
      if (core[pc] != ir) {
        ir = Duel.changed(core, pc);
      }
      int code = (int) (ir >>> 32);
      int next = pc + 1;
      if (next >= size) {
        next -= size;
      }
      if (code >>> 6 == Cell.MOV_I) {
        long moved = ir;
        int mode = code >>> 3 & 7;
        if (mode != 0) {
          int p = pc + ((int) ir >>> 16);
          if (p >= size) {
            p -= size;
          }
          moved = core[p];
          if (mode != 1) {
            int d;
            long cell = moved;
            if ((mode & 1) == 0) {
              int offset = ((int) cell & 0xFFFF);
              if ((mode & 4) == 0) {
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
                moved = core[d];
              } else if ((mode & 2) == 0) {
                if (offset == 0) {
                  core[p] = cell + size - 1;
                  offset = size - 1;
                } else {
                  core[p] = cell - 1;
                  offset--;
                }
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
                moved = core[d];
              } else {
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
                moved = core[d];
                core[p] = offset == size - 1 ? cell - offset : cell + 1;
              }
            } else {
              int offset = ((int) cell >>> 16);
              if ((mode & 4) == 0) {
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
                moved = core[d];
              } else if ((mode & 2) == 0) {
                if (offset == 0) {
                  core[p] = cell + ((long) (size - 1) << 16);
                  offset = size - 1;
                } else {
                  core[p] = cell - (1 << 16);
                  offset--;
                }
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
                moved = core[d];
              } else {
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
                moved = core[d];
                core[p] = offset == size - 1 ? cell - ((long) offset << 16) : cell + (1 << 16);
              }
            }
          }
        }
        int d = pc + ((int) ir & 0xFFFF);
        if (d >= size) {
          d -= size;
        }
        mode = code & 7;
        if (mode != 1) {
          if (mode == 0) {
            d = pc;
          } else {
            int p = d;
            long cell = core[p];
            if ((mode & 1) == 0) {
              int offset = ((int) cell & 0xFFFF);
              if ((mode & 4) == 0) {
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
              } else if ((mode & 2) == 0) {
                if (offset == 0) {
                  core[p] = cell + size - 1;
                  offset = size - 1;
                } else {
                  core[p] = cell - 1;
                  offset--;
                }
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
              } else {
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
                core[p] = offset == size - 1 ? cell - offset : cell + 1;
              }
            } else {
              int offset = ((int) cell >>> 16);
              if ((mode & 4) == 0) {
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
              } else if ((mode & 2) == 0) {
                if (offset == 0) {
                  core[p] = cell + ((long) (size - 1) << 16);
                  offset = size - 1;
                } else {
                  core[p] = cell - (1 << 16);
                  offset--;
                }
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
              } else {
                d = p + offset;
                if (d >= size) {
                  d -= size;
                }
                core[p] = offset == size - 1 ? cell - ((long) offset << 16) : cell + (1 << 16);
              }
            }
          }
        }
        core[d] = moved;
        ring[(head + tasks) & mask] = (char) next;
        marks[next] = 1;
      } else {
        int opcode = code >>> 9;
        if (opcode == SPL) {
          int target = pc;
          if ((code & 0x38) != 0) {
            target = pc + ((int) ir >>> 16);
            if (target >= size) {
              target -= size;
            }
            if ((code & 0x30) != 0) {
              int mode = code >>> 3;
              int p = target;
              long cell = core[p];
              if ((mode & 1) == 0) {
                int offset = ((int) cell & 0xFFFF);
                if ((mode & 4) == 0) {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else if ((mode & 2) == 0) {
                  if (offset == 0) {
                    core[p] = cell + size - 1;
                    offset = size - 1;
                  } else {
                    core[p] = cell - 1;
                    offset--;
                  }
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                  core[p] = offset == size - 1 ? cell - offset : cell + 1;
                }
              } else {
                int offset = ((int) cell >>> 16);
                if ((mode & 4) == 0) {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else if ((mode & 2) == 0) {
                  if (offset == 0) {
                    core[p] = cell + ((long) (size - 1) << 16);
                    offset = size - 1;
                  } else {
                    core[p] = cell - (1 << 16);
                    offset--;
                  }
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                  core[p] = offset == size - 1 ? cell - ((long) offset << 16) : cell + (1 << 16);
                }
              }
            }
          }
          if ((code & 4) != 0) {
            int p = pc + ((int) ir & 0xFFFF);
            if (p >= size) {
              p -= size;
            }
            long cell = core[p];
            if ((code & 1) == 0) {
              int field = ((int) cell & 0xFFFF);
              if ((code & 2) == 0) {
                core[p] = field == 0 ? cell + (size - 1) : cell - 1;
              } else {
                core[p] = field == size - 1 ? cell - field : cell + 1;
              }
            } else {
              int field = ((int) cell >>> 16);
              if ((code & 2) == 0) {
                core[p] = field == 0 ? cell + ((long) (size - 1) << 16) : cell - (1 << 16);
              } else {
                core[p] = field == size - 1 ? cell - ((long) field << 16) : cell + (1 << 16);
              }
            }
          }
          ring[(head + tasks) & mask] = (char) next;
          marks[next] = 1;
          if (tasks < processes) {
            ring[(head + tasks + 1) & mask] = (char) target;
            marks[target] = 1;
            tasks++;
            spawned[w]++;
          }
        } else if (opcode == DAT) {
          if (((code >>> 3) & 4) != 0) {
            int p = pc + ((int) ir >>> 16);
            if (p >= size) {
              p -= size;
            }
            long cell = core[p];
            if (((code >>> 3) & 1) == 0) {
              int field = ((int) cell & 0xFFFF);
              if (((code >>> 3) & 2) == 0) {
                core[p] = field == 0 ? cell + (size - 1) : cell - 1;
              } else {
                core[p] = field == size - 1 ? cell - field : cell + 1;
              }
            } else {
              int field = ((int) cell >>> 16);
              if (((code >>> 3) & 2) == 0) {
                core[p] = field == 0 ? cell + ((long) (size - 1) << 16) : cell - (1 << 16);
              } else {
                core[p] = field == size - 1 ? cell - ((long) field << 16) : cell + (1 << 16);
              }
            }
          }
          if ((code & 4) != 0) {
            int p = pc + ((int) ir & 0xFFFF);
            if (p >= size) {
              p -= size;
            }
            long cell = core[p];
            if ((code & 1) == 0) {
              int field = ((int) cell & 0xFFFF);
              if ((code & 2) == 0) {
                core[p] = field == 0 ? cell + (size - 1) : cell - 1;
              } else {
                core[p] = field == size - 1 ? cell - field : cell + 1;
              }
            } else {
              int field = ((int) cell >>> 16);
              if ((code & 2) == 0) {
                core[p] = field == 0 ? cell + ((long) (size - 1) << 16) : cell - (1 << 16);
              } else {
                core[p] = field == size - 1 ? cell - ((long) field << 16) : cell + (1 << 16);
              }
            }
          }
          tasks--;
        } else if (opcode == DJN) {
          int target = pc;
          if ((code & 0x38) != 0) {
            target = pc + ((int) ir >>> 16);
            if (target >= size) {
              target -= size;
            }
            if ((code & 0x30) != 0) {
              int mode = code >>> 3;
              int p = target;
              long cell = core[p];
              if ((mode & 1) == 0) {
                int offset = ((int) cell & 0xFFFF);
                if ((mode & 4) == 0) {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else if ((mode & 2) == 0) {
                  if (offset == 0) {
                    core[p] = cell + size - 1;
                    offset = size - 1;
                  } else {
                    core[p] = cell - 1;
                    offset--;
                  }
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                  core[p] = offset == size - 1 ? cell - offset : cell + 1;
                }
              } else {
                int offset = ((int) cell >>> 16);
                if ((mode & 4) == 0) {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else if ((mode & 2) == 0) {
                  if (offset == 0) {
                    core[p] = cell + ((long) (size - 1) << 16);
                    offset = size - 1;
                  } else {
                    core[p] = cell - (1 << 16);
                    offset--;
                  }
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                  core[p] = offset == size - 1 ? cell - ((long) offset << 16) : cell + (1 << 16);
                }
              }
            }
          }
          int d = pc;
          long rb = ir;
          if ((code & 7) != 0) {
            d = pc + ((int) ir & 0xFFFF);
            if (d >= size) {
              d -= size;
            }
            rb = core[d];
            if ((code & 6) != 0) {
              int p = d;
              long cell = rb;
              if ((code & 1) == 0) {
                int offset = ((int) cell & 0xFFFF);
                if ((code & 4) == 0) {
                  d = p + offset;
                  if (d >= size) {
                    d -= size;
                  }
                  rb = core[d];
                } else if ((code & 2) == 0) {
                  if (offset == 0) {
                    core[p] = cell + size - 1;
                    offset = size - 1;
                  } else {
                    core[p] = cell - 1;
                    offset--;
                  }
                  d = p + offset;
                  if (d >= size) {
                    d -= size;
                  }
                  rb = core[d];
                } else {
                  d = p + offset;
                  if (d >= size) {
                    d -= size;
                  }
                  rb = core[d];
                  core[p] = offset == size - 1 ? cell - offset : cell + 1;
                }
              } else {
                int offset = ((int) cell >>> 16);
                if ((code & 4) == 0) {
                  d = p + offset;
                  if (d >= size) {
                    d -= size;
                  }
                  rb = core[d];
                } else if ((code & 2) == 0) {
                  if (offset == 0) {
                    core[p] = cell + ((long) (size - 1) << 16);
                    offset = size - 1;
                  } else {
                    core[p] = cell - (1 << 16);
                    offset--;
                  }
                  d = p + offset;
                  if (d >= size) {
                    d -= size;
                  }
                  rb = core[d];
                } else {
                  d = p + offset;
                  if (d >= size) {
                    d -= size;
                  }
                  rb = core[d];
                  core[p] = offset == size - 1 ? cell - ((long) offset << 16) : cell + (1 << 16);
                }
              }
            }
          }
          long now = core[d];
          int modifier = code >>> 6 & 7;
          boolean jumps = false;
          if (modifier != 0 && modifier != 3) {
            if (((int) now & 0xFFFF) == 0) {
              now += size - 1;
            } else {
              now--;
            }
            jumps = ((int) rb & 0xFFFF) != 1;
          }
          if (modifier != 1 && modifier != 2) {
            if (((int) now >>> 16) == 0) {
              now += (long) (size - 1) << 16;
            } else {
              now -= 1 << 16;
            }
            jumps |= ((int) rb >>> 16) != 1;
          }
          core[d] = now;
          if (jumps) {
            ring[(head + tasks) & mask] = (char) target;
            marks[target] = 1;
          } else {
            ring[(head + tasks) & mask] = (char) next;
            marks[next] = 1;
          }
        } else if (opcode == JMP) {
          int target = pc;
          if ((code & 0x38) != 0) {
            target = pc + ((int) ir >>> 16);
            if (target >= size) {
              target -= size;
            }
            if ((code & 0x30) != 0) {
              int mode = code >>> 3;
              int p = target;
              long cell = core[p];
              if ((mode & 1) == 0) {
                int offset = ((int) cell & 0xFFFF);
                if ((mode & 4) == 0) {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else if ((mode & 2) == 0) {
                  if (offset == 0) {
                    core[p] = cell + size - 1;
                    offset = size - 1;
                  } else {
                    core[p] = cell - 1;
                    offset--;
                  }
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                  core[p] = offset == size - 1 ? cell - offset : cell + 1;
                }
              } else {
                int offset = ((int) cell >>> 16);
                if ((mode & 4) == 0) {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else if ((mode & 2) == 0) {
                  if (offset == 0) {
                    core[p] = cell + ((long) (size - 1) << 16);
                    offset = size - 1;
                  } else {
                    core[p] = cell - (1 << 16);
                    offset--;
                  }
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                } else {
                  target = p + offset;
                  if (target >= size) {
                    target -= size;
                  }
                  core[p] = offset == size - 1 ? cell - ((long) offset << 16) : cell + (1 << 16);
                }
              }
            }
          }
          if ((code & 4) != 0) {
            int p = pc + ((int) ir & 0xFFFF);
            if (p >= size) {
              p -= size;
            }
            long cell = core[p];
            if ((code & 1) == 0) {
              int field = ((int) cell & 0xFFFF);
              if ((code & 2) == 0) {
                core[p] = field == 0 ? cell + (size - 1) : cell - 1;
              } else {
                core[p] = field == size - 1 ? cell - field : cell + 1;
              }
            } else {
              int field = ((int) cell >>> 16);
              if ((code & 2) == 0) {
                core[p] = field == 0 ? cell + ((long) (size - 1) << 16) : cell - (1 << 16);
              } else {
                core[p] = field == size - 1 ? cell - ((long) field << 16) : cell + (1 << 16);
              }
            }
          }
          ring[(head + tasks) & mask] = (char) target;
          marks[target] = 1;
        } else {
          if ((RARE >>> opcode & 1) == 0) {
            int answer = Duel.common(core, pc, ir, next);
            ring[(head + tasks) & mask] = (char) answer;
            marks[answer] = 1;
          } else {
            int answer = executor.execute(w, pc, ir);
            if (answer >= 0) {
              ring[(head + tasks) & mask] = (char) answer;
              marks[answer] = 1;
            } else {
              tasks--;
            }
          }
        }
      }
      allTasks[w] = tasks;
      steps++;
      if (tasks == 0) {
        this.left = left;
        bury(turn, head);
        left = this.left;
        living = this.living;
        nextTurn = nextTurn == 0 ? 0 : turn;
      } else if (nextW == w) {
        // Alone: what was queued just now may be next.
        nextPc = ring[nextHead & mask];
        nextIr = core[nextPc];
      }
      left--;
      turn = nextTurn;
      head = nextHead;
      w = nextW;
      ring = nextRing;
      pc = nextPc;
      ir = nextIr;
    }
    this.left = left;
    this.turn = turn;
    queues.head = head;
    executed += steps;
  }

  /// pMARS counts down the instructions that are left if nobody dies. A death takes the dead
  /// warrior's share of them, and one more. (If that leaves none, pMARS's counter misses zero and
  /// the round goes on for ever; here it ends.)
  private void bury(int turn, int head) {
    deathCycles[order[turn]] = head + skipped + 1;
    left = left - 1 - (left - 1) / living;
    living--;
    System.arraycopy(order, turn + 1, order, turn, living - turn);
  }

  /// The warrior whose turn it is.
  int next() {
    return order[turn];
  }

  /// Cycles that are over.
  int cycle() {
    return queues.head + skipped;
  }

  /// Notes what an instruction at `pc` queued, outside of [#advance]; `answer` is the executor's.
  void count(int w, int pc, int answer, boolean split) {
    if (answer < Executor.SPLIT) {
      seen[w][answer] = 1;
      return;
    }
    seen[w][Cell.wrap(pc + 1, core.length)] = 1;
    if (split) {
      spawned[w]++;
      seen[w][answer - Executor.SPLIT] = 1;
    }
  }

  /// Ends a turn that was taken outside of [#advance].
  void pass() {
    executed++;
    if (queues.tasks[order[turn]] == 0) {
      bury(turn, queues.head);
    } else {
      turn++;
    }
    left--;
    if (turn >= living) {
      turn = 0;
      queues.head++;
    }
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
    skipped += times * period;
    left -= times * period * living;
    executed += (long) times * period * living;
  }
}
