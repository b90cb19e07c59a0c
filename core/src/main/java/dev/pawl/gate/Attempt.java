package dev.pawl.gate;

import dev.pawl.Hash;
import java.util.List;

/// A candidate put before the gate: what is known of it before the first task.
///
/// @param number the how manieth attempt on this hold-out it is, from 1; every attempt counts,
///   whatever came of it
/// @param championOnce the champion's values of the guards that are measured once, in the order of
///   the plan
/// @param candidateOnce the candidate's
public record Attempt(
    int number,
    Hash champion,
    Hash candidate,
    List<Double> championOnce,
    List<Double> candidateOnce) {

  public Attempt {
    championOnce = List.copyOf(championOnce);
    candidateOnce = List.copyOf(candidateOnce);
    if (number < 1) {
      throw new IllegalArgumentException(
          "attempt %d; attempts are counted from 1".formatted(number));
    }
    if (championOnce.size() != candidateOnce.size()) {
      throw new IllegalArgumentException(
          "the champion has %d values of guards and the candidate %d; they must be the same guards"
              .formatted(championOnce.size(), candidateOnce.size()));
    }
  }

  /// An attempt under a plan without guards that are measured once.
  public static Attempt of(int number, Hash champion, Hash candidate) {
    return new Attempt(number, champion, candidate, List.of(), List.of());
  }
}
