package dev.pawl.corewar.mars;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/// pMARS 0.9.2's simulator a second time, written from its rules and not from [Mars]: an object for
/// every cell, a deque for every warrior, no shortcut, and every round traced.
///
/// In a melee whose very last instruction kills a warrior, pMARS's counter passes zero without
/// stopping there; here, as in [Mars], the round ends.
final class OracleMars {
  private static final int A = 0;
  private static final int B = 1;

  /// All of an instruction but its numbers.
  private record Kind(Opcode opcode, Modifier modifier, Mode aMode, Mode bMode) {}

  /// A cell of the core: what it does, and its A- and B-field.
  private static final class Square {
    Kind kind;
    final int[] fields;

    Square(Kind kind, int a, int b) {
      this.kind = kind;
      fields = new int[] {a, b};
    }
  }

  private static final class Player {
    final Warrior warrior;
    final int[] pSpace;
    final int[] lastResult; // cell 0 of the p-space, which is never shared
    final ArrayDeque<Integer> queue = new ArrayDeque<>();
    final BitSet covered = new BitSet();
    int cyclesAlive;
    int spawned;

    Player(Warrior warrior, int[] pSpace, int lastResult) {
      this.warrior = warrior;
      this.pSpace = pSpace;
      this.lastResult = new int[] {lastResult};
    }

    boolean isAlive() {
      return !queue.isEmpty();
    }
  }

  /// Where an operand points, and the fields that were there when it was evaluated.
  private record Operand(int address, int a, int b) {
    int field(int which) {
      return which == A ? a : b;
    }
  }

  /// What a part of an operation works on: a field of the A-operand and one of the B-operand.
  private record Pair(int from, int to) {}

  private static final Pair A_TO_A = new Pair(A, A);
  private static final Pair B_TO_B = new Pair(B, B);
  private static final Pair A_TO_B = new Pair(A, B);
  private static final Pair B_TO_A = new Pair(B, A);

  private final Settings settings;
  private final int size;
  private final Square[] core;
  private final List<Player> players = new ArrayList<>();
  private final PmarsHash hash = new PmarsHash();
  private long instructions;

  OracleMars(Settings settings) {
    this.settings = settings;
    size = settings.coreSize();
    core = new Square[size];
  }

  void enter(List<Warrior> warriors) {
    players.clear();
    for (Warrior warrior : warriors) {
      int[] pSpace =
          players.stream()
              .filter(earlier -> earlier.warrior.pin().isPresent())
              .filter(earlier -> earlier.warrior.pin().getAsInt() == warrior.pin().orElse(0))
              .map(earlier -> earlier.pSpace)
              .findFirst()
              .orElseGet(() -> new int[settings.pSpace()]);
      players.add(new Player(warrior, pSpace, size - 1));
    }
  }

  RoundFacts fight(int[] positions, int first) {
    Kind nothing = square(Instruction.EMPTY).kind;
    Arrays.setAll(core, address -> new Square(nothing, 0, 0));
    instructions = 0;
    for (int w = 0; w < players.size(); w++) {
      Player player = players.get(w);
      List<Instruction> code = player.warrior.code();
      for (int i = 0; i < code.size(); i++) {
        core[wrap(positions[w] + i)] = square(code.get(i));
      }
      player.cyclesAlive = 0;
      player.spawned = 0;
      player.covered.clear();
      player.queue.clear();
      enqueue(player, positions[w] + player.warrior.start());
    }
    run(first);
    int survivors = (int) players.stream().filter(Player::isAlive).count();
    for (Player player : players) {
      player.lastResult[0] = player.isAlive() ? survivors : 0;
      player.cyclesAlive = player.isAlive() ? settings.cycles() : player.cyclesAlive;
    }
    return new RoundFacts(
        players.stream().map(player -> player.cyclesAlive).toList(),
        players.stream().map(Player::isAlive).toList(),
        players.stream().map(player -> player.queue.size()).toList(),
        instructions,
        coreHash(),
        players.stream().map(player -> player.spawned).toList(),
        players.stream().map(player -> player.covered.cardinality()).toList());
  }

  private Square square(Instruction i) {
    var kind = new Kind(i.opcode(), i.modifier(), i.aMode(), i.bMode());
    return new Square(kind, wrap(i.a()), wrap(i.b()));
  }

  private void run(int first) {
    int living = players.size();
    long left = (long) living * settings.cycles();
    for (int turn = first; left > 0; turn = (turn + 1) % players.size()) {
      Player player = players.get(turn);
      if (player.isAlive()) {
        int before = player.queue.size();
        step(player);
        instructions++;
        player.cyclesAlive++;
        player.spawned += Math.max(0, player.queue.size() - before);
        if (!player.isAlive()) {
          left = left - 1 - (left - 1) / living;
          living--;
          if (living < 2) {
            return;
          }
        }
        left--;
      }
    }
  }

