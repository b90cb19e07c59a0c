package dev.pawl.labs.redqueen.model;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.lm.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The alphabet of warriors, in the one form of [RedcodeText]. An instruction is
///
///     operation with modifier | A-mode | A-number | B-mode | B-number
///
/// with [#START] before the one that runs first and [#END] at the end. Numbers are written by a
/// [NumberScheme]. Every warrior has one spelling in a given context, and reading it gives the same
/// program; every text that [CodeGrammar] allows can be read.
final class RedcodeTokens {

  /// Ends what the model writes.
  static final int END = 0;

  /// Before the first instruction to run.
  static final int START = 1;

  /// First of a prompt: write a warrior.
  static final int WRITE = 2;

  /// First of a prompt: write the middle, given what is before and after it.
  static final int EDIT = 3;

  /// First of a prompt: write a child of two parents.
  static final int CROSS = 4;

  /// Before what comes after the gap.
  static final int SUFFIX = 5;

  /// Before what fills the gap.
  static final int MIDDLE = 6;

  /// Before the second parent.
  static final int SECOND = 7;

  /// Before the child.
  static final int CHILD = 8;

  /// Where more code is that is not shown.
  static final int CUT = 9;

  /// How good a warrior is; the greatest class is the best.
  static final int CLASSES = 4;

  /// The most cells of each of the two traits.
  static final int CELLS_MAX = 8;

  private static final Modifier[] MODIFIERS = Modifier.values();
  private static final Opcode[] OPCODES = Opcode.values();
  private static final Mode[] MODES = Mode.values();

  private static final int CLASS = 10;
  private static final int CELL = CLASS + CLASSES;
  private static final int MODE = CELL + 2 * CELLS_MAX;
  private static final int OPERATION = MODE + MODES.length;
  private static final int NUMBER = OPERATION + OPCODES.length * MODIFIERS.length;

  private final NumberScheme scheme;
  private final int coreSize;
  private final int lengthMax;
  private final NumberCode numbers;

  RedcodeTokens(NumberScheme scheme, Settings settings) {
    this.scheme = scheme;
    this.coreSize = settings.coreSize();
    this.lengthMax = settings.length();
    this.numbers = scheme.code(coreSize);
  }

  /// What a model that knows this alphabet calls it.
  String name() {
    return "redcode/%s/%d".formatted(scheme, coreSize);
  }

  int vocabulary() {
    return NUMBER + numbers.symbols();
  }

  int coreSize() {
    return coreSize;
  }

  /// The most instructions a warrior may have.
  int lengthMax() {
    return lengthMax;
  }

  NumberCode numbers() {
    return numbers;
  }

  /// The token of a class, the best for `CLASSES - 1`.
  static int scoreClass(int scoreClass) {
    return CLASS + scoreClass;
  }

  /// The token of a cell on axis `axis`, 0 or 1.
  static int cell(int axis, int cell) {
    return CELL + axis * CELLS_MAX + Math.min(cell, CELLS_MAX - 1);
  }

