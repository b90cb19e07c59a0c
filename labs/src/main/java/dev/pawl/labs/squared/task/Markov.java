package dev.pawl.labs.squared.task;

import dev.pawl.Draw;

/// A Markov chain of some order: what comes next depends on the last `order` tokens. The first ones
/// are uniform.
///
/// Each row of the table is random, with a few tokens that are likely after each context.
public final class Markov implements Source {

  private final int order;
  private final int vocabulary;
  private final double[][] table;

  /// The chain of `seed`.
  public Markov(int order, int vocabulary, long seed) {
    this.order = order;
    this.vocabulary = vocabulary;
    int contexts = 1;
    for (int i = 0; i < order; i++) {
      contexts = Math.multiplyExact(contexts, vocabulary);
    }
    this.table = new double[contexts][];
    for (int context = 0; context < contexts; context++) {
      table[context] = Chances.row(Draw.of(seed, context, "markov"), vocabulary);
    }
  }

  int order() {
    return order;
  }

  /// How likely `token` is after `context`, which is a token where the order is 1.
  double chance(int context, int token) {
    return table[context][token];
  }

  /// A token after `context`, which is a token where the order is 1.
  int picked(int context, Draw draw) {
    return Chances.pick(table[context], draw);
  }

  @Override
  public String name() {
    return "markov-" + order;
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public int[] sample(Draw draw, int length) {
    int[] tokens = new int[length];
    for (int i = 0; i < length; i++) {
      tokens[i] =
          i < order ? draw.nextInt(vocabulary) : Chances.pick(table[context(tokens, i)], draw);
    }
    return tokens;
  }

  @Override
  public double nats(int[] tokens) {
    double sum = 0;
    for (int i = 1; i < tokens.length; i++) {
      sum -= StrictMath.log(i < order ? 1.0 / vocabulary : table[context(tokens, i)][tokens[i]]);
    }
    return sum;
  }

  private int context(int[] tokens, int at) {
    int context = 0;
    for (int i = at - order; i < at; i++) {
      context = context * vocabulary + tokens[i];
    }
    return context;
  }
}
