package dev.pawl.corewar.mars;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// A slow and obvious MARS: objects for cells, a deque for a queue, one case for each opcode and
/// modifier. It shares nothing with the fast one but the nouns, and was written from the rules.
final class ReferenceMars {

  /// A cell of the core, whose fields are always from 0 to core size - 1.
  static final class Slot {
    Opcode opcode = Opcode.DAT;
    Modifier modifier = Modifier.F;
    Mode aMode = Mode.DIRECT;
    Mode bMode = Mode.DIRECT;
    int a;
    int b;

    Slot copy() {
      Slot copy = new Slot();
      copy.become(this);
      return copy;
    }

    void become(Slot other) {
      opcode = other.opcode;
      modifier = other.modifier;
      aMode = other.aMode;
      bMode = other.bMode;
      a = other.a;
      b = other.b;
    }

    boolean same(Slot other) {
      return opcode == other.opcode
          && modifier == other.modifier
          && aMode == other.aMode
          && bMode == other.bMode
          && a == other.a
          && b == other.b;
    }
  }

  /// An operand after evaluation: where it points, and what it read.
  private record Operand(int address, Slot read) {}

  /// A warrior in battle.
  static final class Fighter {
    final Warrior warrior;
    final Map<Integer, Integer> storage;
    int lastResult;
    final Deque<Integer> queue = new ArrayDeque<>();
    final Set<Integer> queued = new HashSet<>();
    int cyclesAlive;
    int spawned;

    Fighter(Warrior warrior, Map<Integer, Integer> storage, int lastResult) {
      this.warrior = warrior;
      this.storage = storage;
      this.lastResult = lastResult;
    }

    void push(int address) {
      queue.addLast(address);
      queued.add(address);
    }
  }

  private final Settings settings;
  private final int size;
  final List<Fighter> fighters = new ArrayList<>();
  final Slot[] core;
  long instructions;

  ReferenceMars(Settings settings, List<Warrior> warriors) {
    this.settings = settings;
    size = settings.coreSize();
    core = new Slot[size];
    Map<Integer, Map<Integer, Integer>> byPin = new HashMap<>();
    for (Warrior warrior : warriors) {
      OptionalInt pin = warrior.pin();
      Map<Integer, Integer> storage =
          pin.isPresent()
              ? byPin.computeIfAbsent(pin.getAsInt(), p -> new HashMap<>())
              : new HashMap<>();
      fighters.add(new Fighter(warrior, storage, size - 1));
    }
  }

  void fight(int[] positions, int first) {
    for (int i = 0; i < size; i++) {
      core[i] = new Slot();
    }
    Deque<Fighter> turns = new ArrayDeque<>();
    for (int i = 0; i < fighters.size(); i++) {
      int w = (first + i) % fighters.size();
      Fighter fighter = fighters.get(w);
      load(fighter.warrior, positions[w]);
      fighter.queue.clear();
      fighter.queued.clear();
      fighter.spawned = 0;
      fighter.cyclesAlive = 0;
      fighter.push((positions[w] + fighter.warrior.start()) % size);
      turns.addLast(fighter);
    }
    instructions = 0;
    int countdown = fighters.size() * settings.cycles();
    int enough = fighters.size() == 1 ? 0 : 1;
    while (countdown > 0 && turns.size() > enough) {
      Fighter fighter = turns.removeFirst();
      fighter.cyclesAlive++;
      instructions++;
      step(fighter);
      if (fighter.queue.isEmpty()) {
        int shareOfTheDead = (countdown - 1) / (turns.size() + 1);
        countdown = countdown - 1 - shareOfTheDead;
      } else {
        turns.addLast(fighter);
      }
      countdown--;
    }
    for (Fighter fighter : fighters) {
      boolean alive = !fighter.queue.isEmpty();
      fighter.lastResult = alive ? turns.size() : 0;
      if (alive) {
        fighter.cyclesAlive = settings.cycles();
      }
    }
  }