  private void step(Player player) {
    int pc = player.queue.remove();
    Kind kind = core[pc].kind;
    int[] fetched = core[pc].fields.clone();
    Operand a = evaluate(pc, kind.aMode, fetched[A], fetched);
    Operand b = evaluate(pc, kind.bMode, fetched[B], fetched);
    Square from = core[a.address];
    Square to = core[b.address];
    boolean whole = kind.modifier == Modifier.I;
    List<Pair> pairs =
        switch (kind.modifier) {
          case A -> List.of(A_TO_A);
          case B -> List.of(B_TO_B);
          case AB -> List.of(A_TO_B);
          case BA -> List.of(B_TO_A);
          case F, I -> List.of(A_TO_A, B_TO_B);
          case X -> List.of(A_TO_B, B_TO_A);
        };
    switch (kind.opcode) {
      case MOV -> {
        if (whole) {
          to.kind = from.kind;
        }
        pairs.forEach(p -> to.fields[p.to] = a.field(p.from));
        enqueue(player, pc + 1);
      }
      case ADD, SUB, MUL, DIV, MOD -> {
        boolean any = kind.opcode != Opcode.DIV && kind.opcode != Opcode.MOD;
        List<Pair> possible = pairs.stream().filter(p -> any || a.field(p.from) != 0).toList();
        possible.forEach(p -> to.fields[p.to] = calculate(kind.opcode, p, a, b));
        if (possible.equals(pairs)) {
          enqueue(player, pc + 1);
        }
      }
      case CMP, SEQ, SNE -> {
        boolean equal =
            pairs.stream().allMatch(p -> a.field(p.from) == b.field(p.to))
                && (!whole || from.kind.equals(to.kind));
        enqueue(player, pc + (equal == (kind.opcode != Opcode.SNE) ? 2 : 1));
      }
      case SLT -> {
        boolean less = pairs.stream().allMatch(p -> a.field(p.from) < b.field(p.to));
        enqueue(player, pc + (less ? 2 : 1));
      }
      case JMZ -> enqueue(player, all(pairs, b, value -> value == 0) ? a.address : pc + 1);
      case JMN -> enqueue(player, all(pairs, b, value -> value == 0) ? pc + 1 : a.address);
      case DJN -> {
        pairs.forEach(p -> to.fields[p.to] = wrap(to.fields[p.to] - 1));
        enqueue(player, all(pairs, b, value -> value == 1) ? pc + 1 : a.address);
      }
      case JMP -> enqueue(player, a.address);
      case SPL -> {
        enqueue(player, pc + 1);
        if (player.queue.size() < settings.processes()) {
          enqueue(player, a.address);
        }
      }
      case NOP -> enqueue(player, pc + 1);
      case DAT -> {}
      case LDP, STP -> {
        Pair pair = pairs.size() == 1 ? pairs.getFirst() : B_TO_B;
        boolean loads = kind.opcode == Opcode.LDP;
        int index = (loads ? a.field(pair.from) : b.field(pair.to)) % settings.pSpace();
        int[] store = index == 0 ? player.lastResult : player.pSpace;
        if (loads) {
          to.fields[pair.to] = store[index];
        } else {
          store[index] = a.field(pair.from);
        }
        enqueue(player, pc + 1);
      }
    }
  }

  private Operand evaluate(int pc, Mode mode, int offset, int[] fetched) {
    int base = wrap(pc + offset);
    int[] pointer = core[base].fields;
    int field =
        switch (mode) {
          case A_INDIRECT, A_PREDECREMENT, A_POSTINCREMENT -> A;
          default -> B;
        };
    return switch (mode) {
      case IMMEDIATE -> new Operand(pc, fetched[A], fetched[B]);
      case DIRECT -> operand(base);
      case A_INDIRECT, B_INDIRECT -> operand(base + pointer[field]);
      case A_PREDECREMENT, B_PREDECREMENT -> {
        pointer[field] = wrap(pointer[field] - 1);
        yield operand(base + pointer[field]);
      }
      case A_POSTINCREMENT, B_POSTINCREMENT -> {
        Operand operand = operand(base + pointer[field]);
        pointer[field] = wrap(pointer[field] + 1);
        yield operand;
      }
    };
  }

  private Operand operand(int address) {
    int[] fields = core[wrap(address)].fields;
    return new Operand(wrap(address), fields[A], fields[B]);
  }

  private int calculate(Opcode opcode, Pair pair, Operand a, Operand b) {
    int x = b.field(pair.to);
    int y = a.field(pair.from);
    return switch (opcode) {
      case ADD -> wrap(x + y);
      case SUB -> wrap(x - y);
      case MUL -> (int) ((long) x * y % size);
      case DIV -> x / y;
      case MOD -> x % y;
      default -> throw new IllegalArgumentException(opcode + " does not calculate");
    };
  }

  private static boolean all(List<Pair> pairs, Operand b, IntPredicate test) {
    return pairs.stream().allMatch(p -> test.test(b.field(p.to)));
  }

  private void enqueue(Player player, int address) {
    player.queue.add(wrap(address));
    player.covered.set(wrap(address));
  }

  private int wrap(int address) {
    return Math.floorMod(address, size);
  }

  private long coreHash() {
    hash.start();
    for (Square square : core) {
      Kind kind = square.kind;
      hash.add(
          kind.opcode, kind.modifier, kind.aMode, square.fields[A], kind.bMode, square.fields[B]);
    }
    return hash.value();
  }
}
