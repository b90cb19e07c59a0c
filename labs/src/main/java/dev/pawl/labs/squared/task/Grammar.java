package dev.pawl.labs.squared.task;

import dev.pawl.Draw;
import java.util.ArrayDeque;
import java.util.Deque;

/// A probabilistic context-free grammar, sentence after sentence.
///
/// Each rule begins with a token that no other rule of its symbol begins with, and goes on with 0
/// to 2 symbols (a simple grammar; Korenjak and Hopcroft 1966). So the tokens tell how a sentence
/// was derived, and the probability of any prefix is a product of rules; what comes next depends on
/// a stack of any depth. The symbols that follow are fewer than one on average, so that sentences
/// end.
public final class Grammar implements Source {

  /// Of the symbols that a rule goes on with: 0, 1 or 2, 0.8 on average.
  private static final double[] FOLLOWING = {0.45, 0.3, 0.25};

  private final int vocabulary;
  private final double[][] chances;
  private final int[][][] following;

  /// The grammar of `seed`.
  public Grammar(int symbols, int vocabulary, long seed) {
    this.vocabulary = vocabulary;
    this.chances = new double[symbols][];
    this.following = new int[symbols][vocabulary][];
    for (int symbol = 0; symbol < symbols; symbol++) {
      chances[symbol] = Chances.row(Draw.of(seed, symbol, "grammar rules"), vocabulary);
      for (int token = 0; token < vocabulary; token++) {
        Draw draw = Draw.of(seed, (long) symbol * vocabulary + token, "grammar symbols");
        following[symbol][token] = new int[Chances.pick(FOLLOWING, draw)];
        for (int i = 0; i < following[symbol][token].length; i++) {
          following[symbol][token][i] = draw.nextInt(symbols);
        }
      }
    }
  }

  @Override
  public String name() {
    return "grammar-" + chances.length;
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
    Deque<Integer> stack = new ArrayDeque<>();
    for (int i = 0; i < length; i++) {
      int symbol = top(stack);
      tokens[i] = Chances.pick(chances[symbol], draw);
      push(stack, symbol, tokens[i]);
    }
    return tokens;
  }

  @Override
  public double nats(int[] tokens) {
    double sum = 0;
    Deque<Integer> stack = new ArrayDeque<>();
    for (int i = 0; i < tokens.length; i++) {
      int symbol = top(stack);
      sum -= i == 0 ? 0 : StrictMath.log(chances[symbol][tokens[i]]);
      push(stack, symbol, tokens[i]);
    }
    return sum;
  }

  /// The next symbol; a sentence that is over is followed by another.
  private static int top(Deque<Integer> stack) {
    return stack.isEmpty() ? 0 : stack.pop();
  }

  private void push(Deque<Integer> stack, int symbol, int token) {
    int[] symbols = following[symbol][token];
    for (int i = symbols.length - 1; i >= 0; i--) {
      stack.push(symbols[i]);
    }
  }
}
