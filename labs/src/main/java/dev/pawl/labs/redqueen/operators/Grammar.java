package dev.pawl.labs.redqueen.operators;

import dev.pawl.Draw;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Typed chance: how often an operation, a modifier, a mode or a number is drawn where it stands.
/// The weights are field knowledge of the instruction set (what a modifier can mean to an
/// operation, that operands are small or point into the program), and of no warrior.
///
/// P-space is never drawn: battles of one evaluation do not remember each other.
final class Grammar {

  private static final Weighted<Opcode> OPCODES =
      new Weighted<Opcode>()
          .add(32, Opcode.MOV)
          .add(20, Opcode.SPL)
          .add(9, Opcode.DJN)
          .add(8, Opcode.ADD)
          .add(8, Opcode.JMP)
          .add(7, Opcode.DAT)
          .add(4, Opcode.SUB)
          .add(3, Opcode.SNE)
          .add(2, Opcode.SEQ)
          .add(2, Opcode.JMZ)
          .add(2, Opcode.JMN)
          .add(1, Opcode.SLT)
          .add(1, Opcode.MUL)
          .add(1, Opcode.MOD)
          .add(1, Opcode.DIV);

  private static final Map<Opcode, Weighted<Modifier>> MODIFIERS = modifiers();

  // In the order of Mode: # $ @ < > * { }
  private static final Weighted<Mode> SOURCE = modes(4, 10, 3, 3, 3, 2, 3, 4);
  private static final Weighted<Mode> TARGET = modes(1, 10, 4, 4, 5, 3, 3, 3);
  private static final Weighted<Mode> ADDED = modes(8, 10, 1, 1, 1, 1, 1, 1);
  private static final Weighted<Mode> BRANCH = modes(4, 10, 3, 1, 1, 2, 1, 1);
  private static final Weighted<Mode> SIDE = modes(2, 8, 0, 4, 4, 0, 2, 2);
  private static final Weighted<Mode> DATA = modes(8, 8, 0, 3, 3, 0, 1, 1);

  private final Settings settings;
  private final Numbers numbers;

  Grammar(Settings settings) {
    this.settings = settings;
    this.numbers = new Numbers(settings.coreSize());
  }

  int lengthMax() {
    return settings.length();
  }

  int coreSize() {
    return settings.coreSize();
  }

  Numbers numbers() {
    return numbers;
  }

  /// An instruction for place `i` of a program of `length` instructions.
  Instruction instruction(int i, int length, Draw draw) {
    Opcode opcode = OPCODES.draw(draw);
    Mode aMode = aMode(opcode, draw);
    Mode bMode = bMode(opcode, draw);
    return new Instruction(
        opcode,
        modifier(opcode, draw),
        aMode,
        aOperand(opcode, aMode, i, length, draw),
        bMode,
        operand(bMode, i, length, draw));
  }

  /// A program of `length` instructions that starts at one of the first. Its constants agree more
  /// often than chance would have it, and it usually ends with a branch back and not at once.
  Warrior program(int length, Draw draw) {
    List<Instruction> code = new ArrayList<>();
    int start = Numbers.geometric(draw, 0.2, length) - 1;
    int constant = draw.nextBoolean() ? numbers.step(draw) : numbers.ring(draw);
    boolean closes = draw.nextInt(4) != 0;
    for (int i = 0; i < length; i++) {
      Instruction drawn = instruction(i, length, draw);
      for (int tries = 0; i == start && isFatal(drawn) && tries < 8; tries++) {
        drawn = instruction(i, length, draw);
      }
      if (closes && i == length - 1 && i > start) {
        drawn = back(i, start, draw);
      }
      code.add(agreeing(drawn, constant, draw));
    }
    return Warrior.of(code, start);
  }

  private Instruction back(int i, int start, Draw draw) {
    Opcode opcode = draw.nextInt(3) == 0 ? Opcode.DJN : Opcode.JMP;
    Mode bMode = bMode(opcode, draw);
    int to = start - i + draw.nextInt(i - start);
    return new Instruction(
        opcode, modifier(opcode, draw), Mode.DIRECT, to, bMode, operand(bMode, i, i + 1, draw));
  }

  private Instruction agreeing(Instruction drawn, int constant, Draw draw) {
    return new Instruction(
        drawn.opcode(),
        drawn.modifier(),
        drawn.aMode(),
        agreeing(drawn.a(), constant, draw),
        drawn.bMode(),
        agreeing(drawn.b(), constant, draw));
  }

  private int agreeing(int operand, int constant, Draw draw) {
    if (Math.abs(operand) < settings.length() || draw.nextBoolean()) {
      return operand;
    }
    return draw.nextInt(4) == 0 ? -constant : constant;
  }

  private static boolean isFatal(Instruction instruction) {
    return instruction.opcode() == Opcode.DAT;
  }

  Opcode opcode(Draw draw) {
    return OPCODES.draw(draw);
  }

  Modifier modifier(Opcode opcode, Draw draw) {
    Weighted<Modifier> weighted = MODIFIERS.get(opcode);
    return weighted == null ? Modifier.F : weighted.draw(draw);
  }

  Mode aMode(Opcode opcode, Draw draw) {
    return switch (opcode) {
      case MOV, CMP, SEQ, SNE, SLT, LDP, STP -> SOURCE.draw(draw);
      case ADD, SUB, MUL, DIV, MOD -> ADDED.draw(draw);
      case JMP, JMZ, JMN, DJN, SPL -> BRANCH.draw(draw);
      case DAT, NOP -> DATA.draw(draw);
    };
  }

