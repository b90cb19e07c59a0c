package dev.pawl.lm.train;

import dev.pawl.lm.Tokens;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Corpus.Example;
import java.util.List;

/// Examples beside each other, padded to the longest.
///
/// @param tokens that are read, as (examples, longest)
/// @param states flat positions after which a token is learned, example by example
/// @param targets the token that is learned at each of them
/// @param weights of the examples, at each of them
/// @param learnedCount learned tokens in all
/// @param readCount tokens read in all, without padding
record Batch(
    Tensor tokens,
    Tensor states,
    Tensor targets,
    Tensor weights,
    int learnedCount,
    long readCount) {

  static Batch of(Torch torch, List<Example> examples) {
    int rows = examples.size();
    int length = examples.stream().mapToInt(e -> e.tokens().size() - 1).max().orElse(1);
    int learned = examples.stream().mapToInt(Example::learned).sum();
    long[] tokens = new long[rows * length];
    long[] states = new long[learned];
    long[] targets = new long[learned];
    float[] weights = new float[learned];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      Example example = examples.get(row);
      Tokens text = example.tokens();
      for (int i = 0; i < text.size() - 1; i++) {
        tokens[row * length + i] = text.at(i);
      }
      for (int i = Math.max(1, example.promptLength()); i < text.size(); i++) {
        states[at] = (long) row * length + i - 1;
        targets[at] = text.at(i);
        weights[at] = (float) example.weight();
        at++;
      }
    }
    long read = examples.stream().mapToLong(e -> e.tokens().size() - 1).sum();
    return new Batch(
        torch.longs(tokens, rows, length),
        torch.longs(states, learned),
        torch.longs(targets, learned),
        torch.floats(weights, learned),
        learned,
        read);
  }

  /// As (examples, learned): 1 where a learned token is the example's, so that a product with it
  /// sums by example.
  static Tensor ones(Torch torch, List<Example> examples) {
    int learned = examples.stream().mapToInt(Example::learned).sum();
    float[] ones = new float[examples.size() * learned];
    int at = 0;
    for (int row = 0; row < examples.size(); row++) {
      for (int i = 0; i < examples.get(row).learned(); i++) {
        ones[row * learned + at++] = 1;
      }
    }
    return torch.floats(ones, examples.size(), learned);
  }

  /// The logits of all tokens at each learned place, as (learned, vocabulary).
  Tensor logits(Network network) {
    return network.logits(network.hidden(tokens).rows(states));
  }
}
