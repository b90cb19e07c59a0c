package dev.pawl.labs.redqueen.operators;

import dev.pawl.Draw;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;

/// Domain knowledge: the techniques that Core War players have named, as templates with random
/// constants and details. This is where strategy enters a search that otherwise knows only the
/// instruction set; a study that wants to see strategy arise leaves these operators out.
///
/// - carpet: `SPL` and `MOV` lines that multiply one process into any number that run in step
/// - paper (silk): processes in step split to a place first and copy themselves there afterwards
/// - stone: a small loop that bombs the core in steps, often with an `SPL #` that cannot be stunned
/// - clear: overwrites the core cell by cell
/// - ring: an imp launched again and again, each process one point further round the core
/// - stream: a `DJN` that decrements the core downwards
/// - scanner: compares two places at a time and bombs what differs
final class Idioms {

  private static final Weighted<Mode> SIDE =
      new Weighted<Mode>()
          .add(3, Mode.DIRECT)
          .add(3, Mode.B_PREDECREMENT)
          .add(2, Mode.B_POSTINCREMENT)
          .add(1, Mode.A_PREDECREMENT)
          .add(1, Mode.A_POSTINCREMENT);

  private final Grammar grammar;
  private final Numbers numbers;
  private final Arrangement arrangement;

  Idioms(Grammar grammar, Arrangement arrangement) {
    this.grammar = grammar;
    this.numbers = grammar.numbers();
    this.arrangement = arrangement;
  }

  /// One technique, or two that run side by side. It may be longer than the settings allow.
  Warrior warrior(Draw draw) {
    if (draw.nextBoolean()) {
      return one(draw);
    }
    Warrior both = arrangement.graft(one(draw), one(draw), draw);
    return both == null ? one(draw) : both;
  }

  /// One technique.
  Warrior one(Draw draw) {
    return switch (draw.nextInt(16)) {
      case 0, 1, 2, 3, 4, 5 -> paper(draw);
      case 6, 7, 8 -> stone(draw);
      case 9, 10 -> clear(draw);
      case 11, 12 -> ring(draw);
      case 13 -> stream(draw);
      default -> scanner(draw);
    };
  }

  /// Lines after which `count` processes run in step. After the first `SPL`, each further binary
  /// digit of `count - 1` is a line: 1 doubles (`SPL $1`), 0 adds all but one (`MOV $-1, $0`, which
  /// its first process turns into an `SPL $1` for the others).
  static List<Instruction> carpet(int count) {
    List<Instruction> code = new ArrayList<>();
    String digits = count < 2 ? "" : Integer.toBinaryString(count - 1);
    for (int i = 0; i < digits.length(); i++) {
      code.add(line(digits.charAt(i) == '1' ? "SPL.B $1, $0" : "MOV.I $-1, $0"));
    }
    return code;
  }

  Warrior paper(Draw draw) {
    List<Instruction> body = new ArrayList<>();
    int stages = Numbers.geometric(draw, 0.6, 4);
    boolean aSource = draw.nextBoolean();
    for (int i = 0; i < stages; i++) {
      int to = draw.nextInt(3) == 0 ? numbers.step(draw) : numbers.far(draw, grammar.lengthMax());
      if (aSource) {
        body.add(line("SPL.B @0, " + side(draw) + to));
        body.add(line("MOV.I }-1, >-1"));
      } else {
        body.add(line("SPL.B $" + to + ", " + side(draw) + "0"));
        body.add(line("MOV.I >-1, }-1"));
      }
    }
    int bombs = draw.nextInt(4);
    for (int i = 0; i < bombs; i++) {
      String target = pick(draw, ">", "}", "<", "{", "@", "$") + numbers.far(draw, 1);
      String source =
          draw.nextBoolean() ? "$" + (bombs - i + 1) : pick(draw, "{", "$", "<", "}") + -1;
      body.add(line("MOV.I " + source + ", " + target));
    }
    if (draw.nextInt(4) != 0) {
      int back = draw.nextInt(body.size() + 1);
      String branch = pick(draw, "JMP.B", "DJN.F", "JMZ.B", "JMP.B", "JMZ.A");
      body.add(line(branch + " " + pick(draw, "$", "$", "*", "@") + -back + ", " + sided(draw)));
    }
    if (bombs > 0) {
      body.add(bomb(draw));
    }
    int processes = Math.max(2, body.size() + draw.nextInt(4) - 1);
    List<Instruction> code = carpet(processes);
    code.addAll(body);
    return Warrior.of(code, 0);
  }

