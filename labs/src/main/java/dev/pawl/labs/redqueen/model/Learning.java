package dev.pawl.labs.redqueen.model;

import dev.pawl.lm.train.Recipe.Optimizer;

/// How the model learns in a run.
///
/// @param arm which experiment this is
/// @param share of the tickets that the model gets; 0 lets the study's choice decide
/// @param numbers how operands become tokens
/// @param parameters of the model, about
/// @param context the most tokens of a prompt and its answer
/// @param sampling how it is asked
/// @param tokens trained on after each round
/// @param batch texts a step
/// @param optimizer of matrices
/// @param learningRate at its peak
/// @param replay how much less a round counts than the next: 0 for the last round alone
/// @param best the part of a round that is of the best class, which counts most and is asked for
/// @param pairs preference pairs learned after each round; 0 for none
/// @param beta how far preferences may lead from what was learned before
/// @param samples written to measure a version
/// @param bestOf how many of them one is chosen from
public record Learning(
    Arm arm,
    double share,
    NumberScheme numbers,
    long parameters,
    int context,
    Sampling sampling,
    int tokens,
    int batch,
    Optimizer optimizer,
    double learningRate,
    double replay,
    double best,
    int pairs,
    double beta,
    int samples,
    int bestOf) {

  /// The arms of the experiment.
  public enum Arm {
    /// It learns after every round.
    FULL,
    /// It learns after the first round and never again.
    FROZEN,
    /// It learns as much, from outcomes that are dealt out anew.
    SHAM,
    /// There is no model, but the operators are measured as models are.
    RANDOM,
    /// There is no model.
    NONE
  }
}