  Mode bMode(Opcode opcode, Draw draw) {
    return switch (opcode) {
      case MOV, CMP, SEQ, SNE, SLT, LDP, STP, ADD, SUB, MUL, DIV, MOD, JMZ, JMN, DJN ->
          TARGET.draw(draw);
      case JMP, SPL -> SIDE.draw(draw);
      case DAT, NOP -> DATA.draw(draw);
    };
  }

  /// A number that suits an A-operand. Where a branch goes is mostly within the program.
  int aOperand(Opcode opcode, Mode mode, int i, int length, Draw draw) {
    boolean branches =
        switch (opcode) {
          case JMP, JMZ, JMN, DJN, SPL -> mode != Mode.IMMEDIATE;
          default -> false;
        };
    return branches && draw.nextInt(3) != 0
        ? draw.nextInt(length) - i
        : operand(mode, i, length, draw);
  }

  /// A number that suits an operand in this mode at place `i` of `length`.
  int operand(Mode mode, int i, int length, Draw draw) {
    if (mode == Mode.IMMEDIATE) {
      return switch (draw.nextInt(8)) {
        case 0, 1, 2 -> 0;
        case 3, 4 -> numbers.small(draw);
        case 5, 6 -> numbers.step(draw);
        default -> numbers.ring(draw);
      };
    }
    return switch (draw.nextInt(16)) {
      case 0, 1, 2, 3, 4, 5, 6 -> draw.nextInt(length) - i;
      case 7, 8, 9, 10 -> numbers.small(draw);
      case 11, 12 -> numbers.step(draw);
      case 13 -> numbers.ring(draw);
      default -> numbers.far(draw, settings.length());
    };
  }

  /// The instruction that does the same and stands for all that do: `ADD.I` for `ADD.F` and so on.
  /// Only an instruction that compares whole cells can tell them apart.
  Instruction plain(Instruction given) {
    Opcode opcode = given.opcode() == Opcode.CMP ? Opcode.SEQ : given.opcode();
    Modifier modifier = given.modifier();
    Modifier same =
        switch (opcode) {
          case DAT -> Modifier.F;
          case JMP, SPL, NOP -> Modifier.B;
          case ADD, SUB, MUL, DIV, MOD, SLT -> modifier == Modifier.I ? Modifier.F : modifier;
          case JMZ, JMN, DJN ->
              switch (modifier) {
                case A, BA -> Modifier.A;
                case B, AB -> Modifier.B;
                case F, X, I -> Modifier.F;
              };
          case LDP, STP ->
              switch (modifier) {
                case F, X, I -> Modifier.B;
                case A, B, AB, BA -> modifier;
              };
          case MOV, CMP, SEQ, SNE -> modifier;
        };
    boolean data = opcode == Opcode.DAT || opcode == Opcode.NOP;
    boolean branch = opcode == Opcode.JMP || opcode == Opcode.SPL;
    return new Instruction(
        opcode,
        same,
        data ? withoutEffect(given.aMode()) : given.aMode(),
        numbers.reduce(given.a()),
        data || branch ? withoutEffect(given.bMode()) : given.bMode(),
        numbers.reduce(given.b()));
  }

  /// Where an operand is evaluated but not used, modes differ only in their side effects.
  private static Mode withoutEffect(Mode mode) {
    return switch (mode) {
      case IMMEDIATE, DIRECT, A_INDIRECT, B_INDIRECT -> Mode.DIRECT;
      case A_PREDECREMENT, A_POSTINCREMENT, B_PREDECREMENT, B_POSTINCREMENT -> mode;
    };
  }

  /// Whether two programs consist of the same instructions but for how they are written.
  boolean same(Warrior one, Warrior other) {
    return one.start() == other.start() && plain(one).equals(plain(other));
  }

  private List<Instruction> plain(Warrior warrior) {
    return warrior.code().stream().map(this::plain).toList();
  }

  private static Weighted<Mode> modes(int... weights) {
    return new Weighted<Mode>().addAll(Mode.values(), weights);
  }

  private static Map<Opcode, Weighted<Modifier>> modifiers() {
    Map<Opcode, Weighted<Modifier>> all = new EnumMap<>(Opcode.class);
    for (Opcode opcode : Opcode.values()) {
      all.put(
          opcode,
          switch (opcode) { // in the order of Modifier: A B AB BA F X I
            case MOV -> modifiers(2, 2, 3, 1, 1, 1, 24);
            case CMP, SEQ, SNE -> modifiers(2, 2, 1, 1, 2, 1, 6);
            case ADD, SUB -> modifiers(4, 3, 8, 1, 8, 2, 0);
            case MUL, DIV, MOD, SLT -> modifiers(3, 3, 4, 1, 3, 2, 0);
            case JMZ, JMN, DJN -> modifiers(3, 5, 0, 0, 5, 0, 0);
            case JMP, SPL, NOP -> modifiers(0, 1, 0, 0, 0, 0, 0);
            case DAT -> modifiers(0, 0, 0, 0, 1, 0, 0);
            case LDP, STP -> modifiers(1, 2, 2, 1, 0, 0, 0);
          });
    }
    return all;
  }

  private static Weighted<Modifier> modifiers(int... weights) {
    return new Weighted<Modifier>().addAll(Modifier.values(), weights);
  }
}
