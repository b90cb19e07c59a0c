package dev.pawl.lm.train;

import dev.pawl.lm.Tokens;
import java.util.List;

/// What a model is trained on.
public sealed interface Corpus {

  /// Single texts.
  record Texts(List<Example> examples) implements Corpus {}

  /// Pairs, the first preferred.
  record Pairs(List<Pair> pairs) implements Corpus {}

  /// A sequence of tokens.
  ///
  /// @param tokens the prompt, then what is learned; at most the model's context plus one
  /// @param promptLength how many tokens at the start are not learned but only read
  /// @param weight how much its loss counts
  record Example(Tokens tokens, int promptLength, double weight) {}

  /// Two answers to one prompt.
  record Pair(Example preferred, Example rejected) {}
}
