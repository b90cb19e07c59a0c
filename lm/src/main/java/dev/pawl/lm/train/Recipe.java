package dev.pawl.lm.train;

/// How a model is trained.
///
/// @param objective what is minimised
/// @param optimizer the update rule of matrices; all else is always AdamW's
/// @param schedule of the learning rate
/// @param learningRate at its peak
/// @param weightDecay decoupled, for matrices only
/// @param warmup fraction of all steps
/// @param clip the most that the norm of the gradient may be; 0 for no limit
/// @param batch sequences a step
/// @param steps optimiser steps
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

  /// The update rule.
  public enum Optimizer {
    /// Loshchilov and Hutter 2019.
    ADAMW,
    /// Momentum made orthogonal by Newton-Schulz (Jordan 2024).
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
}
