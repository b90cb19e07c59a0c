package dev.pawl.lm.train;

import dev.pawl.lm.formula.Operation;
import dev.pawl.lm.torch.Torch.Tensor;
import java.util.List;

/// The operations of a rule on batches of matrices, as (count, rows, columns).
final class Matrices {

  private Matrices() {}

  static Tensor apply(Operation operation, List<Tensor> arguments) {
    Tensor x = arguments.getFirst();
    return switch (operation) {
      case ORTH -> Update.orthogonal(x);
      case RMS -> root(x.square().mean(1).mean(2));
      case ROWS -> root(x.square().mean(2));
      case COLUMNS -> root(x.square().mean(1));
      case MATMUL -> x.matmul(arguments.getLast());
      case TRANSPOSE -> x.transpose(1, 2);
      case BASIS -> x.eigenvectors();
      default -> throw new AssertionError(operation);
    };
  }

  private static Tensor root(Tensor square) {
    return square.atLeast(Operation.TINY * Operation.TINY).sqrt();
  }
}