  private void load(Warrior warrior, int position) {
    for (int i = 0; i < warrior.code().size(); i++) {
      Instruction instruction = warrior.code().get(i);
      Slot slot = core[(position + i) % size];
      slot.opcode = instruction.opcode();
      slot.modifier = instruction.modifier();
      slot.aMode = instruction.aMode();
      slot.bMode = instruction.bMode();
      slot.a = mod(instruction.a());
      slot.b = mod(instruction.b());
    }
  }

  private int mod(long number) {
    return (int) (((number % size) + size) % size);
  }

  private Operand evaluate(int pc, Slot fetched, Mode mode, int offset) {
    if (mode == Mode.IMMEDIATE) {
      return new Operand(pc, fetched.copy());
    }
    int address = mod(pc + offset);
    if (mode == Mode.DIRECT) {
      return new Operand(address, core[address].copy());
    }
    Slot pointer = core[address];
    switch (mode) {
      case B_PREDECREMENT -> pointer.b = mod(pointer.b - 1);
      case A_PREDECREMENT -> pointer.a = mod(pointer.a - 1);
      default -> {}
    }
    boolean throughA =
        mode == Mode.A_INDIRECT || mode == Mode.A_PREDECREMENT || mode == Mode.A_POSTINCREMENT;
    int target = mod(address + (throughA ? pointer.a : pointer.b));
    Slot read = core[target].copy();
    switch (mode) {
      case B_POSTINCREMENT -> pointer.b = mod(pointer.b + 1);
      case A_POSTINCREMENT -> pointer.a = mod(pointer.a + 1);
      default -> {}
    }
    return new Operand(target, read);
  }

  private void step(Fighter fighter) {
    int pc = fighter.queue.removeFirst();
    Slot fetched = core[pc].copy();
    Operand a = evaluate(pc, fetched, fetched.aMode, fetched.a);
    Operand b = evaluate(pc, fetched, fetched.bMode, fetched.b);
    Slot target = core[b.address()];
    Slot from = a.read();
    Slot to = b.read();
    Modifier modifier = fetched.modifier;
    int next = mod(pc + 1);
    switch (fetched.opcode) {
      case DAT -> {}
      case NOP -> fighter.push(next);
      case JMP -> fighter.push(a.address());
      case SPL -> {
        fighter.push(next);
        if (fighter.queue.size() < settings.processes()) {
          fighter.push(a.address());
          fighter.spawned++;
        }
      }
      case MOV -> {
        if (modifier == Modifier.I) {
          target.become(from);
        } else {
          write(modifier, target, from.a, from.b);
        }
        fighter.push(next);
      }
      case ADD, SUB, MUL -> {
        arithmetic(fetched.opcode, modifier, target, from, to);
        fighter.push(next);
      }
      case DIV, MOD -> {
        if (divide(fetched.opcode == Opcode.DIV, modifier, target, from, to)) {
          fighter.push(next);
        }
      }
      case JMZ -> fighter.push(isZero(modifier, to) ? a.address() : next);
      case JMN -> fighter.push(isZero(modifier, to) ? next : a.address());
      case DJN -> fighter.push(countDown(modifier, target, to) ? a.address() : next);
      case CMP, SEQ -> fighter.push(isEqual(modifier, from, to) ? mod(pc + 2) : next);
      case SNE -> fighter.push(isEqual(modifier, from, to) ? next : mod(pc + 2));
      case SLT -> fighter.push(isLess(modifier, from, to) ? mod(pc + 2) : next);
      case LDP -> {
        int index = modifier == Modifier.A || modifier == Modifier.AB ? from.a : from.b;
        int value = load(fighter, index);
        if (modifier == Modifier.A || modifier == Modifier.BA) {
          target.a = value;
        } else {
          target.b = value;
        }
        fighter.push(next);
      }
      case STP -> {
        int value = modifier == Modifier.A || modifier == Modifier.AB ? from.a : from.b;
        int index = modifier == Modifier.A || modifier == Modifier.BA ? to.a : to.b;
        store(fighter, index, value);
        fighter.push(next);
      }
    }
  }

  /// Writes the fields that a modifier says, given what comes from the A-field and the B-field.
  private static void write(Modifier modifier, Slot target, int fromA, int fromB) {
    switch (modifier) {
      case A -> target.a = fromA;
      case B -> target.b = fromB;
      case AB -> target.b = fromA;
      case BA -> target.a = fromB;
      case F, I -> {
        target.a = fromA;
        target.b = fromB;
      }
      case X -> {
        target.b = fromA;
        target.a = fromB;
      }
    }
  }

