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
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/// Random warriors that live for a while: working parts of warriors in random order with random
/// numbers, between them random instructions, and here and there one changed at random.
final class LivelyWarriors {
  private static final Opcode[] OPCODES = Opcode.values();
  private static final Modifier[] MODIFIERS = Modifier.values();
  private static final Mode[] MODES = Mode.values();
  private static final Pattern NUMBER = Pattern.compile("[rs]");

  /// Parts that keep a process going. `s` stands for a small number, `r` for any.
  private static final List<String> PARTS =
      List.of(
          "MOV.I $0 $1",
          "MOV.I #r *0",
          "SPL.B $2 $0, ADD.X #s $1, MOV.I #r }s",
          "SPL.B #0 >s",
          "SPL.B $0 {r",
          "SPL.B $1 $0, SPL.B $1 $0, MOV.I <1 {1",
          "SPL.B @0 <r, MOV.I }-1 >-1, MOV.I $s >r, JMP.B $-2 <s",
          "ADD.AB #r $3, MOV.I $s @2, JMP.B $-2 $0, DAT.F #s #r",
          "SUB.F $s $1, MOV.I $s @r, DJN.B $-2 <r",
          "MOV.I {s <s, JMN.F $-1 $r, JMP.A #0 }s",
          "MOV.I }s >s, DJN.B $-1 $r",
          "SEQ.I $r $s, SNE.I *r @s, JMP.F $-2 >r, SLT.AB #s $r",
          "MUL.AB #s $s, MOD.F $s $2, DIV.X #s $1, JMP.B $2 $r",
          "JMZ.F $0 <r, JMZ.A $-1 }s, CMP.X $r $s",
          "DJN.F $0 $r, DJN.F #s {s",
          "DJN.B $0 #s, SPL.B $s $0, JMP.B $0 <r",
          "LDP.AB #s $1, ADD.AB #1 $s, STP.B $-1 #s, STP.AB #s #r",
          "LDP.A #0 $s, SEQ.A #s $-1, JMP.B $s $0, NOP.F <s >s",
          "LDP.B $1 >1, ADD.F #1 $s, DJN.B $-2 #s",
          "STP.BA {s }s, LDP.X *s @s, SPL.I *s {s",
          "JMP.B *0 >r",
          "NOP.B }r {r, JMP.X $-1 @s");

  private final SplittableRandom random;
  private final Settings settings;

  LivelyWarriors(long seed, Settings settings) {
    random = new SplittableRandom(seed);
    this.settings = settings;
  }

  /// @param count of warriors, some of them copies, some with a PIN
  List<Warrior> some(int count) {
    var warriors = new ArrayList<Warrior>();
    while (warriors.size() < count) {
      boolean again = !warriors.isEmpty() && random.nextInt(8) == 0;
      warriors.add(again ? warriors.getLast() : next());
    }
    return warriors;
  }

  private Warrior next() {
    int length = 1 + random.nextInt(random.nextBoolean() ? settings.length() : 12);
    length = Math.min(length, settings.length());
    var code = new ArrayList<Instruction>();
    while (code.size() < length) {
      if (random.nextInt(3) == 0) {
        code.add(randomInstruction());
      } else {
        code.addAll(part());
      }
    }
    code.subList(length, code.size()).clear();
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      code.set(random.nextInt(length), randomInstruction());
    }
    OptionalInt pin =
        random.nextInt(3) > 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(3));
    int start = random.nextBoolean() ? 0 : random.nextInt(length);
    return new Warrior("Lively", "Anonymous", code, start, pin);
  }

  private List<Instruction> part() {
    String part = PARTS.get(random.nextInt(PARTS.size())).replace(',', '\n');
    return PlainWarriors.code(
        NUMBER
            .matcher(part)
            .replaceAll(
                n -> String.valueOf(n.group().equals("r") ? number() : random.nextInt(-9, 10))));
  }

  private Instruction randomInstruction() {
    Opcode opcode = OPCODES[random.nextInt(OPCODES.length)];
    if (opcode == Opcode.DAT && random.nextInt(4) > 0) {
      opcode = random.nextBoolean() ? Opcode.SPL : Opcode.MOV;
    }
    return new Instruction(
        opcode,
        MODIFIERS[random.nextInt(MODIFIERS.length)],
        MODES[random.nextInt(MODES.length)],
        number(),
        MODES[random.nextInt(MODES.length)],
        number());
  }

  private int number() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(-2, 3);
      case 1, 2 -> random.nextInt(-12, 13);
      default -> random.nextInt(-settings.coreSize(), settings.coreSize() + 1);
    };
  }
}
