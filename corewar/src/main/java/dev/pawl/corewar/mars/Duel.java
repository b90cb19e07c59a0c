// Written by LoopSource in the test tree, which has the reasons; change that, not this.
package dev.pawl.corewar.mars;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The loop for two warriors, where nearly all of the time goes.
///
/// What it rests on, measured on one core of an EPYC (94nop warriors; 130 M instructions/s in the
/// end, and 160 M with warriors of 1988):
///
/// - `MOV.I`, `SPL`, `DAT`, `DJN` and `JMP` are 90 to 95 % of all instructions, so they are written
///   out here. [#common] has most of the rest, [Executor] all.
/// - Branches beat arithmetic, even for the wrap of an address: a foreseen branch lets the
///   processor run ahead of the memory that a pointer came from, and arithmetic makes it wait. For
///   the same reason an instruction queues its addresses itself instead of answering how many there
///   are (82 to 101 M).
/// - Every mode is written out, and nothing calls a helper: one that HotSpot saw little of at first
///   stays a call (99 to 129 M, with all else that follows).
/// - The next instruction of each warrior is loaded a step ahead, before the branches of the
///   other's step, which are often not foreseen. That it was not overwritten meanwhile is a branch
///   too, and one that is nearly always foreseen (112 to 119 M).
/// - Both queues advance by one a cycle, so one head serves both; a queue's end is the head and its
///   tasks. There is less to keep in registers (119 to 129 M).
/// - Each warrior has its own copy of the step, so its own branches to be foreseen (a tenth).
///
/// Tried without gain: jump tables, the commonest dozen of whole instructions first, cells of 32
/// bits, no calls at all in the loop.
final class Duel {
  private static final int MOV = 0;
  private static final int ADD = 1;
  private static final int SUB = 2;
  private static final int JMZ = 6;
  private static final int JMN = 7;
  private static final int DJN = 8;
  private static final int SLT = 10;
  private static final int SPL = 11;
  private static final int DAT = 12;
  private static final int JMP = 13;
  private static final int SNE = 15;
  private static final int NOP = 16;

  /// The opcodes that [#common] does not know, as a set of bits: MUL, DIV, MOD, LDP and STP.
  static final int RARE = 1 << 3 | 1 << 4 | 1 << 5 | 1 << 17 | 1 << 18;

  /// By modifier, the fields of the B-operand that an operation works on.
  private static final int[] FIELDS = {0xFFFF_0000, 0xFFFF, 0xFFFF, 0xFFFF_0000, -1, -1, -1};

