package dev.pawl.labs.squared.task;

import dev.pawl.Draw;
import java.util.Arrays;

/// What somebody likes in the sequences of a Markov chain of order 1: the share of tokens, after
/// the first, that are of a liked half. The best that any policy can do within a divergence from
/// the chain is known exactly: the chain tilted by its reward (as in Korbak et al. 2022), whose
/// tilt is found by bisection.
public final class Liking implements Taste {

  private static final double TILT_MAX = 60;
  private static final int HALVINGS = 60;

  private final Markov chain;
  private final boolean[] liked;

  /// @param seed of which half
  public Liking(Markov chain, long seed) {
    if (chain.order() != 1) {
      throw new IllegalArgumentException(
          "a chain of order %d; what is liked is known for order 1".formatted(chain.order()));
    }
    this.chain = chain;
    this.liked = new boolean[chain.vocabulary()];
    Draw draw = Draw.of(seed, 0, "liked tokens");
    int count = 0;
    while (count < liked.length / 2) {
      int token = draw.nextInt(liked.length);
      count += liked[token] ? 0 : 1;
      liked[token] = true;
    }
  }

  @Override
  public String name() {
    return "preference";
  }

  /// The share of liked tokens after the first.
  @Override
  public double reward(int[] tokens) {
    int count = 0;
    for (int i = 1; i < tokens.length; i++) {
      count += liked[tokens[i]] ? 1 : 0;
    }
    return (double) count / (tokens.length - 1);
  }

  @Override
  public int[][] pair(Draw draw, int length) {
    for (int i = 0; ; i++) {
      int[] one = chain.sample(draw.purpose("one " + i), length);
      int[] other = chain.sample(draw.purpose("other " + i), length);
      if (one[0] == other[0] && reward(one) != reward(other)) {
        return reward(one) > reward(other) ? new int[][] {one, other} : new int[][] {other, one};
      }
    }
  }

  @Override
  public double best(double nats, int length) {
    double low = 0;
    double high = TILT_MAX;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (tilted(middle, length)[1] < nats) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return tilted(low, length)[0];
  }

  /// Reward and divergence of the chain whose probabilities are tilted.
  double[] tilted(double tilt, int length) {
    int size = liked.length;
    double[][] whole = new double[length + 1][size];
    double[][] ahead = new double[length + 1][size];
    Arrays.fill(ahead[length], 1);
    for (int i = length - 1; i >= 1; i--) {
      for (int before = 0; before < size; before++) {
        for (int token = 0; token < size; token++) {
          whole[i][before] +=
              chain.chance(before, token) * StrictMath.exp(gain(tilt, token)) * ahead[i + 1][token];
        }
      }
      double most = Arrays.stream(whole[i]).max().orElseThrow();
      for (int before = 0; before < size; before++) {
        ahead[i][before] = whole[i][before] / most; // only ratios count, and all would overflow
      }
    }
    double[] at = new double[size];
    Arrays.fill(at, 1.0 / size);
    double reward = 0;
    double nats = 0;
    for (int i = 1; i < length; i++) {
      double[] next = new double[size];
      for (int before = 0; before < size; before++) {
        for (int token = 0; token < size; token++) {
          double plain = chain.chance(before, token);
          double chance =
              plain * StrictMath.exp(gain(tilt, token)) * ahead[i + 1][token] / whole[i][before];
          double both = at[before] * chance;
          next[token] += both;
          reward += liked[token] ? both : 0;
          nats += both > 0 ? both * StrictMath.log(chance / plain) : 0;
        }
      }
      at = next;
    }
    return new double[] {reward / (length - 1), nats};
  }

  private double gain(double tilt, int token) {
    return liked[token] ? tilt : 0;
  }
}
