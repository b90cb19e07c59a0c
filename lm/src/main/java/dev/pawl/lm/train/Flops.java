package dev.pawl.lm.train;

import dev.pawl.lm.Shape;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Recipe.Optimizer;
import java.util.List;

/// What training costs in floating-point operations, by formula: from shape and tokens, never from
/// the clock. Padding is not counted, nor are norms, activations and softmax.
final class Flops {

  private Flops() {}

  /// Running these forward.
  static long forward(Shape shape, List<Example> examples) {
    return examples.stream().mapToLong(e -> shape.flops(e.tokens().size() - 1)).sum();
  }

  /// What the optimiser spends in a step: Newton-Schulz counts, all else is small.
  static long update(Shape shape, Optimizer optimizer) {
    return switch (optimizer) {
      case ADAMW -> 0;
      case MUON ->
          shape.weights().stream()
              .filter(Parameters::inBlock)
              .mapToLong(w -> orthogonal(w.rows(), w.columns()))
              .sum();
    };
  }

  /// The Newton-Schulz steps of one matrix.
  static long orthogonal(long rows, long columns) {
    long less = Math.min(rows, columns);
    long more = Math.max(rows, columns);
    return Update.NEWTON_SCHULZ_STEPS * (4 * less * less * more + 2 * less * less * less);
  }
}
