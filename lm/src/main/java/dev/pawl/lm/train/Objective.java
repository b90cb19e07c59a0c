package dev.pawl.lm.train;

/// What training minimises.
public sealed interface Objective {

  /// The negative log-probability of the next token, each example counting by its weight.
  record NextToken() implements Objective {}

  /// A loss on pairs of a preferred and a rejected text, with the start model as reference.
  ///
  /// @param beta how far the model may go from the reference
  record Preference(Loss loss, double beta) implements Objective {}

  /// `share` of the divergence from a teacher's distribution, the rest next token.
  ///
  /// @param temperature of both distributions
  record Distillation(double share, double temperature) implements Objective {}

  /// The losses on pairs, of z = beta times the difference of log-ratios.
  enum Loss {
    /// Rafailov et al. 2023.
    DPO,
    /// Azar et al. 2023.
    IPO,
    /// Meng et al. 2024; needs no reference.
    SIMPO,
    /// The discovered LRML of Lu et al. 2024.
    DISCOPOP
  }
}
