package dev.pawl.labs.squared.task;

import dev.pawl.Draw;

/// Where sequences of tokens come from. Never changes, so that many threads may use it.
public interface Source {

  /// In words of the field, such as `markov-2`.
  String name();

  /// How many different tokens there are.
  int vocabulary();

  /// A new sequence. A pure function of `draw`.
  ///
  /// @param length in tokens, at least 2
  int[] sample(Draw draw, int length);

  /// How improbable `tokens` are after their first, in nats: for a generator the exact negative
  /// log-probability, which no model can beat on average.
  double nats(int[] tokens);

  /// Whether [#nats] is that of the source itself. For a text it is that of single tokens, and good
  /// for nothing but to tell easy sequences from hard ones.
  boolean isExact();
}
