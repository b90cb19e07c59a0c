package dev.pawl.lm.train;

/// What training minimises.
public sealed interface Objective {

  /// The negative log-probability of the next token, each example counting by its weight.
  record NextToken() implements Objective {}

  /// A loss on pairs of a preferred and a rejected text.
  ///
  /// @param loss which
  /// @param beta how much a difference of log-ratios counts: the higher, the closer the model stays
  ///   to the reference
  /// @param margin by which SimPO wants the preferred text to lead; the others have none
  record Preference(Loss loss, double beta, double margin) implements Objective {

    public Preference {
      if (!(beta > 0 && Double.isFinite(beta)) || !Double.isFinite(margin)) {
        throw new IllegalArgumentException(
            "beta is %s and the margin %s; beta must be positive".formatted(beta, margin));
      }
      if (loss != Loss.SIMPO && margin != 0) {
        throw new IllegalArgumentException(
            "the margin of %s is %s; only SimPO has one".formatted(loss, margin));
      }
    }

    /// With the margin that SimPO's authors found to work: half of beta.
    public Preference(Loss loss, double beta) {
      this(loss, beta, loss == Loss.SIMPO ? beta / 2 : 0);
    }
  }

  /// `share` of the divergence from a teacher's distribution (times the square of the temperature,
  /// so that gradients keep their size; Hinton et al. 2015), the rest next token.
  ///
  /// @param share from 0 to 1
  /// @param temperature of both distributions
  record Distillation(double share, double temperature) implements Objective {

    public Distillation {
      if (!(share >= 0 && share <= 1) || !(temperature > 0 && Double.isFinite(temperature))) {
        throw new IllegalArgumentException(
            "share is %s and temperature %s; the first must lie in [0, 1], the second be positive"
                .formatted(share, temperature));
      }
    }
  }

  /// The losses on pairs. Let `h` be the log-probability of the preferred text under the model less
  /// that under the reference, less the same of the rejected text; and `z = beta h`.
  enum Loss {
    /// `-log sigmoid(z)` (Rafailov et al. 2023).
    DPO,
    /// `(h - 1 / (2 beta))²` (Azar et al. 2023).
    IPO,
    /// DPO with the mean log-probability of a token in place of the log-ratio, less the margin; it
    /// needs no reference (Meng et al. 2024).
    SIMPO,
    /// LRML: logistic loss and `exp(-z)`, mixed by `sigmoid(z / 0.05)` (discovered; Lu et al.
    /// 2024).
    DISCOPOP
  }
}
