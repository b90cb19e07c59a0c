package dev.pawl.labs.programs.numbers;

import dev.pawl.Draw;
import dev.pawl.labs.cma.Chance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Ways out of a local maximum, for numbers in blocks such as the circles of a packing or the
/// points of a configuration. All are typed by no more than [NonlinearProgram#block()].
enum Move {
  /// Numbers by chance.
  FRESH(0, 10) {
    @Override
    double[] apply(NonlinearProgram program, List<double[]> parents, Draw draw) {
      return program.random(draw);
    }
  },

  /// Nothing but the local search.
  REFINE(1, 1) {
    @Override
    double[] apply(NonlinearProgram program, List<double[]> parents, Draw draw) {
      return parents.get(0).clone();
    }
  },

  /// Every number moves, by little or by more.
  SHAKE(1, 10) {
    @Override
    double[] apply(NonlinearProgram program, List<double[]> parents, Draw draw) {
      double[] x = parents.get(0).clone();
      double size = 0.02 * StrictMath.exp(Chance.normal(draw));
      for (int i = 0; i < x.length; i++) {
        x[i] += size * Chance.normal(draw);
      }
      return x;
    }
  },

  /// One block goes elsewhere, and sometimes a second.
  RELOCATE(1, 10) {
    @Override
    double[] apply(NonlinearProgram program, List<double[]> parents, Draw draw) {
      double[] x = parents.get(0).clone();
      int blocks = x.length / program.block();
      program.randomBlock(x, draw.nextInt(blocks), draw);
      if (draw.nextInt(4) == 0) {
        program.randomBlock(x, draw.nextInt(blocks), draw);
      }
      return x;
    }
  },

  /// Two blocks exchange one of their numbers.
  SWAP(1, 10) {
    @Override
    double[] apply(NonlinearProgram program, List<double[]> parents, Draw draw) {
      double[] x = parents.get(0).clone();
      int block = program.block();
      int one = draw.nextInt(x.length / block) * block;
      int other = draw.nextInt(x.length / block) * block;
      int column = draw.nextInt(block);
      double value = x[one + column];
      x[one + column] = x[other + column];
      x[other + column] = value;
      return x;
    }
  },

  /// The blocks near one of them move a good way.
  SCATTER(1, 10) {
    @Override
    double[] apply(NonlinearProgram program, List<double[]> parents, Draw draw) {
      double[] x = parents.get(0).clone();
      int block = program.block();
      int blocks = x.length / block;
      double[] centre = block(x, draw.nextInt(blocks), block);
      List<Integer> near = new ArrayList<>();
      for (int i = 0; i < blocks; i++) {
        near.add(i);
      }
      near.sort(Comparator.comparingDouble(i -> distance(centre, block(x, i, block))));
      int count = Math.min(blocks, 2 + draw.nextInt(Math.max(1, blocks / 3)));
      for (int i : near.subList(0, count)) {
        for (int k = 0; k < block; k++) {
          x[i * block + k] += 0.1 * Chance.normal(draw);
        }
      }
      return x;
    }
  },

  /// One side of the first parent, and the other side of the second. Where the blocks are single
  /// numbers, the beginning of one and the end of the other.
  CROSS(2, 10) {
    @Override
    double[] apply(NonlinearProgram program, List<double[]> parents, Draw draw) {
      int block = program.block();
      double[] one = parents.get(0).clone();
      double[] other = parents.get(1).clone();
      int blocks = one.length / block;
      if (block > 1) {
        double[] direction = new double[block];
        for (int k = 0; k < block; k++) {
          direction[k] = Chance.normal(draw);
        }
        one = sorted(one, direction);
        other = sorted(other, direction);
      }
      int cut = (1 + draw.nextInt(Math.max(1, blocks - 1))) * block;
      System.arraycopy(one, 0, other, 0, Math.min(cut, other.length));
      return other;
    }
  };

  private final int parents;
  private final int tries;

  Move(int parents, int tries) {
    this.parents = parents;
    this.tries = tries;
  }

  /// How many parents it wants.
  int parents() {
    return parents;
  }

  /// How often one proposal tries it.
  int tries() {
    return tries;
  }

  /// New numbers; the parents stay what they are.
  abstract double[] apply(NonlinearProgram program, List<double[]> parents, Draw draw);

  private static double[] block(double[] x, int number, int block) {
    double[] values = new double[block];
    System.arraycopy(x, number * block, values, 0, block);
    return values;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return sum;
  }

  /// The blocks of `x` in the order of their products with `direction`.
  private static double[] sorted(double[] x, double[] direction) {
    int block = direction.length;
    List<double[]> blocks = new ArrayList<>();
    for (int i = 0; i < x.length / block; i++) {
      blocks.add(block(x, i, block));
    }
    blocks.sort(
        Comparator.comparingDouble(each -> {
          double sum = 0;
          for (int k = 0; k < block; k++) {
            sum += each[k] * direction[k];
          }
          return sum;
        }));
    double[] sorted = new double[x.length];
    for (int i = 0; i < blocks.size(); i++) {
      System.arraycopy(blocks.get(i), 0, sorted, i * block, block);
    }
    return sorted;
  }
}
