package dev.pawl.labs.redqueen.model;

import dev.pawl.lm.train.Recipe.Optimizer;
import java.util.Optional;

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
/// @param squared how the recipe of its lessons is improved; empty where it is the study's for ever
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
    int bestOf,
    Optional<Squared> squared) {

  /// How the recipe of lessons is improved while the run goes on.
  ///
  /// @param share of the run's compute that it may cost
  /// @param candidates that are tried at once
  /// @param tokens of each of its trainings, as a share of a lesson's
  /// @param alpha the chance that any recipe is ever taken that is no better
  /// @param futility from so many pairs on a contest without any gain is given up
  /// @param pairs of trainings in a contest, at most
  /// @param unit how many bits a token less are a whole win
  /// @param least the gain in a search, in units, from which on it is worth a contest
  /// @param reversals trainings of each line that a new recipe changed, put back alone; 0 for none
  public record Squared(
      double share,
      int candidates,
      double tokens,
      double alpha,
      int futility,
      int pairs,
      double unit,
      double least,
      int reversals) {

    /// Whether a recipe that trained so many bits a token better in a search is set against the one
    /// in use.
    boolean isWorthAContest(double gain) {
      return gain > 0 && gain >= least * unit;
    }
  }

  /// The arms of the experiment.
  public enum Arm {
    /// It learns after every round, and so does how it learns, if the study says so.
    FULL,
    /// It learns after every round by the study's recipe for ever.
    NO_SQUARED,
    /// It learns after the first round and never again.
    FROZEN,
    /// It learns as much, from outcomes that are dealt out anew.
    SHAM,
    /// There is no model, but the operators are measured as models are.
    RANDOM,
    /// There is no model.
    NONE;

    /// Whether recipes are looked for, where the study wants it.
    boolean improvesRecipes() {
      return this == FULL || this == SHAM;
    }
  }
}
