package dev.pawl.lm.train;

import dev.pawl.Draw;
import java.util.ArrayList;
import java.util.List;

/// Which examples a step takes: all of them, shuffled, again and again. It is a pure function of
/// seed and step, so that a training can go on anywhere.
final class Order {

  private final long seed;
  private final int size;
  private final int batch;
  private long epoch = -1;
  private int[] shuffled = {};

  Order(long seed, int size, int batch) {
    this.seed = seed;
    this.size = size;
    this.batch = batch;
  }

  /// The numbers of the examples of `step`, from 0.
  List<Integer> of(int step) {
    List<Integer> numbers = new ArrayList<>();
    for (long at = (long) step * batch; at < (step + 1L) * batch; at++) {
      shuffle(at / size);
      numbers.add(shuffled[(int) (at % size)]);
    }
    return numbers;
  }

  private void shuffle(long wanted) {
    if (wanted == epoch) {
      return;
    }
    epoch = wanted;
    shuffled = new int[size];
    Draw draw = Draw.of(seed, epoch, "order of examples");
    for (int i = 0; i < size; i++) {
      int other = draw.nextInt(i + 1);
      shuffled[i] = shuffled[other];
      shuffled[other] = i;
    }
  }
}
