package dev.pawl.llm;

import java.util.List;

/// Who was asked, how likely that was, and what came of it: what is needed to judge another way of
/// choosing by this run (see [Cassette#decisions()]).
///
/// @param draw a number that stands for the ticket: the same decision made again has the same
/// @param arm that was chosen
/// @param propensity the chance with which it was chosen
/// @param context in which it was chosen, as numbers
/// @param wrote the id of the candidate; empty if none came of it
public record Decided(
    long draw, String arm, double propensity, List<Double> context, String wrote) {

  public Decided {
    context = List.copyOf(context);
    if (!(propensity > 0 && propensity <= 1)) {
      throw new IllegalArgumentException(
          "'%s' was chosen with chance %s; it must be above 0 and at most 1"
              .formatted(arm, propensity));
    }
  }
}