  Warrior stone(Draw draw) {
    List<Instruction> code = new ArrayList<>();
    int step = numbers.step(draw);
    if (draw.nextInt(3) != 0) {
      code.add(line("SPL.B #" + (draw.nextBoolean() ? step : 0) + ", " + sided(draw)));
    }
    String by = pick(draw, "ADD", "SUB");
    String djn = pick(draw, "DJN.F", "DJN.F", "JMP.B") + " $-2, " + sided(draw);
    if (draw.nextBoolean()) {
      String to = pick(draw, "$", "@", ">", "}", "*") + step;
      code.add(line("MOV.I " + pick(draw, "$", "$", "}", "{", ">") + "3, " + to));
      code.add(line(by + ".AB #" + step + ", $-1"));
      code.add(line(djn));
      code.add(bomb(draw));
    } else {
      boolean aPointer = draw.nextBoolean();
      code.add(line("MOV.I $3, " + (aPointer ? pick(draw, "*", "}") : pick(draw, "@", ">")) + "4"));
      code.add(line(by + (aPointer ? ".A #" : ".AB #") + step + ", $3"));
      code.add(line(djn));
      code.add(bomb(draw));
      code.add(line("DAT.F $" + step + ", $" + step));
    }
    return Warrior.of(code, 0);
  }

  Warrior clear(Draw draw) {
    String pointer = "DAT.F #" + numbers.small(draw) + ", #" + (6 + draw.nextInt(20));
    int gap = draw.nextInt(3);
    List<Instruction> code = new ArrayList<>(List.of(line(pointer)));
    for (int i = 0; i < gap; i++) {
      code.add(Instruction.EMPTY);
    }
    int start = code.size();
    code.add(line("SPL.B #0, " + pick(draw, ">", "<", "$") + -start));
    int lines = Numbers.geometric(draw, 0.3, 3);
    for (int i = 0; i < lines; i++) {
      code.add(line("MOV.I $" + (lines - i + 1) + ", " + pick(draw, ">", "<") + -code.size()));
    }
    String branch = pick(draw, "DJN.F", "JMP.B", "DJN.B");
    code.add(line(branch + " $" + -lines + ", " + pick(draw, ">", "<", "{", "}") + -code.size()));
    code.add(bomb(draw));
    return Warrior.of(code, start);
  }

  Warrior ring(Draw draw) {
    if (draw.nextInt(6) == 0) {
      return Warrior.of(List.of(line("MOV.I $0, $1")), 0);
    }
    int step = numbers.ring(draw);
    return Warrior.of(
        List.of(
            line("SPL.B #0, " + sided(draw)),
            line("ADD.A #" + step + ", $1"),
            line("JMP.B $" + numbers.reduce(1 - step) + ", " + sided(draw)),
            line("MOV.I $0, $" + step)),
        0);
  }

  Warrior stream(Draw draw) {
    List<Instruction> code = new ArrayList<>();
    code.add(line("SPL.B #0, " + sided(draw)));
    int lines = Numbers.geometric(draw, 0.4, 3);
    for (int i = 0; i < lines; i++) {
      String to = pick(draw, "<", "{", ">") + numbers.far(draw, grammar.lengthMax());
      code.add(line(pick(draw, "DJN.F", "DJN.F", "DJN.B") + " $" + -i + ", " + to));
    }
    return Warrior.of(code, 0);
  }

  Warrior scanner(Draw draw) {
    int step = numbers.step(draw);
    int apart = draw.nextBoolean() ? numbers.small(draw) : numbers.far(draw, grammar.lengthMax());
    String skip = pick(draw, "SNE.I", "SNE.I", "SNE.F", "SEQ.I");
    return Warrior.of(
        List.of(
            line(pick(draw, "ADD.F", "SUB.F") + " $5, $1"),
            line(skip + " $" + numbers.reduce(step) + ", $" + numbers.reduce(step + apart)),
            line(pick(draw, "JMP.B", "DJN.F", "DJN.F") + " $-2, " + sided(draw)),
            line("MOV.I $2, " + pick(draw, ">-2", "@-2", "*-2", "}-2")),
            line(pick(draw, "JMP.B $-4, ", "JMN.B $-1, ", "DJN.B $-1, ") + pick(draw, "$-3", "#9")),
            line(pick(draw, "DAT.F #", "SPL.B #") + step + ", #" + step)),
        0);
  }

  private Instruction bomb(Draw draw) {
    return switch (draw.nextInt(6)) {
      case 0 -> line("SPL.B #0, " + sided(draw));
      case 1 -> line("MOV.I $0, $1");
      case 2 -> line("DAT.F <" + numbers.step(draw) + ", <" + numbers.step(draw));
      case 3 -> line("DAT.F >1, >1");
      case 4 -> line("DAT.F }" + numbers.small(draw) + ", >" + numbers.small(draw));
      default -> line("DAT.F #" + numbers.small(draw) + ", #" + numbers.small(draw));
    };
  }

  /// An operand for its side effect on a far cell, or none.
  private String sided(Draw draw) {
    return draw.nextInt(3) == 0 ? "$0" : side(draw) + numbers.far(draw, grammar.lengthMax());
  }

  private static String side(Draw draw) {
    return String.valueOf(SIDE.draw(draw).symbol());
  }

  private static String pick(Draw draw, String... choices) {
    return choices[draw.nextInt(choices.length)];
  }

  private static Instruction line(String text) {
    return RedcodeText.instruction(text);
  }
}
