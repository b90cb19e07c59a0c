package dev.pawl.corewar.redcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGeneratorFactory;

/// Writes random programs that use everything the assembler knows, and now and then make a mistake.
final class ProgramGenerator extends OperandGenerator {

  private static final String[] OPCODES = {
    "mov", "add", "sub", "mul", "div", "mod", "jmz", "jmn", "djn", "cmp", "slt", "spl", "dat",
    "jmp", "seq", "sne", "nop", "ldp", "stp"
  };
  private static final String[] OPCODES_88 = {
    "mov", "add", "sub", "jmz", "jmn", "djn", "cmp", "slt", "spl", "dat", "jmp"
  };
  private static final String[] MODIFIERS = {"a", "b", "ab", "ba", "f", "x", "i"};
  private static final String[] NUISANCES = {
    "",
    " ",
    ",",
    ".",
    "&",
    "&i",
    "#",
    "$",
    "@",
    "<",
    ">",
    "*",
    "{",
    "}",
    "(",
    ")",
    "=",
    "==",
    "!",
    ":",
    "\\",
    "\\\n",
    ";",
    "\n",
    "mov",
    "dat 0",
    "for 2\n",
    "rof\n",
    "equ ",
    "end",
    "org 1",
    "x",
    "x equ ",
    "CURLINE",
    "i",
    "0",
    "17",
    "-",
    "||",
    "|",
    "%",
    "_",
    ";assert 1\n",
    ";redcode\n",
    "?",
    "\t",
    "\r",
    "é",
    "l0",
    "\nx equ 1,2\n"
  };

  private final StringBuilder out = new StringBuilder();
  private final List<String> pairs = new ArrayList<>();
  private final List<String> statements = new ArrayList<>();
  private int loops;

  private ProgramGenerator(long seed, boolean old) {
    super(RandomGeneratorFactory.of("L64X128MixRandom").create(seed), old);
  }

  /// A program that is mostly legal.
  static String program(long seed) {
    return new ProgramGenerator(seed, false).program();
  }

  /// A program in the style of 1988.
  static String program88(long seed) {
    return new ProgramGenerator(seed, true).program();
  }

  /// A program with a few pieces damaged.
  static String damaged(long seed) {
    ProgramGenerator generator = new ProgramGenerator(seed, false);
    StringBuilder text = new StringBuilder(generator.program());
    for (int i = generator.random.nextInt(1, 3); i > 0; i--) {
      int from = generator.random.nextInt(text.length());
      int to = Math.min(text.length(), from + generator.random.nextInt(4));
      text.replace(from, to, generator.pick(NUISANCES));
    }
    return text.toString();
  }

  private String program() {
    int labelCount = random.nextInt(1, 6);
    for (int i = 0; i < labelCount; i++) {
      labels.add(chance(0.2) ? "abcdefgh".substring(i, i + 1) : "l" + i);
    }
    List<String> toDefine = new ArrayList<>();
    int textCount = random.nextInt(0, 6);
    for (int i = 0; i < textCount; i++) {
      List.of(texts, operands, pairs, new ArrayList<String>()).get(random.nextInt(4)).add("t" + i);
      toDefine.add("t" + i);
    }
    if (chance(0.3)) {
      out.append("rubbish , here\n;redcode-94\n");
    }
    if (chance(0.5)) {
      out.append(";name  Gen ").append(random.nextInt(100)).append(" \n;author me\n");
    }
    if (chance(0.5)) {
      out.append(";assert ")
          .append(chance(0.95) ? "CORESIZE==8000 ; yes" : expression(1))
          .append('\n');
    }
    if (!old && chance(0.3)) {
      out.append("org ").append(chance(0.5) ? pick(labels) : "0").append('\n');
    }
    List<String> toPlace = new ArrayList<>(labels);
    int parts = random.nextInt(3, 12);
    for (int i = 0; i < parts; i++) {
      if (!toDefine.isEmpty() && chance(0.5)) {
        define(toDefine.removeFirst());
      }
      part(toPlace, 0);
    }
    toDefine.forEach(this::define);
    for (String label : toPlace) {
      out.append(label).append(chance(0.3) ? ":" : "").append(chance(0.2) ? "\n" : " ");
      instruction();
    }
    if (!old && chance(0.1)) {
      out.append("pin ").append(expression(0)).append('\n');
    }
    if (chance(0.7)) {
      out.append("end ").append(chance(0.3) ? pick(labels) : "").append('\n');
    }
    return out.toString();
  }

