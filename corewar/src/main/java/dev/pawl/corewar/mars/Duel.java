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

/// The loop for two warriors, where nearly all of the time goes.
///
/// What it rests on, measured on real battles: `MOV.I`, `SPL`, `DAT`, `DJN` and `JMP` are 90 to 95
/// % of all instructions, so they are written out here, and [Executor] does the rest. Chains of
/// conditions beat jump tables. A branch beats arithmetic even for the wrap of an address, because
/// a predicted branch lets the processor run ahead of the memory that a pointer came from, and
/// arithmetic makes it wait: with branches throughout, 1.3 times as many instructions a second. The
/// step is written twice, so that each warrior has its own branches to predict, which is worth
/// another tenth. Helpers are below 35 bytecodes, which HotSpot always inlines.
final class Duel {
  private static final int DJN = 8;
  private static final int SPL = 11;
  private static final int DAT = 12;
  private static final int JMP = 13;

  private final long[] core;
  private final TaskQueues queues;
  private final Executor executor;
  private final int processes;

  /// 0, or 1 if the warrior that starts is dead, or 2 if the other is.
  int dead;

  Duel(long[] core, TaskQueues queues, Executor executor, int processes) {
    this.core = core;
    this.queues = queues;
    this.executor = executor;
    this.processes = processes;
  }

  /// Runs on for some cycles, or until one warrior is dead.
  ///
  /// @param w1 the warrior that starts every cycle
  /// @param cycles at least one
  /// @return cycles that were begun
  int advance(int w1, int cycles) {
    int w2 = 1 - w1;
    Executor executor = this.executor;
    long[] core = this.core;
    int size = core.length;
    int processes = this.processes;
    char[] ring1 = queues.rings[w1];
    char[] ring2 = queues.rings[w2];
    int mask = queues.mask;
    int head1 = queues.heads[w1];
    int head2 = queues.heads[w2];
    int tail1 = head1 + queues.tasks[w1];
    int tail2 = head2 + queues.tasks[w2];
    int cycle = 0;
    int dead = 0;
    do {
      cycle++;
      {
        int pc = ring1[head1++ & mask];
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
          ring1[tail1++ & mask] = (char) next;
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
            ring1[tail1++ & mask] = (char) next;
            if (tail1 - head1 < processes) {
              ring1[tail1++ & mask] = (char) target;
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
            if (tail1 == head1) {
              dead = 1;
              break;
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
              ring1[tail1++ & mask] = (char) target;
            } else {
              ring1[tail1++ & mask] = (char) next;
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
            ring1[tail1++ & mask] = (char) target;
          } else {
            int answer = executor.execute(w1, pc, ir);
            if (answer >= 0) {
              ring1[tail1++ & mask] = (char) answer;
            } else if (tail1 == head1) {
              dead = 1;
              break;
            }
          }
        }
      }

      {
        int pc = ring2[head2++ & mask];
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
          ring2[tail2++ & mask] = (char) next;
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
            ring2[tail2++ & mask] = (char) next;
            if (tail2 - head2 < processes) {
              ring2[tail2++ & mask] = (char) target;
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
            if (tail2 == head2) {
              dead = 2;
              break;
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
              ring2[tail2++ & mask] = (char) target;
            } else {
              ring2[tail2++ & mask] = (char) next;
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
            ring2[tail2++ & mask] = (char) target;
          } else {
            int answer = executor.execute(w2, pc, ir);
            if (answer >= 0) {
              ring2[tail2++ & mask] = (char) answer;
            } else if (tail2 == head2) {
              dead = 2;
              break;
            }
          }
        }
      }

    } while (cycle < cycles);
    queues.heads[w1] = head1 & mask;
    queues.tasks[w1] = tail1 - head1;
    queues.heads[w2] = head2 & mask;
    queues.tasks[w2] = tail2 - head2;
    this.dead = dead;
    return cycle;
  }
}
