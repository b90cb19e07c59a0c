package dev.pawl.labs.redqueen.model;

import java.util.function.IntConsumer;

/// A code for numbers: each is a short word of symbols, and all words are a regular language, given
/// as an automaton whose state 0 is the start. A word may be longer than its number needs only
/// where the language says so; what is read is any integer.
sealed interface NumberCode {

  /// No word goes on like this.
  int NONE = -1;

  /// How many symbols there are, from 0.
  int symbols();

  /// A symbol for people.
  String show(int symbol);

  /// Writes the word of `value`.
  void write(int value, Recent recent, IntConsumer out);

  /// The number of the word in `symbols` from `from` (included) to `to` (excluded).
  int read(int[] symbols, int from, int to, Recent recent);

  int states();

  /// The state after `symbol`, or [#NONE].
  int next(int state, int symbol);

  /// Whether a word may end here.
  boolean accepts(int state);

  /// Decimal digits without leading zeros. State 1 is after the sign, state 1 + n after n digits.
  record Digits(int digitsMax) implements NumberCode {

    private static final int MINUS = 10;

    @Override
    public int symbols() {
      return 11;
    }

    @Override
    public String show(int symbol) {
      return symbol == MINUS ? "-" : String.valueOf(symbol);
    }

    @Override
    public void write(int value, Recent recent, IntConsumer out) {
      String.valueOf(value).chars().forEach(c -> out.accept(c == '-' ? MINUS : c - '0'));
    }

    @Override
    public int read(int[] symbols, int from, int to, Recent recent) {
      boolean negative = symbols[from] == MINUS;
      int value = 0;
      for (int i = negative ? from + 1 : from; i < to; i++) {
        value = value * 10 + symbols[i];
      }
      return negative ? -value : value;
    }

    @Override
    public int states() {
      return digitsMax + 2;
    }

    @Override
    public int next(int state, int symbol) {
      if (symbol == MINUS) {
        return state == 0 ? 1 : NONE;
      }
      if (state <= 1) {
        boolean zero = symbol == 0;
        return !zero ? 2 : state == 0 ? digitsMax + 1 : NONE;
      }
      return state <= digitsMax ? state + 1 : NONE;
    }

    @Override
    public boolean accepts(int state) {
      return state > 1;
    }
  }

  /// `value = base * high + low`, with the low part from -base/2 on, so that a number near 0 has
  /// the high part 0.
  record HighLow(int base, int highLeast, int highs) implements NumberCode {

    static HighLow of(int coreSize) {
      int base = (int) Math.ceil(StrictMath.sqrt(coreSize));
      int least = Math.floorDiv(-coreSize / 2 + base / 2, base);
      int most = Math.floorDiv(coreSize / 2 + base / 2, base);
      return new HighLow(base, least, most - least + 1);
    }

    @Override
    public int symbols() {
      return highs + base;
    }

    @Override
    public String show(int symbol) {
      return symbol < highs
          ? (symbol + highLeast) * base + "+"
          : String.valueOf(symbol - highs - base / 2);
    }

    @Override
    public void write(int value, Recent recent, IntConsumer out) {
      int low = Math.floorMod(value + base / 2, base);
      out.accept((value + base / 2 - low) / base - highLeast);
      out.accept(highs + low);
    }

    @Override
    public int read(int[] symbols, int from, int to, Recent recent) {
      return (symbols[from] + highLeast) * base + symbols[from + 1] - highs - base / 2;
    }

    @Override
    public int states() {
      return 3;
    }

    @Override
    public int next(int state, int symbol) {
      boolean high = symbol < highs;
      return state == 0 && high ? 1 : state == 1 && !high ? 2 : NONE;
    }

    @Override
    public boolean accepts(int state) {
      return state == 2;
    }
  }

  /// One symbol for each number up to `most` either way; other numbers in `others`, whose states
  /// come first.
  record Small(int most, NumberCode others) implements NumberCode {

    private int own() {
      return 2 * most + 1;
    }

    @Override
    public int symbols() {
      return own() + others.symbols();
    }

    @Override
    public String show(int symbol) {
      return symbol < own() ? String.valueOf(symbol - most) : others.show(symbol - own());
    }

    @Override
    public void write(int value, Recent recent, IntConsumer out) {
      if (Math.abs(value) <= most) {
        out.accept(value + most);
      } else {
        others.write(value, recent, symbol -> out.accept(symbol + own()));
      }
    }

    @Override
    public int read(int[] symbols, int from, int to, Recent recent) {
      return symbols[from] < own()
          ? symbols[from] - most
          : others.read(less(symbols, from, to, own()), 0, to - from, recent);
    }

    @Override
    public int states() {
      return others.states() + 1;
    }

    @Override
    public int next(int state, int symbol) {
      return step(others, own(), state, symbol);
    }

    @Override
    public boolean accepts(int state) {
      return state == others.states() || others.accepts(state);
    }
  }

  /// One symbol for each of the [Recent] numbers and each of their negatives; other numbers in
  /// `others`.
  record Same(NumberCode others) implements NumberCode {

    private static final int OWN = 2 * Recent.COUNT;

    @Override
    public int symbols() {
      return OWN + others.symbols();
    }

    @Override
    public String show(int symbol) {
      return symbol < OWN
          ? (symbol % 2 == 0 ? "same" : "minus") + symbol / 2
          : others.show(symbol - OWN);
    }

    @Override
    public void write(int value, Recent recent, IntConsumer out) {
      int found = Math.abs(value) <= Recent.NEAR_MAX ? NONE : recent.find(value);
      if (found == NONE) {
        others.write(value, recent, symbol -> out.accept(symbol + OWN));
      } else {
        out.accept(2 * found + (recent.at(found) == value ? 0 : 1));
      }
    }

    @Override
    public int read(int[] symbols, int from, int to, Recent recent) {
      int symbol = symbols[from];
      if (symbol >= OWN) {
        return others.read(less(symbols, from, to, OWN), 0, to - from, recent);
      }
      int value = recent.at(symbol / 2);
      return symbol % 2 == 0 ? value : -value;
    }

    @Override
    public int states() {
      return others.states() + 1;
    }

    @Override
    public int next(int state, int symbol) {
      return step(others, OWN, state, symbol);
    }

    @Override
    public boolean accepts(int state) {
      return state == others.states() || others.accepts(state);
    }
  }

  /// A step of a code with `own` symbols that are whole words, before those of `others`.
  private static int step(NumberCode others, int own, int state, int symbol) {
    if (state == others.states()) {
      return NONE;
    }
    if (symbol < own) {
      return state == 0 ? others.states() : NONE;
    }
    return others.next(state, symbol - own);
  }

  private static int[] less(int[] symbols, int from, int to, int own) {
    int[] less = new int[to - from];
    for (int i = from; i < to; i++) {
      less[i - from] = symbols[i] - own;
    }
    return less;
  }
}