  private void part(List<String> toPlace, int level) {
    if (!toPlace.isEmpty() && chance(0.4) && counters.isEmpty()) {
      out.append(toPlace.removeFirst()).append(chance(0.3) ? ": " : chance(0.05) ? "\n" : " ");
    }
    if (level < 2 && chance(0.2)) {
      loop(toPlace, level);
    } else if (!statements.isEmpty() && chance(0.15)) {
      out.append(pick(statements)).append('\n');
    } else if (chance(0.03)) {
      out.append("; a comment, with mov 0, 1\n");
    } else {
      instruction();
    }
  }

  private void loop(List<String> toPlace, int level) {
    String counter = "n" + loops++;
    boolean named = chance(0.8);
    out.append(named ? counter + " " : "").append("for ");
    out.append(chance(0.8) ? Integer.toString(random.nextInt(0, 4)) : expression(0) + "%3");
    out.append('\n');
    if (named) {
      counters.add(counter);
      if (chance(0.5)) {
        out.append("z").append(loops).append(joined()).append(' ');
      }
    }
    for (int i = random.nextInt(1, 3); i > 0; i--) {
      part(toPlace, level + 1);
    }
    if (named) {
      counters.remove(counter);
    }
    if (chance(0.98)) {
      out.append("rof\n");
    }
  }

  private String joined() {
    StringBuilder names = new StringBuilder();
    counters.forEach(counter -> names.append('&').append(counter));
    return names.toString();
  }

  private void define(String name) {
    out.append(name).append(chance(0.5) ? " equ " : " EQU\t");
    if (texts.contains(name)) {
      texts.remove(name);
      out.append(expression(1)).append('\n');
      texts.add(name);
    } else if (operands.contains(name)) {
      out.append(mode()).append(expression(1)).append('\n');
    } else if (pairs.contains(name)) {
      out.append(operand()).append(" , ").append(operand()).append('\n');
    } else {
      instruction();
      for (int i = random.nextInt(3); i > 0; i--) {
        out.append(" equ ");
        instruction();
      }
      statements.add(name);
    }
  }

  private void instruction() {
    String opcode = pick(old ? OPCODES_88 : OPCODES);
    out.append(chance(0.3) ? opcode.toUpperCase(Locale.ROOT) : opcode);
    if (!old && chance(0.4)) {
      out.append(chance(0.1) ? " . " : ".").append(pick(MODIFIERS));
    }
    boolean glued = chance(0.1);
    out.append(glued ? mode() : " ");
    if (glued) {
      out.append(expression(0)).append(" , ").append(expression(0));
    } else if (!pairs.isEmpty() && chance(0.1)) {
      out.append(' ').append(pick(pairs));
    } else {
      operands(opcode);
    }
    // pMARS misreads a line without a space after the opcode.
    out.append(glued ? " \n" : chance(0.1) ? " ; note\n" : "\n");
  }

  private void operands(String opcode) {
    boolean jump = "jmp jmz jmn djn spl".contains(opcode);
    out.append(operand(old && jump ? "$@<" : modes(opcode)));
    boolean one = opcode.equals("jmp") || opcode.equals("spl") || opcode.equals("dat");
    if (!(one && chance(0.3)) && chance(0.99)) {
      boolean target = "mov add sub cmp".contains(opcode);
      out.append(chance(0.3) ? " , " : ",");
      out.append(operand(old && target ? "$@<" : modes(opcode)));
    }
  }
}
