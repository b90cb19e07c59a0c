package dev.pawl.lm.train;

import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Weight;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The weights in training.
///
/// All lie in one flat tensor, and their gradients in another, so that clipping and an update are a
/// few operations over everything and a checkpoint is a few arrays. First come the matrices of
/// blocks, those of one size together (Muon makes them orthogonal as one batch), then the other
/// matrices, then the gains of norms.
final class Parameters {

  /// Matrices of blocks of one size, one after the other.
  record Batch(long offset, int count, int rows, int columns) {

    long size() {
      return (long) count * rows * columns;
    }
  }

  private final Shape shape;
  private final List<Weight> order;
  private final Tensor values;
  private final Tensor gradients;
  private final Map<String, Tensor> leaves = new LinkedHashMap<>();
  private final List<Batch> batches = new ArrayList<>();
  private final long inBlocks;
  private final long matrices;

  Parameters(Torch torch, Model model) {
    this.shape = model.shape();
    this.order = new ArrayList<>(shape.weights());
    order.sort(
        Comparator.comparing((Weight w) -> !inBlock(w))
            .thenComparing(w -> !w.matrix())
            .thenComparingInt(w -> inBlock(w) ? w.rows() : 0)
            .thenComparingInt(w -> inBlock(w) ? w.columns() : 0));
    this.inBlocks = size(Parameters::inBlock);
    this.matrices = size(Weight::matrix);
    this.values = torch.floats(flat(model), size(w -> true));
    this.gradients = torch.zeros(size(w -> true));
    long offset = 0;
    for (Weight weight : order) {
      leaves.put(weight.name(), at(values, weight, offset).leaf(at(gradients, weight, offset)));
      batch(weight, offset);
      offset += weight.size();
    }
  }

  /// Whether it is a matrix of a block, which Muon updates.
  static boolean inBlock(Weight weight) {
    return weight.matrix() && weight.name().contains(".layers.");
  }

  private static Tensor at(Tensor flat, Weight weight, long offset) {
    Tensor part = flat.narrow(0, offset, weight.size());
    return weight.matrix() ? part.view(weight.rows(), weight.columns()) : part;
  }

  private void batch(Weight weight, long offset) {
    if (!inBlock(weight)) {
      return;
    }
    Batch last = batches.isEmpty() ? null : batches.getLast();
    if (last != null && last.rows == weight.rows() && last.columns == weight.columns()) {
      batches.set(
          batches.size() - 1, new Batch(last.offset, last.count + 1, last.rows, last.columns));
    } else {
      batches.add(new Batch(offset, 1, weight.rows(), weight.columns()));
    }
  }

  private long size(Predicate<Weight> which) {
    return order.stream().filter(which).mapToLong(Weight::size).sum();
  }

  private float[] flat(Model model) {
    float[] flat = new float[Math.toIntExact(size(w -> true))];
    int offset = 0;
    for (Weight weight : order) {
      float[] numbers = model.weight(weight.name());
      System.arraycopy(numbers, 0, flat, offset, weight.size());
      offset += weight.size();
    }
    return flat;
  }

  /// The weights that a network is made of, by name.
  Map<String, Tensor> leaves() {
    return leaves;
  }

  /// All numbers.
  Tensor values() {
    return values;
  }

  /// What [#leaves] gather when a loss is traced back.
  Tensor gradients() {
    return gradients;
  }

  /// The matrices of blocks, from 0 to [#inBlocks].
  List<Batch> batches() {
    return batches;
  }

  /// Where the matrices of blocks end.
  long inBlocks() {
    return inBlocks;
  }

  /// Where all matrices end.
  long matrices() {
    return matrices;
  }

  /// How many numbers there are.
  long size() {
    return values.size(0);
  }

  /// As they are now.
  Model model(String tokenizer) {
    float[] flat = values.toFloats();
    Map<String, float[]> byName = new LinkedHashMap<>();
    int offset = 0;
    for (Weight weight : order) {
      float[] numbers = new float[weight.size()];
      System.arraycopy(flat, offset, numbers, 0, numbers.length);
      byName.put(weight.name(), numbers);
      offset += numbers.length;
    }
    return new Model(shape, tokenizer, byName);
  }
}
