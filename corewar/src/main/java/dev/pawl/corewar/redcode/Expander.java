package dev.pawl.corewar.redcode;

import dev.pawl.corewar.redcode.LineScan.Part;
import dev.pawl.corewar.redcode.Symbols.Counter;
import dev.pawl.corewar.redcode.Symbols.Label;
import dev.pawl.corewar.redcode.Symbols.Symbol;
import dev.pawl.corewar.redcode.Symbols.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first pass: replaces names by text, unrolls FOR, checks assertions, and numbers the
/// instructions. What is left is one statement a line, in which only names that are defined further
/// down remain.
///
/// This class moves from line to line, [LineScan] reads one. Together they follow pMARS token by
/// token, since text substitution makes the order visible: a label already met becomes its distance
/// in digits at once, a number before it joins those digits, and spaces survive only after words.
/// Bounded by [Faults#STEPS_MAX] tokens, [#DEPTH_MAX] levels of EQU and FOR, [#LINE_MAX] characters
/// a line and [#PSEUDO_MAX] statements that are not instructions.
final class Expander {

  /// A statement of the program.
  record Statement(String text, SourceLine line) {}

  /// The most characters of a line after substitution, as in pMARS.
  static final int LINE_MAX = 255;

  static final int DEPTH_MAX = 200;
  static final int PSEUDO_MAX = 10_000;
  private static final int LABELS_MAX = 7;

  private final Symbols symbols;
  private final Expression expression;
  private final Faults faults;
  private final int instructionsMax;
  private final List<Statement> statements = new ArrayList<>();

  /// Where the pass stands: in the program, or in the lines of an EQU.
  private List<SourceLine> lines = List.of();

  private int at;

  /// The statement being written.
  private final StringBuilder out = new StringBuilder();

  /// Labels that wait for their statement.
  private final List<String> pending = new ArrayList<>();

  private int instructions;
  private int depth;

  /// Levels of FOR and ROF to skip, after a FOR 0.
  private int skip;

  private boolean ended;
  private boolean asserted;

  Expander(Symbols symbols, Expression expression, Faults faults, int instructionsMax) {
    this.symbols = symbols;
    this.expression = expression;
    this.faults = faults;
    this.instructionsMax = instructionsMax;
  }

  List<Statement> expand(List<SourceLine> source) {
    lines = source;
    for (at = 0; at < lines.size() && !ended; at++) {
      Part part = scanLine();
      emit(part);
      if (part == Part.LOOP_END) {
        fault(Fault.ROF_WITHOUT_FOR, "ROF");
      }
    }
    for (String label : pending) {
      faults.add(Fault.LABEL_UNUSED, label);
    }
    if (!asserted) {
      faults.add(Fault.NO_ASSERT, "");
    }
    return statements;
  }

  SourceLine line() {
    return lines.get(at);
  }

  void fault(Fault fault, String token) {
    faults.add(fault, line(), token);
  }

  /// Counts a token that is read.
  void step() {
    faults.step(line());
  }

  private Part scanLine() {
    out.setLength(0);
    return scan(new Lexer(line().text()), Part.NOTHING);
  }

  private Part scan(Lexer lexer, Part read) {
    return new LineScan(this, lexer, read).run();
  }

  private void emit(Part part) {
    if (part == Part.STATEMENT) {
      if (statements.size() >= instructionsMax + PSEUDO_MAX) {
        throw faults.abandon(Fault.TOO_MUCH_WORK, line(), PSEUDO_MAX + " pseudo-operations");
      }
      statements.add(new Statement(out.toString(), line()));
    }
  }

  /// Appends to the statement.
  ///
  /// @return whether there was room
  boolean write(String text) {
    boolean fits = out.length() + text.length() <= LINE_MAX;
    if (fits) {
      out.append(text);
    } else {
      fault(Fault.EXPANDED_LINE_TOO_LONG, "");
    }
    return fits;
  }

  /// Reads the operands of a statement that has been begun, and counts it.
  Part finishStatement(String operation, Lexer lexer) {
    boolean pseudo = Words.isPseudo(operation);
    if (scan(lexer, pseudo ? Part.POSITION : Part.OPERANDS) == Part.FAILED) {
      return Part.FAILED;
    }
    labelPending();
    if (!pseudo && ++instructions > instructionsMax) {
      String most = String.valueOf(instructionsMax);
      throw faults.abandon(Fault.TOO_MANY_INSTRUCTIONS, line(), most);
    }
    ended |= operation.equals("END");
    return Part.STATEMENT;
  }

