package dev.pawl.corewar.mars;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Gets the loops compiled before they are needed.
///
/// HotSpot compiles them for what it has seen, and starts over when it meets an instruction that it
/// has not seen. So short battles are fought here between random warriors that use every addressing
/// mode of the frequent instructions.
public final class WarmUp {
  private static final int PAIRS = 1500;
  private static final Mode[] MODES = Mode.values();
  private static final Modifier[] MODIFIERS = Modifier.values();
  private static final Opcode[] OPCODES = Opcode.values();

  private WarmUp() {}

  /// Fights for about half a second. Useful once in the life of a JVM; in the background, start it
  /// on a thread of its own.
  public static void run() {
    var settings = Settings.of(8000, 600, 8000, 100, 100);
    var random = new SplittableRandom(1);
    var mars = new Mars(settings, 3);
    int[] positions = new int[3];
    for (int pair = 0; pair < PAIRS; pair++) {
      var warriors = new ArrayList<>(List.of(warrior(random), warrior(random)));
      mars.enter(warriors);
      var placement = Placement.seeded(settings, 2, pair);
      for (int round = 0; round < 4; round++) {
        mars.fight(positions, placement.next(positions));
      }
      mars.fightTraced(positions, placement.next(positions));
    }
  }

  private static Warrior warrior(RandomGenerator random) {
    var code = new ArrayList<Instruction>();
    // Processes enough to survive what follows.
    for (int i = 0; i < 4; i++) {
      code.add(of(Opcode.SPL, Modifier.B, Mode.DIRECT, 1, mode(random), near(random)));
    }
    while (code.size() < 24) {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3, 4 ->
            code.add(
                of(Opcode.MOV, Modifier.I, mode(random), near(random), mode(random), near(random)));
        case 5, 6 ->
            code.add(
                of(Opcode.SPL, Modifier.B, mode(random), near(random), mode(random), near(random)));
        case 7 ->
            code.add(
                of(Opcode.DJN, modifier(random), mode(random), -2, mode(random), near(random)));
        case 8 ->
            code.add(
                of(Opcode.JMP, Modifier.B, mode(random), near(random), mode(random), near(random)));
        default ->
            code.add(
                of(
                    OPCODES[random.nextInt(OPCODES.length)],
                    modifier(random),
                    mode(random),
                    near(random),
                    mode(random),
                    near(random)));
      }
    }
    return Warrior.of(code, 0);
  }

  private static Instruction of(
      Opcode opcode, Modifier modifier, Mode aMode, int a, Mode bMode, int b) {
    return new Instruction(opcode, modifier, aMode, a, bMode, b);
  }

  private static Mode mode(RandomGenerator random) {
    return MODES[random.nextInt(MODES.length)];
  }

  private static Modifier modifier(RandomGenerator random) {
    return MODIFIERS[random.nextInt(MODIFIERS.length)];
  }

  private static int near(RandomGenerator random) {
    return random.nextInt(-20, 21);
  }
}