  /// The modifiers that swap the A-operand's fields, as a set of bits: AB, BA and X.
  private static final int SWAPPING = 1 << 2 | 1 << 3 | 1 << 5;

  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);

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
    int mask1 = ring1.length - 1;
    int mask2 = ring2.length - 1;
    int tasks1 = queues.tasks[w1];
    int tasks2 = queues.tasks[w2];
    int start = queues.head;
    int end = start + cycles;
    int head = start;
    int pc1 = ring1[head & mask1];
    long ir1 = core[pc1];
    int pc2 = ring2[head & mask2];
    long ir2 = core[pc2];
    int dead = 0;
    do {
      {
        int pc = pc1;
        long ir = ir1;
        if (core[pc] != ir) {
          ir = changed(core, pc);
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
          ring1[(head + tasks1) & mask1] = (char) next;
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
            ring1[(head + tasks1) & mask1] = (char) next;
            if (tasks1 < processes) {
              ring1[(head + tasks1 + 1) & mask1] = (char) target;
              tasks1++;
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
            if (--tasks1 == 0) {
              dead = 1;
              break;
            }
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
              ring1[(head + tasks1) & mask1] = (char) target;
            } else {
              ring1[(head + tasks1) & mask1] = (char) next;
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
            ring1[(head + tasks1) & mask1] = (char) target;
          } else {
            if ((RARE >>> opcode & 1) == 0) {
              int answer = common(core, pc, ir, next);
              ring1[(head + tasks1) & mask1] = (char) answer;
            } else {
              int answer = executor.execute(w1, pc, ir);
              if (answer >= 0) {
                ring1[(head + tasks1) & mask1] = (char) answer;
              } else {
                if (--tasks1 == 0) {
                  dead = 1;
                  break;
                }
              }
            }
          }
        }
        pc1 = ring1[(head + 1) & mask1];
        ir1 = core[pc1];
      }
      {
        int pc = pc2;
        long ir = ir2;
        if (core[pc] != ir) {
          ir = changed(core, pc);
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
          ring2[(head + tasks2) & mask2] = (char) next;
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
            ring2[(head + tasks2) & mask2] = (char) next;
            if (tasks2 < processes) {
              ring2[(head + tasks2 + 1) & mask2] = (char) target;
              tasks2++;
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
            if (--tasks2 == 0) {
              dead = 2;
              break;
            }
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
              ring2[(head + tasks2) & mask2] = (char) target;
            } else {
              ring2[(head + tasks2) & mask2] = (char) next;
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
            ring2[(head + tasks2) & mask2] = (char) target;
          } else {
            if ((RARE >>> opcode & 1) == 0) {
              int answer = common(core, pc, ir, next);
              ring2[(head + tasks2) & mask2] = (char) answer;
            } else {
              int answer = executor.execute(w2, pc, ir);
              if (answer >= 0) {
                ring2[(head + tasks2) & mask2] = (char) answer;
              } else {
                if (--tasks2 == 0) {
                  dead = 2;
                  break;
                }
              }
            }
          }
        }
        pc2 = ring2[(head + 1) & mask2];
        ir2 = core[pc2];
      }
      head++;
    } while (head < end);
    queues.head = head;
    queues.tasks[w1] = tasks1;
    queues.tasks[w2] = tasks2;
    this.dead = dead;
    return dead == 0 ? cycles : head - start + 1;
  }

  /// The cell once more, in a way that keeps the compiler from seeing that it could have waited for
  /// the cell in the first place.
  static long changed(long[] core, int pc) {
    return (long) CELLS.getOpaque(core, pc);
  }

  /// Executes an instruction that is not [#RARE] and cannot end a process.
  ///
  /// @return the address to queue
  static int common(long[] core, int pc, long ir, int next) {
    int size = core.length;
    int code = Cell.code(ir);
    int aMode = code >>> 3 & 7;
    int target = pc;
    long ra = ir;
    if (aMode != 0) {
      target = pc + ((int) ir >>> 16);
      if (target >= size) {
        target -= size;
      }
      ra = core[target];
      if (aMode != 1) {
        int p = target;
        long cell = ra;
        if ((aMode & 1) == 0) {
          int offset = ((int) cell & 0xFFFF);
          if ((aMode & 4) == 0) {
            target = p + offset;
            if (target >= size) {
              target -= size;
            }
            ra = core[target];
          } else if ((aMode & 2) == 0) {
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
            ra = core[target];
          } else {
            target = p + offset;
            if (target >= size) {
              target -= size;
            }
            ra = core[target];
            core[p] = offset == size - 1 ? cell - offset : cell + 1;
          }
        } else {
          int offset = ((int) cell >>> 16);
          if ((aMode & 4) == 0) {
            target = p + offset;
            if (target >= size) {
              target -= size;
            }
            ra = core[target];
          } else if ((aMode & 2) == 0) {
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
            ra = core[target];
          } else {
            target = p + offset;
            if (target >= size) {
              target -= size;
            }
            ra = core[target];
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
    int opcode = code >>> 9;
    int modifier = code >>> 6 & 7;
    int fields = FIELDS[modifier];
    int old = (int) rb;
    int source = (int) ra;
    if ((SWAPPING >>> modifier & 1) != 0) {
      source = source << 16 | source >>> 16;
    }
    switch (opcode) {
      case JMZ -> {
        return (old & fields) == 0 ? target : next;
      }
      case JMN -> {
        return (old & fields) != 0 ? target : next;
      }
      case MOV -> {
        long now = core[d];
        core[d] = now ^ ((source ^ (int) now) & fields & 0xFFFF_FFFFL);
        return next;
      }
      case ADD -> {
        int a = (old >>> 16) + (source >>> 16);
        if (a >= size) {
          a -= size;
        }
        int b = (old & 0xFFFF) + (source & 0xFFFF);
        if (b >= size) {
          b -= size;
        }
        long now = core[d];
        core[d] = now ^ ((a << 16 ^ b ^ (int) now) & fields & 0xFFFF_FFFFL);
        return next;
      }
      case SUB -> {
        int a = (old >>> 16) - (source >>> 16);
        if (a < 0) {
          a += size;
        }
        int b = (old & 0xFFFF) - (source & 0xFFFF);
        if (b < 0) {
          b += size;
        }
        long now = core[d];
        core[d] = now ^ ((a << 16 ^ b ^ (int) now) & fields & 0xFFFF_FFFFL);
        return next;
      }
      case NOP -> {
        return next;
      }
      case SLT -> {
        boolean less =
            ((fields & 0xFFFF) == 0 || (source & 0xFFFF) < (old & 0xFFFF))
                && (fields >>> 16 == 0 || source >>> 16 < old >>> 16);
        if (!less) {
          return next;
        }
      }
      default -> {
        boolean equal = modifier == 6 ? ra == rb : ((source ^ old) & fields) == 0;
        if (equal == (opcode == SNE)) {
          return next;
        }
      }
    }
    return next + 1 == size ? 0 : next + 1;
  }
}