  /// The cells that `text` begins with.
  static List<Integer> cells(Tokens text) {
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i < text.size() && text.at(i) >= CELL && text.at(i) < MODE; i++) {
      cells.add((text.at(i) - CELL) % CELLS_MAX);
    }
    return List.copyOf(cells);
  }

  static int mode(int ordinal) {
    return MODE + ordinal;
  }

  static int operation(int ordinal) {
    return OPERATION + ordinal;
  }

  /// How many operations with modifier there are.
  static int operations() {
    return NUMBER - OPERATION;
  }

  static int modes() {
    return MODES.length;
  }

  static int number(int symbol) {
    return NUMBER + symbol;
  }

  /// A text that is being written.
  Stream stream() {
    return new Stream();
  }

  /// The whole of a warrior, without a prompt and [#END].
  Tokens code(Warrior warrior) {
    return stream().code(warrior, 0, warrior.code().size()).tokens();
  }

  /// What `text` says, written after `context`. An instruction that is not complete is left out.
  ///
  /// @throws IllegalArgumentException if a text is none that [CodeGrammar] allows
  Fragment read(Tokens context, Tokens text) {
    Reader reader = new Reader(numbers);
    for (int i = 0; i < context.size(); i++) {
      reader.take(context.at(i));
    }
    reader.fresh();
    for (int i = 0; i < text.size(); i++) {
      reader.take(text.at(i));
    }
    return reader.fragment();
  }

  /// The text for people, token by token.
  String show(Tokens text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.size(); i++) {
      out.append(i == 0 ? "" : " ").append(show(text.at(i)));
    }
    return out.toString();
  }

  private String show(int token) {
    if (token >= NUMBER) {
      return numbers.show(token - NUMBER);
    }
    if (token >= OPERATION) {
      return operationOf(token) + "." + modifierOf(token);
    }
    if (token >= MODE) {
      return String.valueOf(MODES[token - MODE].symbol());
    }
    if (token >= CELL) {
      return "cell%d=%d".formatted((token - CELL) / CELLS_MAX, (token - CELL) % CELLS_MAX);
    }
    return token >= CLASS ? "class" + (token - CLASS) : MARKS.get(token);
  }

  private static final List<String> MARKS =
      List.of(
          "end", "start", "write", "edit", "cross", "suffix", "middle", "second", "child", "cut");

  private static Opcode operationOf(int token) {
    return OPCODES[(token - OPERATION) / MODIFIERS.length];
  }

  private static Modifier modifierOf(int token) {
    return MODIFIERS[(token - OPERATION) % MODIFIERS.length];
  }

  /// Some instructions.
  ///
  /// @param start the index of the one that runs first; -1 if it is none of these
  record Fragment(List<Instruction> code, int start) {}

  /// A text that grows; it knows which numbers were used before.
  final class Stream {

    private int[] tokens = new int[64];
    private int size;
    private final Recent recent = new Recent();

    Stream mark(int token) {
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * size);
      }
      tokens[size++] = token;
      return this;
    }

    /// Instructions `from` (included) to `to` (excluded).
    Stream code(Warrior warrior, int from, int to) {
      for (int i = from; i < to; i++) {
        if (i == warrior.start()) {
          mark(START);
        }
        instruction(warrior.code().get(i));
      }
      return this;
    }

    Stream instruction(Instruction i) {
      mark(OPERATION + i.opcode().ordinal() * MODIFIERS.length + i.modifier().ordinal());
      mark(MODE + i.aMode().ordinal());
      number(i.a());
      mark(MODE + i.bMode().ordinal());
      number(i.b());
      return this;
    }

    private void number(int operand) {
      int value = RedcodeText.reduce(operand, coreSize);
      numbers.write(value, recent, symbol -> mark(NUMBER + symbol));
      recent.see(value);
    }

    int size() {
      return size;
    }

    Tokens tokens() {
      return Tokens.of(Arrays.copyOf(tokens, size));
    }
  }

  /// Reads token by token. A number ends where something else begins.
  private static final class Reader {

    private final NumberCode numbers;
    private final Recent recent = new Recent();
    private final int[] word = new int[16];
    private int wordSize;
    private int wordState;
    private ArrayList<Instruction> code = new ArrayList<>();
    private int start = -1;
    private int operation = -1;
    private int aMode = -1;
    private int a;
    private int bMode = -1;

    Reader(NumberCode numbers) {
      this.numbers = numbers;
    }

    /// Forgets the code but not its numbers.
    void fresh() {
      endWord();
      code = new ArrayList<>();
      start = -1;
    }

    void take(int token) {
      if (token >= NUMBER) {
        int symbol = token - NUMBER;
        wordState = numbers.next(wordState, symbol);
        check(wordState != NumberCode.NONE && (bMode >= 0 || aMode >= 0), token);
        word[wordSize++] = symbol;
        return;
      }
      endWord();
      if (token >= OPERATION) {
        check(operation < 0, token);
        operation = token;
      } else if (token >= MODE) {
        check(operation >= 0 && bMode < 0, token);
        if (aMode < 0) {
          aMode = token - MODE;
        } else {
          bMode = token - MODE;
        }
      } else {
        check(operation < 0, token);
        start = token == START ? code.size() : start;
      }
    }

    Fragment fragment() {
      endWord();
      return new Fragment(List.copyOf(code), start < code.size() ? start : -1);
    }

    private void endWord() {
      if (wordSize == 0 || !numbers.accepts(wordState)) {
        return;
      }
      int value = numbers.read(word, 0, wordSize, recent);
      recent.see(value);
      wordSize = 0;
      wordState = 0;
      if (bMode < 0) {
        a = value;
        return;
      }
      code.add(
          new Instruction(
              operationOf(operation), modifierOf(operation), MODES[aMode], a, MODES[bMode], value));
      operation = -1;
      aMode = -1;
      bMode = -1;
    }

    private void check(boolean allowed, int token) {
      if (!allowed) {
        throw new IllegalArgumentException(
            "token %d cannot stand after %d instructions and what follows them"
                .formatted(token, code.size()));
      }
    }
  }
}
