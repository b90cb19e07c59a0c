package dev.pawl.lm;

import java.util.Arrays;

/// A sequence of tokens; never changes.
public final class Tokens {

  private final int[] tokens;

  private Tokens(int[] tokens) {
    this.tokens = tokens;
  }

  /// A copy of these.
  public static Tokens of(int... tokens) {
    return new Tokens(tokens.clone());
  }

  /// How many there are.
  public int size() {
    return tokens.length;
  }

  /// The token at `i`, from 0.
  public int at(int i) {
    return tokens[i];
  }

  /// This and `more` after it.
  public Tokens plus(Tokens more) {
    int[] all = Arrays.copyOf(tokens, tokens.length + more.tokens.length);
    System.arraycopy(more.tokens, 0, all, tokens.length, more.tokens.length);
    return new Tokens(all);
  }

  /// A copy.
  public int[] toArray() {
    return tokens.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tokens that && Arrays.equals(tokens, that.tokens);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tokens);
  }

  @Override
  public String toString() {
    return Arrays.toString(tokens);
  }
}
