package dev.pawl.labs.squared;

import dev.pawl.Draw;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Plain;
import dev.pawl.lm.formula.Plain.Sloped;
import dev.pawl.lm.formula.PlainRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds recipes that cannot teach, without training: losses that ignore what is to be learned,
/// pull the wrong way or explode; updates that do, or that depend on the scale of the loss. It
/// costs a millisecond or so, and what it lets through is still only measured by the frozen
/// examiner.
public final class Screen {

  private static final double[] LOGIT_SCALES = {0, 0.5, 2, 8, 40};
  private static final int LOGITS = 6;
  private static final int DRAWS = 12;

  /// A slope that large at logits of a usual size is an explosion.
  private static final double SLOPE_MAX = 1e4;

  /// A slope that small, where nothing is known yet, teaches nothing.
  private static final double SLOPE_MIN = 1e-3;

  /// The share of usual places where a loss must pull towards its target.
  private static final double RIGHT_MIN = 0.8;

  /// How much more probable the preferred text has become than the rejected one, in nats.
  private static final double[] LEADS = {-2000, -50, -25, -5, -0.5, 0, 0.5, 5, 50, 2000};

  private static final double LEAD_USUAL = 50;
  private static final int LEADS_RIGHT_MIN = 4;

  private static final double[] GRADIENT_SCALES = {1e-6, 1e-3, 1, 1e3};
  private static final int RULE_STEPS = 24;
  private static final double UPDATE_MAX = 1e3;

  /// How much the update of gradients of a usual size may change when all are a thousand times as
  /// large.
  private static final double SCALE_MISS = 0.05;

  private Screen() {}

  /// What is wrong with `recipe`; empty if nothing is found.
  public static Optional<String> of(Recipe recipe) {
    return token(recipe.token())
        .or(() -> recipe.pair().flatMap(Screen::pair))
        .or(() -> rule("blocks", recipe.rule().blocks()))
        .or(() -> rule("rest", recipe.rule().rest()))
        .or(() -> activation(recipe.model().activation()));
  }

  /// A loss of a token, at random logits.
  static Optional<String> token(Formula loss) {
    int right = 0;
    int usual = 0;
    for (double scale : LOGIT_SCALES) {
      for (int i = 0; i < DRAWS; i++) {
        double[] logits = new double[LOGITS];
        Draw draw = Draw.of(0, i, "logits");
        for (int j = 0; j < LOGITS; j++) {
          logits[j] = scale * draw.nextGaussian();
        }
        double t = (i + 0.5) / DRAWS;
        Sloped own = along(loss, logits, 0, t);
        Sloped other = along(loss, logits, 1, t);
        if (!Double.isFinite(own.value()) || !Double.isFinite(own.slope() + other.slope())) {
          return Optional.of(
              "the loss of a token is %s, its slope %s".formatted(own.value(), own.slope()));
        }
        if (Math.abs(own.slope()) > SLOPE_MAX) {
          return Optional.of(
              "the loss of a token explodes: its slope is %.3g".formatted(own.slope()));
        }
        double pull = other.slope() - own.slope();
        if (scale == 0 && pull < SLOPE_MIN) {
          return Optional.of(
              pull > -SLOPE_MIN
                  ? "the loss of a token ignores which token it was"
                  : "the loss of a token pulls away from the token");
        }
        if (scale <= 2) {
          usual++;
          right += pull > 0 ? 1 : 0;
        }
      }
    }
    return right < RIGHT_MIN * usual
        ? Optional.of(
            "the loss of a token pulls towards it in %d of %d places only".formatted(right, usual))
        : Optional.empty();
  }

  /// The loss of token 0 and its slope along one logit, by the derivatives of what a loss is made
  /// of.
  static Sloped along(Formula loss, double[] logits, int along, double t) {
    double most = Arrays.stream(logits).max().orElseThrow();
    double sum = 0;
    double mean = 0;
    for (double logit : logits) {
      sum += StrictMath.exp(logit - most);
      mean += logit / logits.length;
    }
    double lse = most + StrictMath.log(sum);
    double expected = 0;
    for (double logit : logits) {
      expected += StrictMath.exp(logit - lse) * logit;
    }
    double p = StrictMath.exp(logits[0] - lse);
    double q = StrictMath.exp(logits[along] - lse);
    double own = along == 0 ? 1 : 0;
    Map<String, Double> inputs = new HashMap<>();
    inputs.put("nll", lse - logits[0]);
    inputs.put("p", p);
    inputs.put("lse", lse);
    inputs.put("ent", lse - expected);
    inputs.put("uni", lse - mean);
    inputs.put("pos", t);
    inputs.put("t", t);
    Map<String, Double> slopes =
        Map.of(
            "nll",
            q - own,
            "p",
            p * (own - q),
            "lse",
            q,
            "ent",
            -q * (logits[along] - expected),
            "uni",
            q - 1.0 / logits.length);
    return Plain.sloped(loss, inputs, slopes);
  }

