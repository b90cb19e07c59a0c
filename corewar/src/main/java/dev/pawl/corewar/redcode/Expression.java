package dev.pawl.corewar.redcode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Evaluates expressions as pMARS 0.9.2 does: 64-bit integers, C's truncating division, 26
/// registers that keep their values from one expression to the next.
///
/// The operators have C's precedence, but not always C's grouping, and warriors depend on it: once
/// an operator of higher precedence has been met, one of equal or lower precedence is often taken
/// into the right operand, so that `7-11/6-11` is `7-(11/6-11)` = 17, and an operator that ends two
/// levels at once is lost if it is `==` or if one of them ended before, so that `1+2*3==7` is an
/// error. The rule, confirmed by experiment with the program, is that of `floor` and `lost` in
/// [#expression]. Recursion is bounded by the length of the text, at most [Expander#LINE_MAX]
/// characters.
final class Expression {

  enum Status {
    OK,
    /// A value, but the arithmetic left 64 bits on the way.
    OVERFLOW,
    DIVISION_BY_ZERO,
    BAD
  }

  record Result(Status status, long value) {
    boolean usable() {
      return status == Status.OK || status == Status.OVERFLOW;
    }

    /// What there is to say about it.
    Optional<Fault> fault() {
      return switch (status) {
        case OK -> Optional.empty();
        case OVERFLOW -> Optional.of(Fault.OVERFLOW);
        case DIVISION_BY_ZERO -> Optional.of(Fault.DIVISION_BY_ZERO);
        case BAD -> Optional.of(Fault.BAD_EXPRESSION);
      };
    }
  }

  private enum Operator {
    NONE(0),
    OR(1),
    AND(2),
    EQUAL(3),
    UNEQUAL(3),
    LESS(3),
    GREATER(3),
    AT_MOST(3),
    AT_LEAST(3),
    PLUS(4),
    MINUS(4),
    TIMES(5),
    OVER(5),
    MODULO(5),
    UNKNOWN(0);

    final int precedence;

    Operator(int precedence) {
      this.precedence = precedence;
    }
  }

  /// An operator whose right operand is being evaluated.
  ///
  /// @param floor the precedence at which the level ends
  /// @param resumed whether the level has ended once and gone on
  /// @param inner the precedence of the operator that opened the level above
  private record Level(int floor, long left, Operator operator, boolean resumed, int inner) {}

  private final long[] registers = new long[26];
  private String text = "";
  private int at;
  private Status status = Status.OK;

  /// The value of an expression; assignments in it stay for the next one.
  Result evaluate(String expression) {
    text = expression;
    at = 0;
    status = Status.OK;
    long value = expression();
    if (at < text.length()) {
      status = Status.BAD;
    }
    return new Result(status, value);
  }

  /// Evaluates up to the end or an unmatched `)`.
  private long expression() {
    Deque<Level> below = new ArrayDeque<>();
    int floor = -1;
    long left = 0;
    Operator operator = Operator.NONE;
    boolean resumed = false;
    while (true) {
      long right = operand();
      skipSpace();
      if (peek() == '\0' || peek() == ')') {
        long value = apply(operator, left, right);
        while (!below.isEmpty()) {
          Level level = below.pop();
          value = apply(level.operator, level.left, value);
        }
        return value;
      }
      Operator next = operator();
      if (next.precedence > operator.precedence) {
        below.push(new Level(floor, left, operator, resumed, next.precedence));
        resumed = false;
        floor = operator.precedence;
        left = right;
        operator = next;
        continue;
      }
      left = apply(operator, left, right);
      if (next.precedence >= floor || operator.precedence <= floor) {
        floor = operator.precedence;
        operator = next;
        continue;
      }
      boolean lost = next == Operator.EQUAL || resumed;
      resumed = false;
      while (!resumed && !below.isEmpty()) {
        Level level = below.pop();
        left = apply(level.operator, level.left, left);
        if (!lost && next.precedence >= level.floor) {
          floor = level.inner;
          operator = next;
          resumed = true;
        } else {
          lost |= level.resumed;
        }
      }
      if (!resumed) {
        return left;
      }
    }
  }

