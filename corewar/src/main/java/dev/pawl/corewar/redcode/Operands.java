package dev.pawl.corewar.redcode;

import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.redcode.Symbols.Counter;
import dev.pawl.corewar.redcode.Symbols.Label;
import dev.pawl.corewar.redcode.Symbols.Symbol;
import dev.pawl.corewar.redcode.Symbols.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The parts of one statement: operation, modifier, and for each operand a mode and an expression.
/// Reads from a stack of texts, since a name's text may hold any stretch of a statement, such as
/// `#3` or `1, >2`.
final class Operands {

  /// What may come next.
  private enum State {
    MODIFIER_OR_A,
    MODIFIER,
    A,
    A_EXPRESSION,
    B,
    B_EXPRESSION
  }

  /// A text that stands in for a name.
  private record Frame(Lexer lexer, @Nullable Text name) {}

  private final Symbols symbols;
  private final Faults faults;
  private final SourceLine line;
  private final int instruction;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final StringBuilder aText = new StringBuilder();
  private final StringBuilder bText = new StringBuilder();
  private String operation = "";
  private boolean pseudo;
  private @Nullable Modifier modifier;
  private Mode aMode = Mode.DIRECT;
  private Mode bMode = Mode.DIRECT;
  private State state = State.MODIFIER_OR_A;

  /// Whether the operand that was begun has a value.
  private boolean valued;

  private boolean failed;

  /// @param instruction the number of the statement's instruction
  Operands(Symbols symbols, Faults faults, SourceLine line, int instruction) {
    this.symbols = symbols;
    this.faults = faults;
    this.line = line;
    this.instruction = instruction;
  }

  void read(String statement) {
    Lexer lexer = new Lexer(statement);
    lexer.next();
    operation = lexer.token();
    pseudo = Words.isPseudo(operation);
    state = pseudo ? State.B_EXPRESSION : State.MODIFIER_OR_A;
    frames.push(new Frame(lexer, null));
    while (!frames.isEmpty() && !failed) {
      faults.step(line);
      Frame frame = frames.element();
      if (frame.lexer.next() == Lexer.Kind.END) {
        close(frames.pop());
      } else {
        token(frame.lexer);
      }
    }
    while (!frames.isEmpty()) {
      close(frames.pop());
    }
  }

  private static void close(Frame frame) {
    if (frame.name != null) {
      frame.name.open = false;
    }
  }

  private void token(Lexer lexer) {
    if (lexer.kind() == Lexer.Kind.WORD && state != State.MODIFIER) {
      word(lexer);
      return;
    }
    switch (state) {
      case MODIFIER -> readModifier(lexer);
      case MODIFIER_OR_A, A -> {
        if (state == State.MODIFIER_OR_A && lexer.kind() == Lexer.Kind.DOT) {
          state = State.MODIFIER;
        } else {
          aMode = readMode(lexer, aMode, State.A_EXPRESSION);
        }
      }
      case B -> bMode = readMode(lexer, bMode, State.B_EXPRESSION);
      case A_EXPRESSION -> {
        if (lexer.kind() == Lexer.Kind.COMMA) {
          state = State.B;
          valued = false;
        } else {
          readExpression(lexer, aText);
        }
      }
      case B_EXPRESSION -> readExpression(lexer, bText);
    }
  }

  private void fail(Fault fault, String token) {
    faults.add(fault, line, token);
    failed = true;
  }

  private void readModifier(Lexer lexer) {
    modifier = Words.modifier(lexer.token().toUpperCase(Locale.ROOT));
    if (modifier == null) {
      fail(Fault.MODIFIER_MISSING, lexer.token());
    }
    state = State.A;
  }

  private Mode readMode(Lexer lexer, Mode otherwise, State then) {
    state = then;
    Mode mode = lexer.kind() == Lexer.Kind.MODE ? Words.mode(lexer.token().charAt(0)) : null;
    if (mode != null) {
      return mode;
    }
    if (lexer.kind() == Lexer.Kind.NUMBER || lexer.kind() == Lexer.Kind.OPERATOR) {
      lexer.back();
    } else {
      fail(Fault.UNEXPECTED, lexer.token());
    }
    return otherwise;
  }

  private void readExpression(Lexer lexer, StringBuilder text) {
    String token = lexer.token();
    switch (lexer.kind()) {
      case NUMBER -> write(text, token + " ");
      case OPERATOR -> write(text, token);
      case MODE -> {
        if (token.equals("<") || token.equals(">") || token.equals("*")) {
          write(text, token);
        } else {
          fail(Fault.UNEXPECTED, token);
        }
      }
      default -> fail(Fault.UNEXPECTED, token);
    }
  }

  private void word(Lexer lexer) {
    String word = lexer.token();
    Symbol symbol = symbols.find(word);
    switch (symbol) {
      case Text text -> {
        if (text.open) {
          fail(Fault.RECURSIVE, word);
        } else {
          text.open = true;
          frames.push(new Frame(new Lexer(text.lines.getFirst().text()), text));
        }
      }
      case Label(int to) -> {
        String number = String.valueOf(pseudo ? to : to - instruction);
        frames.push(new Frame(new Lexer(number), null));
      }
      case Counter counter -> throw new IllegalStateException("a counter outlived its loop");
      case null -> {
        if (word.length() == 1) {
          register(word);
        } else {
          faults.add(Fault.UNDEFINED, line, word, symbols.suggestion(word));
          failed = true;
        }
      }
    }
  }

  private void register(String word) {
    if (state == State.B || state == State.B_EXPRESSION) {
      state = State.B_EXPRESSION;
      write(bText, word);
    } else {
      state = State.A_EXPRESSION;
      write(aText, word);
    }
  }

  private void write(StringBuilder text, String token) {
    if (text.length() + token.length() > Expander.LINE_MAX) {
      fail(Fault.EXPANDED_LINE_TOO_LONG, "");
    } else {
      text.append(token);
      valued = true;
    }
  }

  /// Whether the instruction has all its operands; puts those in that may be left out.
  boolean complete(Opcode opcode) {
    if (failed) {
      return false;
    }
    if (!valued) {
      fail(Fault.OPERAND_EMPTY, operation);
    } else if (bText.isEmpty()) {
      switch (opcode) {
        case DAT -> {
          bText.append(aText);
          bMode = aMode;
          aText.setLength(0);
          aMode = Mode.IMMEDIATE;
        }
        case JMP, SPL, NOP -> bMode = Mode.DIRECT;
        default -> fail(Fault.OPERAND_MISSING, operation);
      }
    }
    return !failed;
  }

  String operation() {
    return operation;
  }

  @Nullable Modifier modifier() {
    return modifier;
  }

  Mode aMode() {
    return aMode;
  }

  Mode bMode() {
    return bMode;
  }

  /// The A-expression, `0` if there is none.
  String a() {
    return aText.isEmpty() ? "0" : aText.toString();
  }

  /// The B-expression, `0` if there is none; for ORG, END and PIN the only one.
  String b() {
    return bText.isEmpty() ? "0" : bText.toString();
  }
}
