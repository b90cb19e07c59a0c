package dev.pawl.labs.squared.task;

import dev.pawl.Draw;

/// Two sources, each sequence from one of them. Their tokens are different ones, so the first token
/// tells which, and probabilities after it are those of that source.
///
/// @param first whose tokens come first
public record Mixed(Source first, Source second) implements Source {

  @Override
  public String name() {
    return first.name() + "+" + second.name();
  }

  @Override
  public int vocabulary() {
    return first.vocabulary() + second.vocabulary();
  }

  @Override
  public boolean isExact() {
    return first.isExact() && second.isExact();
  }

  /// From either, with even chances.
  @Override
  public int[] sample(Draw draw, int length) {
    boolean isFirst = draw.purpose("source").nextBoolean();
    int[] tokens = (isFirst ? first : second).sample(draw, length);
    for (int i = 0; !isFirst && i < tokens.length; i++) {
      tokens[i] += first.vocabulary();
    }
    return tokens;
  }

  @Override
  public double nats(int[] tokens) {
    if (tokens[0] < first.vocabulary()) {
      return first.nats(tokens);
    }
    int[] own = tokens.clone();
    for (int i = 0; i < own.length; i++) {
      own[i] -= first.vocabulary();
    }
    return second.nats(own);
  }
}
