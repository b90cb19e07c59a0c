package dev.pawl.corewar.redcode;

import dev.pawl.corewar.redcode.Symbols.Counter;
import dev.pawl.corewar.redcode.Symbols.Label;
import dev.pawl.corewar.redcode.Symbols.Symbol;
import dev.pawl.corewar.redcode.Symbols.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The first pass: replaces names by text, unrolls FOR, checks assertions, and numbers the
/// instructions. What is left is one statement a line, in which only names that are defined further
/// down remain.
///
/// The pass follows pMARS token by token, since text substitution makes the order visible: a label
/// already met becomes its distance in digits at once, a number before it joins those digits, and
/// spaces survive only after words. Bounded by [Faults#STEPS_MAX] tokens, [#DEPTH_MAX] levels of
/// EQU and FOR, [#LINE_MAX] characters a line and [#PSEUDO_MAX] lines that are not instructions.
final class Expander {

  /// A statement of the program.
  record Statement(String text, SourceLine line) {}

  /// The most characters of a line after substitution, as in pMARS.
  static final int LINE_MAX = 255;

  static final int DEPTH_MAX = 200;
  static final int PSEUDO_MAX = 10_000;
  private static final int LABELS_MAX = 7;

  /// What has been read of a line.
  private enum Part {
    /// Nothing that can be used: the line is dropped.
    FAILED,
    NOTHING,
    LABELS,
    /// The operands of an instruction: labels stand for distances.
    OPERANDS,
    /// The operand of ORG, END or PIN: labels stand for positions.
    POSITION,
    STATEMENT,
    LOOP,
    LOOP_END;

    /// Whether the next word may be a label or open a statement.
    boolean atStart() {
      return compareTo(LABELS) <= 0;
    }
  }

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

  private SourceLine line() {
    return lines.get(at);
  }

  private void fault(Fault fault, String token) {
    faults.add(fault, line(), token);
  }

  private Part scanLine() {
    out.setLength(0);
    return new Scan(new Lexer(line().text()), Part.NOTHING).run();
  }

  private void emit(Part part) {
    if (part == Part.STATEMENT) {
      if (statements.size() >= instructionsMax + PSEUDO_MAX) {
        throw faults.abandon(Fault.TOO_MUCH_WORK, line(), PSEUDO_MAX + " pseudo-operations");
      }
      statements.add(new Statement(out.toString(), line()));
    }
  }

  private void labelPending() {
    symbols.define(pending, new Label(instructions));
    pending.clear();
  }

  private void enter() {
    if (++depth > DEPTH_MAX) {
      throw faults.abandon(Fault.TOO_DEEP, line(), String.valueOf(DEPTH_MAX));
    }
  }

  /// Reads the rest of one line.
  private final class Scan {
    private final Lexer lexer;
    private Part part;
    private boolean done;

    /// @param part what has been read of the line already
    Scan(Lexer lexer, Part part) {
      this.lexer = lexer;
      this.part = part;
    }

    Part run() {
      while (!done) {
        faults.step(line());
        switch (lexer.next()) {
          case END -> done = true;
          case COMMENT -> {
            if (part == Part.NOTHING && skip == 0) {
              checkAssertion();
            }
            done = true;
          }
          case WORD -> word(lexer.token());
          default -> symbol(lexer.token());
        }
      }
      return part;
    }

    private void stop(Part result) {
      part = result;
      done = true;
    }

    private void fail(Fault fault, String token) {
      fault(fault, token);
      stop(Part.FAILED);
    }

    private void symbol(String token) {
      if (skip > 0) {
        stop(Part.NOTHING);
      } else if (part.atStart()) {
        String guess = pending.isEmpty() ? "" : Suggestion.of(pending.getLast(), Words.STATEMENTS);
        String hint = guess.isEmpty() ? "Begin with a label or an opcode" : guess;
        faults.add(Fault.NOT_AN_INSTRUCTION, line(), token, hint);
        stop(Part.FAILED);
      } else {
        write(token);
      }
    }

    private void word(String word) {
      String upper = word.toUpperCase(Locale.ROOT);
      if (upper.equals("ROF") || upper.equals("FOR")) {
        loopWord(upper);
      } else if (word.equals("CURLINE") || upper.equals("EQU") || Words.isStatement(upper)) {
        if (skip > 0) {
          stop(Part.NOTHING);
        } else if (word.equals("CURLINE")) {
          if (part.atStart()) {
            fail(Fault.CURLINE_AS_LABEL, word);
          } else {
            writeWord(String.valueOf(instructions));
          }
        } else if (!part.atStart()) {
          fail(Fault.UNEXPECTED, word);
        } else if (upper.equals("EQU")) {
          defineText();
          stop(Part.OPERANDS);
        } else {
          statement(upper);
        }
      } else if (skip > 0) {
        part = Part.NOTHING;
      } else {
        name(concatenated(word));
      }
    }