  private long operand() {
    skipSpace();
    char c = peek();
    return switch (c) {
      case '(' -> {
        at++;
        long value = expression();
        if (peek() != ')') {
          status = Status.BAD;
        }
        at = Math.min(at + 1, text.length());
        yield value;
      }
      case '-' -> {
        at++;
        yield -operand();
      }
      case '+' -> {
        at++;
        yield operand();
      }
      case '!' -> {
        at++;
        yield operand() == 0 ? 1 : 0;
      }
      default -> Lexer.isLetter(c) ? register(Character.toUpperCase(c) - 'A') : number();
    };
  }

  private long register(int index) {
    at++;
    skipSpace();
    if (peek() == '=' && (at + 1 >= text.length() || text.charAt(at + 1) != '=')) {
      at++;
      registers[index] = expression();
    }
    return registers[index];
  }

  private long number() {
    int start = at;
    long value = 0;
    for (; Lexer.isDigit(peek()); at++) {
      int digit = peek() - '0';
      value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
    }
    if (at == start) {
      status = Status.BAD;
    }
    return value;
  }

  private Operator operator() {
    char first = peek();
    at++;
    char second = peek();
    Operator two =
        switch (first) {
          case '&' -> second == '&' ? Operator.AND : Operator.UNKNOWN;
          case '|' -> second == '|' ? Operator.OR : Operator.UNKNOWN;
          case '=' -> second == '=' ? Operator.EQUAL : Operator.UNKNOWN;
          case '!' -> second == '=' ? Operator.UNEQUAL : Operator.UNKNOWN;
          case '<' -> second == '=' ? Operator.AT_MOST : Operator.UNKNOWN;
          case '>' -> second == '=' ? Operator.AT_LEAST : Operator.UNKNOWN;
          default -> Operator.UNKNOWN;
        };
    if (two != Operator.UNKNOWN) {
      at++;
      return two;
    }
    return switch (first) {
      case '<' -> Operator.LESS;
      case '>' -> Operator.GREATER;
      case '+' -> Operator.PLUS;
      case '-' -> Operator.MINUS;
      case '*' -> Operator.TIMES;
      case '/' -> Operator.OVER;
      case '%' -> Operator.MODULO;
      default -> Operator.UNKNOWN;
    };
  }

  private long apply(Operator operator, long x, long y) {
    return switch (operator) {
      case NONE -> y;
      case OR -> truth(x != 0 || y != 0);
      case AND -> truth(x != 0 && y != 0);
      case EQUAL -> truth(x == y);
      case UNEQUAL -> truth(x != y);
      case LESS -> truth(x < y);
      case GREATER -> truth(x > y);
      case AT_MOST -> truth(x <= y);
      case AT_LEAST -> truth(x >= y);
      case PLUS -> checked(x + y, ((x ^ (x + y)) & (y ^ (x + y))) < 0);
      case MINUS -> checked(x - y, ((x ^ y) & (x ^ (x - y))) < 0);
      case TIMES -> checked(x * y, Math.multiplyHigh(x, y) != (x * y) >> 63);
      case OVER -> y == 0 ? divisionByZero() : x / y;
      case MODULO -> y == 0 ? divisionByZero() : x % y;
      case UNKNOWN -> {
        // Reading goes on, as in pMARS: assignments further on still count.
        status = Status.BAD;
        yield 0;
      }
    };
  }

  private static long truth(boolean condition) {
    return condition ? 1 : 0;
  }

  private long checked(long value, boolean overflow) {
    if (overflow && status == Status.OK) {
      status = Status.OVERFLOW;
    }
    return value;
  }

  private long divisionByZero() {
    if (status != Status.BAD) {
      status = Status.DIVISION_BY_ZERO;
    }
    return 0;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipSpace() {
    while (Lexer.isSpace(peek())) {
      at++;
    }
  }
}