  /// A loss of a pair: at most leads it must want the preferred text to gain on the rejected one.
  /// Not at all: the best that was discovered (LRML) does not where neither leads.
  static Optional<String> pair(Formula loss) {
    int right = 0;
    for (double lead : LEADS) {
      Map<String, Double> inputs =
          Map.of(
              "pc",
              -40 + lead,
              "pr",
              -40.0,
              "rc",
              -40.0,
              "rr",
              -40.0,
              "lc",
              20.0,
              "lr",
              20.0,
              "t",
              0.5);
      Sloped preferred = Plain.sloped(loss, inputs, Map.of("pc", 1.0));
      Sloped rejected = Plain.sloped(loss, inputs, Map.of("pr", 1.0));
      if (!Double.isFinite(preferred.value())
          || !Double.isFinite(preferred.slope() + rejected.slope())) {
        return Optional.of("the loss of a pair is %s".formatted(preferred.value()));
      }
      if (Math.abs(preferred.slope()) > SLOPE_MAX) {
        return Optional.of(
            "the loss of a pair explodes: its slope is %.3g".formatted(preferred.slope()));
      }
      boolean usual = Math.abs(lead) <= LEAD_USUAL;
      right += usual && preferred.slope() < 0 && rejected.slope() > 0 ? 1 : 0;
    }
    return right < LEADS_RIGHT_MIN
        ? Optional.of("the loss of a pair does not want the preferred text to gain")
        : Optional.empty();
  }

  /// An update, on gradients that mostly point one way.
  static Optional<String> rule(String where, Formula update) {
    double[][][] last = new double[GRADIENT_SCALES.length][][];
    for (int i = 0; i < GRADIENT_SCALES.length; i++) {
      PlainRule rule = new PlainRule(update);
      double along = 0;
      for (int step = 0; step < RULE_STEPS; step++) {
        double[][] gradient = gradient(step, GRADIENT_SCALES[i]);
        double[][] made = rule.update(gradient, weights(), (double) step / RULE_STEPS);
        for (int r = 0; r < made.length; r++) {
          for (int c = 0; c < made[0].length; c++) {
            if (!(Math.abs(made[r][c]) <= UPDATE_MAX)) {
              return Optional.of(
                  "the update of %s is %s at step %d".formatted(where, made[r][c], step + 1));
            }
            along += step < RULE_STEPS / 2 ? 0 : made[r][c] * Math.signum(gradient[r][c]);
          }
        }
        last[i] = made;
      }
      if (GRADIENT_SCALES[i] >= 1e-3 && !(along > 0)) {
        return Optional.of("the update of %s does not go down the gradient".formatted(where));
      }
    }
    return sameDirection(last[2], last[3])
        ? Optional.empty()
        : Optional.of("the update of %s depends on the scale of the loss".formatted(where));
  }

  private static double[][] weights() {
    double[][] weights = new double[3][4];
    Draw draw = Draw.of(2, 0, "weights");
    for (double[] row : weights) {
      for (int j = 0; j < row.length; j++) {
        row[j] = 0.1 * draw.nextGaussian();
      }
    }
    return weights;
  }

  private static double[][] gradient(int step, double scale) {
    double[][] gradient = new double[3][4];
    Draw noise = Draw.of(1, step, "gradient");
    Draw drift = Draw.of(1, 0, "drift");
    for (double[] row : gradient) {
      for (int j = 0; j < row.length; j++) {
        row[j] = scale * (0.3 * noise.nextGaussian() + drift.nextGaussian());
      }
    }
    return gradient;
  }

  private static boolean sameDirection(double[][] one, double[][] other) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < one[0].length; j++) {
        difference += Math.abs(one[i][j] - other[i][j]);
        size += Math.abs(one[i][j]) + Math.abs(other[i][j]);
      }
    }
    return difference <= SCALE_MISS * size;
  }

  /// An activation, over what hidden layers hold.
  static Optional<String> activation(Formula activation) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double h = -30; h <= 30; h += 0.5) {
      Sloped made = Plain.sloped(activation, Map.of("h", h), Map.of("h", 1.0));
      if (!(Math.abs(made.value()) <= SLOPE_MAX && Math.abs(made.slope()) <= SLOPE_MAX)) {
        return Optional.of("the activation is %s at %s".formatted(made.value(), h));
      }
      least = Math.min(least, made.value());
      most = Math.max(most, made.value());
    }
    return most - least < SLOPE_MIN
        ? Optional.of("the activation is the same everywhere")
        : Optional.empty();
  }
}
