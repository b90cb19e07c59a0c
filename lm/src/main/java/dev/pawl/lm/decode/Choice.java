package dev.pawl.lm.decode;

import dev.pawl.lm.Automaton;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Chooses a token by its logits. Belongs to one thread.
final class Choice {

  /// No token can be chosen.
  static final int NONE = -1;

  /// Below this temperature nothing changes any more.
  private static final double TEMPERATURE_MIN = 1e-6;

  private final float[] shares;
  private final long[] order;
  private double logProbability;

  Choice(int vocabulary) {
    shares = new float[vocabulary];
    order = new long[vocabulary];
  }

  /// Of the token that was chosen last, under temperature 1, among those that were allowed.
  double logProbability() {
    return logProbability;
  }

  /// A token that `grammar` allows in `state`.
  ///
  /// @param chance from 0 to below 1
  /// @return [#NONE] if no allowed token has a finite logit
  int choose(
      float[] logits,
      @Nullable Automaton grammar,
      int state,
      double temperature,
      double topP,
      double chance) {
    int best = NONE;
    for (int i = 0; i < logits.length; i++) {
      boolean allowed =
          (grammar == null || grammar.next(state, i) != Automaton.FORBIDDEN)
              && Float.isFinite(logits[i]);
      shares[i] = allowed ? 1 : 0;
      if (allowed && (best == NONE || logits[i] > logits[best])) {
        best = i;
      }
    }
    if (best == NONE) {
      return NONE;
    }
    float most = logits[best];
    double sum = weigh(logits, most, 1);
    int token = best;
    if (temperature > 0) {
      double mass =
          temperature == 1
              ? sum
              : weigh(logits, most, (float) (1 / Math.max(temperature, TEMPERATURE_MIN)));
      token = draw(topP < 1 ? nucleus(topP * mass) : mass, chance);
    }
    logProbability = logits[token] - most - StrictMath.log(sum);
    return token;
  }

  /// Gives each allowed token its share, and the sum.
  private double weigh(float[] logits, float most, float sharpness) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      if (shares[i] > 0) {
        shares[i] = Curves.exp((logits[i] - most) * sharpness);
        sum += shares[i];
      }
    }
    return sum;
  }

  /// Leaves only the largest shares that reach `mass` together, of equal ones the first, and gives
  /// their sum.
  private double nucleus(double mass) {
    int count = 0;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0) {
        order[count++] = (long) Float.floatToIntBits(shares[i]) << 32 | Integer.MAX_VALUE - i;
      }
    }
    Arrays.sort(order, 0, count);
    double kept = 0;
    for (int k = count - 1; k >= 0; k--) {
      int token = Integer.MAX_VALUE - (int) order[k];
      if (kept >= mass) {
        shares[token] = 0;
      } else {
        kept += shares[token];
      }
    }
    return kept;
  }

  private int draw(double mass, double chance) {
    double left = chance * mass;
    int last = NONE;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0) {
        last = i;
        left -= shares[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last; // rounding
  }
}