    private void loopWord(String upper) {
      boolean opens = upper.equals("FOR");
      if (skip > 0) {
        skip += opens ? 1 : -1;
        stop(Part.FAILED);
      } else if (!part.atStart()) {
        fail(Fault.UNEXPECTED, upper);
      } else if (opens) {
        loop();
        stop(Part.LOOP);
      } else {
        stop(Part.LOOP_END);
      }
    }

    private void statement(String upper) {
      write(upper + lexer.takeGlued() + (Lexer.isSpace(lexer.peek()) ? " " : ""));
      if (done) {
        return;
      }
      boolean pseudo = Words.isPseudo(upper);
      if (new Scan(lexer, pseudo ? Part.POSITION : Part.OPERANDS).run() == Part.FAILED) {
        stop(Part.FAILED);
        return;
      }
      labelPending();
      if (!pseudo && ++instructions > instructionsMax) {
        String most = String.valueOf(instructionsMax);
        throw faults.abandon(Fault.TOO_MANY_INSTRUCTIONS, line(), most);
      }
      ended |= upper.equals("END");
      stop(Part.STATEMENT);
    }

    /// Joins counters to a word: `x&i` is `x01` while `i` is 1.
    private String concatenated(String word) {
      StringBuilder joined = new StringBuilder(word);
      while (lexer.peek() == '&' && Lexer.isLetter(lexer.peekSecond())) {
        lexer.skip();
        lexer.next();
        if (symbols.find(lexer.token()) instanceof Counter counter) {
          joined.append(counter.text());
        } else {
          fault(Fault.NOT_A_COUNTER, lexer.token());
        }
      }
      return joined.toString();
    }

    private void name(String word) {
      Symbol symbol = symbols.find(word);
      if (symbol instanceof Text text) {
        if (text.open) {
          fail(Fault.RECURSIVE, word);
        } else {
          substitute(text);
        }
      } else if (!part.atStart()) {
        writeWord(
            switch (symbol) {
              case Counter counter -> counter.text();
              case Label(int to) -> String.valueOf(part == Part.POSITION ? to : to - instructions);
              case Text text -> throw new IllegalStateException("text was not substituted");
              case null -> word;
            });
      } else if (symbol != null) {
        fail(Fault.LABEL_TAKEN, word);
      } else {
        if (pending.size() < LABELS_MAX) {
          pending.add(word);
        } else {
          fault(Fault.TOO_MANY_LABELS, word);
        }
        if (lexer.peek() == ':') {
          lexer.skip();
        }
        part = Part.LABELS;
      }
    }

    private void writeWord(String text) {
      write(Lexer.isSpace(lexer.peek()) ? text + " " : text);
    }

    private void write(String text) {
      if (out.length() + text.length() > LINE_MAX) {
        fail(Fault.EXPANDED_LINE_TOO_LONG, "");
      } else {
        out.append(text);
      }
    }

    /// Reads the lines of an EQU in the place of its name, then goes on with this line.
    private void substitute(Text text) {
      enter();
      List<SourceLine> outerLines = lines;
      int outerAt = at;
      text.open = true;
      lines = text.lines;
      at = 0;
      Part result = new Scan(new Lexer(line().text()), part).run();
      while (at + 1 < lines.size() && !ended) {
        if (skip == 0) {
          emit(result);
        }
        at++;
        result = scanLine();
      }
      lines = outerLines;
      at = outerAt;
      text.open = false;
      depth--;
      if (Lexer.isSpace(lexer.peek()) && out.length() < LINE_MAX) {
        out.append(' ');
      }
      part = result;
    }

    /// Takes the rest of the line, and that of the EQU lines below, as the text of a name.
    private void defineText() {
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

    private void checkAssertion() {
      lexer.next();
      new Scan(lexer, Part.OPERANDS).run();
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

    private void loop() {
      String name = pending.isEmpty() ? null : pending.removeLast();
      labelPending();
      out.setLength(0);
      new Scan(lexer, Part.OPERANDS).run();
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
        Part result = Part.LOOP;
        while (result != Part.LOOP_END && !ended) {
          if (at + 1 == lines.size()) {
            faults.add(Fault.ROF_MISSING, "");
            ended = true;
          } else {
            at++;
            result = scanLine();
            emit(result);
          }
        }
      }
      if (name != null) {
        symbols.restore(name, former);
      }
      depth--;
    }
  }
}
