package dev.pawl;

import java.util.List;

/// What is to be improved: where to start, and what a candidate is worth. Called from many threads.
public interface Problem {

  /// Candidates that are scored first, in this order.
  List<Candidate> seeds();

  /// Scores `candidate` on the search split. A pure function of its arguments: same draw, same
  /// answer.
  ///
  /// @param incumbents what is known to be good already; a problem may use it to stop a hopeless
  ///   evaluation early
  Evaluation score(Candidate candidate, Draw draw, Incumbents incumbents);

  /// The most that one evaluation can cost. It is reserved before and settled after.
  Cost costMax();

  /// What an archive held when a ticket was issued.
  interface Incumbents {

    /// Nothing is known: no candidate is hopeless.
    Incumbents NONE = traits -> Double.NEGATIVE_INFINITY;

    /// The value that a candidate with these traits must exceed to be admitted; negative infinity
    /// if any would be.
    double toBeat(List<Double> traits);
  }
}