  /// A label for the next statement.
  void addPending(String label) {
    if (pending.size() < LABELS_MAX) {
      pending.add(label);
    } else {
      fault(Fault.TOO_MANY_LABELS, label);
    }
  }

  private void labelPending() {
    symbols.define(pending, new Label(instructions));
    pending.clear();
  }

  /// A symbol that cannot begin a statement.
  void refuse(String token) {
    String guess = pending.isEmpty() ? "" : Suggestion.of(pending.getLast(), Words.STATEMENTS);
    String hint = guess.isEmpty() ? "Begin with a label or an opcode" : guess;
    faults.add(Fault.NOT_AN_INSTRUCTION, line(), token, hint);
  }

  @Nullable Symbol find(String name) {
    return symbols.find(name);
  }

  /// The number of the next instruction.
  int instructions() {
    return instructions;
  }

  boolean isSkipping() {
    return skip > 0;
  }

  /// Counts a FOR or ROF in lines that are skipped.
  void skipLoop(boolean opens) {
    skip += opens ? 1 : -1;
  }

  private void enter() {
    if (++depth > DEPTH_MAX) {
      throw faults.abandon(Fault.TOO_DEEP, line(), String.valueOf(DEPTH_MAX));
    }
  }

  /// Reads the lines of an EQU in the place of its name; the last one stays open.
  Part substitute(Text text, Part read) {
    enter();
    List<SourceLine> outerLines = lines;
    int outerAt = at;
    text.open = true;
    lines = text.lines;
    at = 0;
    Part part = scan(new Lexer(line().text()), read);
    while (at + 1 < lines.size() && !ended) {
      if (skip == 0) {
        emit(part);
      }
      at++;
      part = scanLine();
    }
    lines = outerLines;
    at = outerAt;
    text.open = false;
    depth--;
    return part;
  }

  /// Keeps a space after a name that was replaced, if there is room.
  void writeSpace() {
    if (out.length() < LINE_MAX) {
      out.append(' ');
    }
  }

  /// Takes the rest of an EQU line, and that of the EQU lines below, as the text of a name. As in
  /// pMARS, an assertion below an EQU belongs to it and is lost.
  void defineText(Lexer lexer) {
    if (pending.isEmpty()) {
      fault(Fault.EQU_WITHOUT_NAME, "");
      return;
    }
    List<SourceLine> texts = new ArrayList<>();
    texts.add(line().rest(lexer));
    while (at + 1 < lines.size()) {
      Lexer next = new Lexer(lines.get(at + 1).text());
      Lexer.Kind kind = next.next();
      boolean more = kind == Lexer.Kind.WORD && next.token().equalsIgnoreCase("EQU");
      if (!more && kind != Lexer.Kind.COMMENT) {
        break;
      }
      at++;
      if (more) {
        texts.add(line().rest(next));
      }
    }
    symbols.define(pending, new Text(texts));
    pending.clear();
  }

  /// Checks the assertion that a comment line holds.
  void checkAssertion(Lexer lexer) {
    lexer.next();
    scan(lexer, Part.OPERANDS);
    Expression.Result result = expression.evaluate(out.toString());
    if (!result.usable()) {
      fault(Fault.BAD_ASSERT, "assert");
      return;
    }
    result.fault().ifPresent(fault -> fault(fault, "assert"));
    asserted = true;
    if (result.value() == 0) {
      fault(Fault.ASSERT_FAILED, "assert");
    }
  }

  /// Reads a loop, from the count behind FOR to the line of its ROF.
  void loop(Lexer lexer) {
    String name = pending.isEmpty() ? null : pending.removeLast();
    labelPending();
    out.setLength(0);
    scan(lexer, Part.OPERANDS);
    Expression.Result count = expression.evaluate(out.toString());
    count.fault().ifPresent(fault -> fault(fault, ""));
    if (count.usable() && count.value() <= 0) {
      skip++;
    } else if (count.usable()) {
      unroll(name, (int) (count.value() & 0xFFFF));
    }
  }

  /// Reads the body `count` times; pMARS keeps 16 bits of the count.
  private void unroll(@Nullable String name, int count) {
    enter();
    Counter counter = new Counter();
    Symbol former = name == null ? null : symbols.define(name, counter);
    int start = at;
    for (counter.value = 1; counter.value <= count && !ended; counter.value++) {
      at = start;
      Part part = Part.LOOP;
      while (part != Part.LOOP_END && !ended) {
        if (at + 1 == lines.size()) {
          faults.add(Fault.ROF_MISSING, "");
          ended = true;
        } else {
          at++;
          part = scanLine();
          emit(part);
        }
      }
    }
    if (name != null) {
      symbols.restore(name, former);
    }
    depth--;
  }
}
