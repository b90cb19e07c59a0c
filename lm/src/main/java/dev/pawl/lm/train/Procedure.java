package dev.pawl.lm.train;

import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import java.util.List;
import java.util.Optional;

/// A training that is written out in formulas and step by step, in place of the choices of a
/// [Recipe]; of that, only the objective's kind, clip and steps still count.
///
/// The losses that a curve shows, and those on what is held out, are next token whatever the
/// formula is: no training measures itself.
///
/// @param loss of a token, or of a pair where the recipe's objective is a preference; what is
///   minimised is its mean
/// @param rule how weights are changed
/// @param activation of the MLP, in place of the shape's; with SwiGLU that of the gate
/// @param block what a block makes of its stream, in place of attention, then MLP
/// @param turns what each step does; they take the corpus in its order
public record Procedure(
    Formula loss,
    Rule rule,
    Optional<Formula> activation,
    Optional<Formula> block,
    List<Turn> turns) {

  public Procedure {
    activation.ifPresent(Place.ACTIVATION::check);
    block.ifPresent(Place.BLOCK::check);
    turns = List.copyOf(turns);
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("a training has no steps; it needs one");
    }
  }

  /// What one step does.
  ///
  /// @param examples how many texts, or pairs, it takes
  /// @param progress `t` in formulas
  /// @param rate the learning rate
  /// @param decay of matrices, times the rate
  /// @param dropout the share of what attention and MLP add to the stream that is left out, number
  ///   by number; only in training
  public record Turn(int examples, double progress, double rate, double decay, double dropout) {

    /// The most of [#dropout].
    public static final double DROPOUT_MAX = 0.9;

    /// Without dropout.
    public Turn(int examples, double progress, double rate, double decay) {
      this(examples, progress, rate, decay, 0);
    }

    public Turn {
      boolean finite = Double.isFinite(progress) && Double.isFinite(rate) && Double.isFinite(decay);
      if (!(dropout >= 0 && dropout <= DROPOUT_MAX)) {
        throw new IllegalArgumentException(
            "a step has dropout %s; it must be from 0 to %s".formatted(dropout, DROPOUT_MAX));
      }
      if (examples < 1 || !finite || rate < 0 || decay < 0) {
        throw new IllegalArgumentException(
            "a step has %d examples, progress %s, rate %s and decay %s; the first must be positive and no number negative or infinite"
                .formatted(examples, progress, rate, decay));
      }
    }
  }

  /// How many examples all steps take.
  public int examples() {
    return turns.stream().mapToInt(Turn::examples).sum();
  }
}
