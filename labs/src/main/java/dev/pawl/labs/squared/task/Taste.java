package dev.pawl.labs.squared.task;

import dev.pawl.Draw;

/// What somebody prefers among the sequences of a source, by a reward that policies can be measured
/// by. Never changes, so that many threads may use it.
public sealed interface Taste permits Liking, Battles {

  /// What a task of it is called.
  String name();

  /// How much a sequence is preferred, from 0 to 1.
  double reward(int[] tokens);

  /// A pair that begins alike and is not preferred alike, the better first. A pure function of
  /// `draw`.
  int[][] pair(Draw draw, int length);

  /// The greatest reward of a policy whose divergence from the source is at most `nats` a sequence.
  ///
  /// @param length of a sequence, its first token included
  double best(double nats, int length);
}
