package dev.pawl.corewar.mars;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// Seeded random warriors. Pure noise dies in a few cycles, so most of a warrior is made of pieces
/// that live: splits, imps, clears, copiers, counters and jumps, with noise between them.
final class RandomWarriors {
  private static final Opcode[] OPCODES = Opcode.values();
  private static final Modifier[] MODIFIERS = Modifier.values();
  private static final Mode[] MODES = Mode.values();

  private final RandomGenerator random;
  private final Settings settings;

  RandomWarriors(Settings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  List<Warrior> some(int count) {
    var warriors = new ArrayList<Warrior>();
    for (int w = 0; w < count; w++) {
      warriors.add(one("w" + w));
    }
    return warriors;
  }

  Warrior one(String name) {
    var code = new ArrayList<Instruction>();
    int length = 1 + random.nextInt(Math.min(settings.length(), 24));
    while (code.size() < length) {
      piece(code);
    }
    if (code.size() > settings.length()) {
      code.subList(settings.length(), code.size()).clear();
    }
    OptionalInt pin =
        random.nextInt(3) == 0 ? OptionalInt.of(1 + random.nextInt(3)) : OptionalInt.empty();
    return new Warrior(name, "Anonymous", code, random.nextInt(code.size()), pin);
  }

  private void piece(List<Instruction> code) {
    switch (random.nextInt(12)) {
      case 0 -> code.add(of(Opcode.SPL, Modifier.B, mode(), near(), mode(), near()));
      case 1 -> code.add(of(Opcode.SPL, Modifier.B, Mode.IMMEDIATE, 0, pointing(), near()));
      case 2 ->
          code.add(of(Opcode.MOV, Modifier.I, Mode.IMMEDIATE, far(), Mode.DIRECT, 1 + step()));
      case 3 -> code.add(of(Opcode.MOV, Modifier.I, mode(), near(), pointing(), near()));
      case 4 -> {
        code.add(of(Opcode.MOV, Modifier.I, mode(), 2, pointing(), 3));
        code.add(of(Opcode.JMP, Modifier.B, Mode.DIRECT, -1, mode(), near()));
      }
      case 5 -> {
        code.add(of(Opcode.ADD, modifier(), Mode.IMMEDIATE, far(), Mode.DIRECT, near()));
        code.add(of(Opcode.MOV, Modifier.I, mode(), near(), pointing(), -1));
        code.add(of(Opcode.DJN, modifier(), Mode.DIRECT, -2, mode(), near()));
      }
      case 6 -> code.add(of(Opcode.DJN, modifier(), Mode.DIRECT, near(), mode(), near()));
      case 7 -> code.add(of(Opcode.LDP, modifier(), mode(), small(), mode(), near()));
      case 8 -> code.add(of(Opcode.STP, modifier(), mode(), near(), mode(), small()));
      case 9 -> {
        code.add(of(Opcode.LDP, Modifier.AB, Mode.IMMEDIATE, 0, Mode.DIRECT, 1));
        code.add(of(OPCODES[6 + random.nextInt(3)], Modifier.B, mode(), near(), mode(), near()));
      }
      default ->
          code.add(
              of(
                  OPCODES[random.nextInt(OPCODES.length)],
                  modifier(),
                  mode(),
                  random.nextInt(6) == 0 ? far() : near(),
                  mode(),
                  random.nextInt(6) == 0 ? far() : near()));
    }
  }

  private static Instruction of(
      Opcode opcode, Modifier modifier, Mode aMode, int a, Mode bMode, int b) {
    return new Instruction(opcode, modifier, aMode, a, bMode, b);
  }

  private Modifier modifier() {
    return MODIFIERS[random.nextInt(MODIFIERS.length)];
  }

  private Mode mode() {
    return MODES[random.nextInt(MODES.length)];
  }

  private Mode pointing() {
    return MODES[1 + random.nextInt(MODES.length - 1)];
  }

  private int near() {
    return random.nextInt(-8, 9);
  }

  private int small() {
    return random.nextInt(4);
  }

  private int step() {
    return random.nextBoolean() ? 0 : settings.coreSize() / 3;
  }

  private int far() {
    return random.nextInt(-settings.coreSize(), settings.coreSize());
  }
}
