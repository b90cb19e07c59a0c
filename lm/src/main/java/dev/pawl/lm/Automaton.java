package dev.pawl.lm;

import java.util.Arrays;

/// A grammar over tokens as a deterministic finite automaton: which tokens may follow. State 0 is
/// the start. Data, so that it can be checked once and used from anywhere.
public final class Automaton {

  /// No text goes on like this.
  public static final int FORBIDDEN = -1;

  private final int[][] next;
  private final int end;

  /// @param next `next[state][token]` is the state after the token, or [#FORBIDDEN]
  /// @param end the token that completes a text; it is never part of one
  public Automaton(int[][] next, int end) {
    this.next = Arrays.stream(next).map(int[]::clone).toArray(int[][]::new);
    this.end = end;
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
