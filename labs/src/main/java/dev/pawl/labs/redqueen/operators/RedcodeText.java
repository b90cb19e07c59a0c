package dev.pawl.labs.redqueen.operators;

import dev.pawl.Candidate;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.redcode.LoadFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one text that a program has as a candidate: `ORG n`, then every instruction on a line of its
/// own with modifier and both modes, as [Instruction#toString()] writes it, and each operand as the
/// remainder modulo the core size that is nearest to zero. Name, author and PIN are left out. So
/// two texts differ only if their programs do.
///
/// The text is plain ICWS'94 Redcode that every assembler reads; [#read] reads nothing but this
/// form, in microseconds.
public final class RedcodeText {

  /// The only file of a candidate.
  public static final String FILE = "warrior.red";

  private static final Opcode[] OPCODES = Opcode.values();
  private static final Modifier[] MODIFIERS = Modifier.values();
  private static final Mode[] MODES = Mode.values();
  private static final int DIGITS_MAX = 9;

  private RedcodeText() {}

  /// What [#read] answers.
  public sealed interface Reading {

    /// The program.
    record Read(Warrior warrior) implements Reading {}

    /// The text is not in this form.
    record Unreadable(String reason) implements Reading {}
  }

  /// The candidate that is this warrior's program.
  public static Candidate candidate(Warrior warrior, Settings settings) {
    return Candidate.of(FILE, write(warrior, settings));
  }

  /// The text of this warrior's program.
  public static String write(Warrior warrior, Settings settings) {
    return LoadFile.code(Warrior.of(warrior.code(), warrior.start()), settings.coreSize());
  }

  /// The remainder of `operand` that is nearest to zero, of two the positive one.
  public static int reduce(int operand, int coreSize) {
    int rest = Math.floorMod(operand, coreSize);
    return rest > coreSize / 2 ? rest - coreSize : rest;
  }

  /// Reads the candidate's program.
  public static Reading read(Candidate candidate) {
    String text = candidate.files().get(FILE);
    if (text == null || candidate.files().size() != 1) {
      return new Reading.Unreadable(
          "the files are %s; a warrior is one file, %s"
              .formatted(candidate.files().keySet(), FILE));
    }
    return read(text);
  }

  /// Reads a text in this form. Operands may be any integer of up to nine digits.
  public static Reading read(String text) {
    int end = text.indexOf('\n');
    if (end < 0 || !text.startsWith("ORG ")) {
      return new Reading.Unreadable("line 1: expected 'ORG ' and a number");
    }
    Scanner first = new Scanner(text, 4, end);
    int start = first.number();
    if (first.failed || first.at != end) {
      return new Reading.Unreadable("line 1: expected 'ORG ' and a number");
    }
    List<Instruction> code = new ArrayList<>();
    while (end + 1 < text.length()) {
      int from = end + 1;
      end = text.indexOf('\n', from);
      Instruction instruction = end < 0 ? null : instruction(text, from, end);
      if (instruction == null) {
        return new Reading.Unreadable(
            "line %d: expected an instruction such as 'MOV.I $0, $1' and a line end"
                .formatted(code.size() + 2));
      }
      code.add(instruction);
    }
    if (start < 0 || start >= code.size()) {
      return new Reading.Unreadable(
          "line 1: ORG is %d; the warrior has %d instructions, counted from 0"
              .formatted(start, code.size()));
    }
    return new Reading.Read(Warrior.of(code, start));
  }

  /// Reads one instruction, or throws if `line` is not in this form. For code written by hand.
  public static Instruction instruction(String line) {
    Instruction instruction = instruction(line, 0, line.length());
    if (instruction == null) {
      throw new IllegalArgumentException(
          "'%s' is not an instruction such as 'MOV.I $0, $1'".formatted(line));
    }
    return instruction;
  }

  private static @Nullable Instruction instruction(String text, int from, int end) {
    if (end - from < 12 || text.charAt(from + 3) != '.') {
      return null;
    }
    Opcode opcode = opcode(text, from);
    int space = text.indexOf(' ', from, end);
    Modifier modifier = space < 0 ? null : modifier(text, from + 4, space);
    if (opcode == null || modifier == null) {
      return null;
    }
    Scanner scan = new Scanner(text, space + 1, end);
    Mode aMode = scan.mode();
    int a = scan.number();
    scan.expect(',');
    scan.expect(' ');
    Mode bMode = scan.mode();
    int b = scan.number();
    return scan.failed || scan.at != end
        ? null
        : new Instruction(opcode, modifier, aMode, a, bMode, b);
  }

  private static @Nullable Opcode opcode(String text, int from) {
    for (Opcode opcode : OPCODES) {
      if (text.startsWith(opcode.name(), from)) {
        return opcode;
      }
    }
    return null;
  }

  private static @Nullable Modifier modifier(String text, int from, int end) {
    for (Modifier modifier : MODIFIERS) {
      if (modifier.name().length() == end - from && text.startsWith(modifier.name(), from)) {
        return modifier;
      }
    }
    return null;
  }

  /// A position in a line that moves on; once something is not as expected it has failed for good.
  private static final class Scanner {
    private final String text;
    private final int end;
    private int at;
    private boolean failed;

    Scanner(String text, int from, int end) {
      this.text = text;
      this.at = from;
      this.end = end;
    }

    Mode mode() {
      char symbol = next();
      for (Mode mode : MODES) {
        if (mode.symbol() == symbol) {
          return mode;
        }
      }
      failed = true;
      return Mode.DIRECT;
    }

    int number() {
      boolean negative = at < end && text.charAt(at) == '-';
      if (negative) {
        at++;
      }
      int from = at;
      int value = 0;
      while (at < end && at - from <= DIGITS_MAX && isDigit(text.charAt(at))) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      failed |= at == from || at - from > DIGITS_MAX;
      return negative ? -value : value;
    }

    void expect(char wanted) {
      failed |= next() != wanted;
    }

    private char next() {
      return at < end ? text.charAt(at++) : '\n';
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
