package dev.pawl.lm;

import java.util.Arrays;

/// A grammar over tokens as a deterministic finite automaton: which tokens may follow. State 0 is
/// the start. Data, so that it can be checked once and used from anywhere.
public final class Automaton {

  /// No text goes on like this.
  public static final int FORBIDDEN = -1;

  private final int[][] next;
  private final int end;

  /// @param next `next[state][token]` is the state after the token, or [#FORBIDDEN] all rows have
  ///   the length of the vocabulary
  /// @param end the token that completes a text; it is never part of one. A text may end in a state
  ///   where `next[state][end]` is not forbidden; which state it names is of no account
  public Automaton(int[][] next, int end) {
    this.next = Arrays.stream(next).map(int[]::clone).toArray(int[][]::new);
    this.end = end;
    if (next.length == 0 || end < 0 || end >= next[0].length) {
      throw new IllegalArgumentException(
          "a grammar needs a state, and an end among its tokens; found %d states, end %d"
              .formatted(next.length, end));
    }
    for (int state = 0; state < next.length; state++) {
      check(state);
    }
  }

  private void check(int state) {
    boolean dead = true;
    for (int to : next[state]) {
      dead &= to == FORBIDDEN;
      if (to < FORBIDDEN || to >= next.length) {
        throw new IllegalArgumentException(
            "state %d leads to state %d; there are %d".formatted(state, to, next.length));
      }
    }
    if (dead || next[state].length != vocabulary()) {
      throw new IllegalArgumentException(
          "state %d must allow one of %d tokens; it has %d, and allows %s"
              .formatted(state, vocabulary(), next[state].length, dead ? "none" : "some"));
    }
  }

  /// Whether a text can only end in `state`.
  public boolean mustEnd(int state) {
    for (int token = 0; token < next[state].length; token++) {
      if (token != end && next[state][token] != FORBIDDEN) {
        return false;
      }
    }
    return true;
  }

  /// How many tokens there are.
  public int vocabulary() {
    return next[0].length;
  }

  /// The state after `token` in `state`, or [#FORBIDDEN].
  public int next(int state, int token) {
    return next[state][token];
  }

  /// The token that completes a text.
  public int end() {
    return end;
  }

  /// How many states there are.
  public int states() {
    return next.length;
  }
}
