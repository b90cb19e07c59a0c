package dev.pawl.labs.squared.task;

import dev.pawl.Draw;
import java.util.Arrays;

/// A hidden Markov model: a state that is not seen walks, and each state writes tokens with chances
/// of its own. The first state is uniform. Probabilities are those of the forward algorithm
/// (Rabiner 1989).
public final class Hidden implements Source {

  private final int states;
  private final int vocabulary;
  private final double[][] moves;
  private final double[][] writes;

  /// The model of `seed`.
  public Hidden(int states, int vocabulary, long seed) {
    this.states = states;
    this.vocabulary = vocabulary;
    this.moves = new double[states][];
    this.writes = new double[states][];
    for (int state = 0; state < states; state++) {
      moves[state] = Chances.row(Draw.of(seed, state, "hidden moves"), states);
      writes[state] = Chances.row(Draw.of(seed, state, "hidden writes"), vocabulary);
    }
  }

  @Override
  public String name() {
    return "hidden-" + states;
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
    int state = draw.nextInt(states);
    for (int i = 0; i < length; i++) {
      tokens[i] = Chances.pick(writes[state], draw);
      state = Chances.pick(moves[state], draw);
    }
    return tokens;
  }

  @Override
  public double nats(int[] tokens) {
    double[] belief = new double[states];
    Arrays.fill(belief, 1.0 / states);
    double sum = 0;
    for (int i = 0; i < tokens.length; i++) {
      double chance = 0;
      for (int state = 0; state < states; state++) {
        belief[state] *= writes[state][tokens[i]];
        chance += belief[state];
      }
      sum -= i == 0 ? 0 : StrictMath.log(chance);
      belief = moved(belief, chance);
    }
    return sum;
  }

  private double[] moved(double[] belief, double whole) {
    double[] next = new double[states];
    for (int from = 0; from < states; from++) {
      for (int to = 0; to < states; to++) {
        next[to] += belief[from] / whole * moves[from][to];
      }
    }
    return next;
  }
}
