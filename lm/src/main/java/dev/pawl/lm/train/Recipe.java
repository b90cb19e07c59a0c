package dev.pawl.lm.train;

/// How a model is trained.
///
/// @param objective what is minimised
/// @param optimizer the update rule of the matrices in blocks; all else is always AdamW's
/// @param schedule of the learning rate
/// @param learningRate at its peak, of both rules: an update of Muon is made as large as one of
///   AdamW (Liu et al. 2025)
/// @param weightDecay decoupled, times the learning rate; for matrices only
/// @param warmup fraction of all steps over which the learning rate rises in a line
/// @param clip the most that the norm of the gradient may be; 0 for no limit
/// @param batch texts, or pairs, a step
/// @param steps of the optimiser
/// @param seed of initial weights and of the order of examples
public record Recipe(
    Objective objective,
    Optimizer optimizer,
    Schedule schedule,
    double learningRate,
    double weightDecay,
    double warmup,
    double clip,
    int batch,
    int steps,
    long seed) {

  /// Far more than anything is trained with, and so little that libtorch can compute with it.
  private static final double RATE_MAX = 1e3;

  /// Far more than a small model needs.
  private static final int BATCH_MAX = 1 << 16;

  private static final int STEPS_MAX = 1_000_000;

  /// The update rule.
  public enum Optimizer {
    /// With moments 0.9 and 0.95 (Loshchilov and Hutter 2019).
    ADAMW,
    /// Nesterov momentum 0.95, made orthogonal by five Newton-Schulz steps (Jordan 2024).
    MUON
  }

  /// How the learning rate goes after its warm-up.
  public enum Schedule {
    CONSTANT,
    /// To a tenth along a half cosine.
    COSINE,
    /// Constant, then to zero in a line over the last fifth.
    WSD
  }

  public Recipe {
    between(0, learningRate, RATE_MAX, "learningRate");
    between(0, weightDecay, RATE_MAX, "weightDecay");
    between(0, clip, Float.MAX_VALUE, "clip");
    between(0, warmup, 1, "warmup");
    if (batch < 1 || batch > BATCH_MAX || steps < 1 || steps > STEPS_MAX) {
      throw new IllegalArgumentException(
          "batch is %d and steps %d; they must lie in [1, %d] and [1, %d]"
              .formatted(batch, steps, BATCH_MAX, STEPS_MAX));
    }
  }

  private static void between(double least, double value, double most, String name) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s is %s; it must lie in [%s, %s]".formatted(name, value, least, most));
    }
  }

  /// The learning rate of `step`, from 0.
  public double learningRateAt(int step) {
    long rising = Math.round(warmup * steps);
    if (step < rising) {
      return learningRate * (step + 1) / rising;
    }
    return learningRate
        * switch (schedule) {
          case CONSTANT -> 1;
          case COSINE -> {
            double done = (double) (step - rising) / (steps - rising);
            yield 0.1 + 0.9 * (1 + StrictMath.cos(Math.PI * done)) / 2;
          }
          case WSD -> Math.min(1, (steps - step) / (0.2 * steps));
        };
  }
}
