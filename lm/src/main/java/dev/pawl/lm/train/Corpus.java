package dev.pawl.lm.train;

import dev.pawl.lm.Tokens;
import java.util.List;

/// What a model is trained on, or measured on.
public sealed interface Corpus {

  /// Single texts.
  record Texts(List<Example> examples) implements Corpus {

    public Texts {
      examples = List.copyOf(examples);
    }
  }

  /// Pairs, the first preferred.
  record Pairs(List<Pair> pairs) implements Corpus {

    public Pairs {
      pairs = List.copyOf(pairs);
    }
  }

  /// How many texts or pairs.
  default int size() {
    return switch (this) {
      case Texts(List<Example> examples) -> examples.size();
      case Pairs(List<Pair> pairs) -> pairs.size();
    };
  }

  /// A sequence of tokens.
  ///
  /// @param tokens the prompt, then what is learned; at most the model's context plus one
  /// @param promptLength how many tokens at the start are not learned but only read; a first token
  ///   is never learned, as nothing comes before it
  /// @param weight how much its loss counts beside that of others
  record Example(Tokens tokens, int promptLength, double weight) {

    public Example {
      if (tokens.size() < 2 || promptLength < 0 || promptLength >= tokens.size()) {
        throw new IllegalArgumentException(
            "an example has %d tokens and a prompt of %d; it must have 2 or more, and one to learn"
                .formatted(tokens.size(), promptLength));
      }
      if (!(weight > 0 && Double.isFinite(weight))) {
        throw new IllegalArgumentException(
            "the weight of an example is %s; it must be positive".formatted(weight));
      }
    }

    /// How many tokens are learned.
    public int learned() {
      return tokens.size() - Math.max(1, promptLength);
    }
  }

  /// Two answers to one prompt; they count by the weight of the preferred one.
  record Pair(Example preferred, Example rejected) {}
}