  private void arithmetic(Opcode opcode, Modifier modifier, Slot target, Slot from, Slot to) {
    switch (modifier) {
      case A -> target.a = calculate(opcode, to.a, from.a);
      case B -> target.b = calculate(opcode, to.b, from.b);
      case AB -> target.b = calculate(opcode, to.b, from.a);
      case BA -> target.a = calculate(opcode, to.a, from.b);
      case F, I -> {
        target.a = calculate(opcode, to.a, from.a);
        target.b = calculate(opcode, to.b, from.b);
      }
      case X -> {
        target.b = calculate(opcode, to.b, from.a);
        target.a = calculate(opcode, to.a, from.b);
      }
    }
  }

  private int calculate(Opcode opcode, int left, int right) {
    return switch (opcode) {
      case ADD -> mod((long) left + right);
      case SUB -> mod((long) left - right);
      case MUL -> mod((long) left * right);
      default -> throw new AssertionError(opcode);
    };
  }

  /// False if the process dies; what can be divided is divided all the same.
  private static boolean divide(
      boolean quotient, Modifier modifier, Slot target, Slot from, Slot to) {
    boolean alive = true;
    switch (modifier) {
      case A, F, I -> {
        if (from.a == 0) {
          alive = false;
        } else {
          target.a = quotient ? to.a / from.a : to.a % from.a;
        }
      }
      case BA, X -> {
        if (from.b == 0) {
          alive = false;
        } else {
          target.a = quotient ? to.a / from.b : to.a % from.b;
        }
      }
      case B, AB -> {}
    }
    switch (modifier) {
      case B, F, I -> {
        if (from.b == 0) {
          alive = false;
        } else {
          target.b = quotient ? to.b / from.b : to.b % from.b;
        }
      }
      case AB, X -> {
        if (from.a == 0) {
          alive = false;
        } else {
          target.b = quotient ? to.b / from.a : to.b % from.a;
        }
      }
      case A, BA -> {}
    }
    return alive;
  }

  private static boolean isZero(Modifier modifier, Slot tested) {
    return switch (modifier) {
      case A, BA -> tested.a == 0;
      case B, AB -> tested.b == 0;
      case F, X, I -> tested.a == 0 && tested.b == 0;
    };
  }

  private boolean countDown(Modifier modifier, Slot target, Slot tested) {
    return switch (modifier) {
      case A, BA -> {
        target.a = mod(target.a - 1);
        yield tested.a != 1;
      }
      case B, AB -> {
        target.b = mod(target.b - 1);
        yield tested.b != 1;
      }
      case F, X, I -> {
        target.a = mod(target.a - 1);
        target.b = mod(target.b - 1);
        yield tested.a != 1 || tested.b != 1;
      }
    };
  }

  private static boolean isEqual(Modifier modifier, Slot from, Slot to) {
    return switch (modifier) {
      case A -> from.a == to.a;
      case B -> from.b == to.b;
      case AB -> from.a == to.b;
      case BA -> from.b == to.a;
      case F -> from.a == to.a && from.b == to.b;
      case X -> from.a == to.b && from.b == to.a;
      case I -> from.same(to);
    };
  }

  private static boolean isLess(Modifier modifier, Slot from, Slot to) {
    return switch (modifier) {
      case A -> from.a < to.a;
      case B -> from.b < to.b;
      case AB -> from.a < to.b;
      case BA -> from.b < to.a;
      case F, I -> from.a < to.a && from.b < to.b;
      case X -> from.a < to.b && from.b < to.a;
    };
  }

  private int load(Fighter fighter, int index) {
    int cell = index % settings.pSpace();
    return cell == 0 ? fighter.lastResult : fighter.storage.getOrDefault(cell, 0);
  }

  private void store(Fighter fighter, int index, int value) {
    int cell = index % settings.pSpace();
    if (cell == 0) {
      fighter.lastResult = value;
    } else {
      fighter.storage.put(cell, value);
    }
  }
}
