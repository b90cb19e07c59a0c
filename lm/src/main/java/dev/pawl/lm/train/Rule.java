package dev.pawl.lm.train;

import dev.pawl.lm.Shape;
import dev.pawl.lm.Weight;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Operation;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Program;
import dev.pawl.lm.formula.Type;
import dev.pawl.lm.formula.Type.Side;

/// How weights are changed at each step: `w -= rate * update`, after the decay.
///
/// @param blocks the update of the matrices of blocks, one by one
/// @param rest the update of all other weights, number by number
public record Rule(Formula blocks, Formula rest) {

  public Rule {
    Place.BLOCKS.check(blocks);
    Place.REST.check(rest);
  }

  /// Whether the blocks' numbers too are changed each for itself.
  boolean isElementwise() {
    return !blocks.calls(
            Operation.ORTH,
            Operation.RMS,
            Operation.ROWS,
            Operation.COLUMNS,
            Operation.MATMUL,
            Operation.TRANSPOSE,
            Operation.BASIS)
        && !blocks.reads("r")
        && !blocks.reads("c");
  }

  /// What a step of it costs for a model of this shape: products of matrices by formula, a basis as
  /// nine cubes of its side (Golub and Van Loan 2013, 8.3), all else is small and not counted.
  public long flops(Shape shape) {
    return shape.weights().stream().filter(Parameters::inBlock).mapToLong(this::flops).sum();
  }

  private long flops(Weight weight) {
    long sum = 0;
    for (Program.Line line : Program.of(blocks).lines()) {
      if (line.part() instanceof Call(var operation, var arguments)) {
        Type type = Type.of(arguments.getFirst(), Place.BLOCKS);
        long rows = side(type.rows(), weight);
        long columns = side(type.columns(), weight);
        sum +=
            switch (operation) {
              case ORTH -> Flops.orthogonal(rows, columns);
              case MATMUL ->
                  2
                      * rows
                      * columns
                      * side(Type.of(arguments.getLast(), Place.BLOCKS).columns(), weight);
              case BASIS -> 9 * rows * rows * rows;
              default -> 0;
            };
      }
    }
    return sum;
  }

  private static long side(Side side, Weight weight) {
    return side == Side.ROWS ? weight.rows() : side == Side.COLUMNS ? weight.columns() : 1;
  }
}
