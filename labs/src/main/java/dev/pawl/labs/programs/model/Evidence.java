package dev.pawl.labs.programs.model;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.labs.programs.model.Infiller.One;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a version does with the best programs, in one try each, before it may propose.
///
/// @param samples how many tries
/// @param legal how many change their parent within the surface, with brackets that match
/// @param distinct how many different programs
/// @param novel how many different ones that were not tried before
record Evidence(int samples, int legal, int distinct, int novel, long flops) {

  private static final int SAMPLES = 48;
  private static final double LEGAL_LEAST = 0.1;
  private static final double DISTINCT_LEAST = 0.25;
  private static final double NOVEL_LEAST = 0.25;
  private static final double LOSS_RISE_MAX = 0.5;

  /// @param parents at least one
  /// @param until the ticket up to which `known` counts
  static Evidence of(
      Infiller infiller, List<Candidate> parents, Known known, long until, Draw draw) {
    Set<Hash> distinct = new HashSet<>();
    Set<Hash> novel = new HashSet<>();
    int legal = 0;
    long flops = 0;
    for (int i = 0; i < SAMPLES; i++) {
      One one = infiller.attempt(parents.get(i % parents.size()), draw.purpose("sample " + i));
      flops += one.flops();
      if (one.child().isPresent()) {
        Candidate child = one.child().get();
        legal++;
        distinct.add(child.id());
        if (!known.has(child, until)) {
          novel.add(child.id());
        }
      }
    }
    return new Evidence(SAMPLES, legal, distinct.size(), novel.size(), flops);
  }

  /// Why the version may not propose; empty if it may.
  Optional<String> refusal(double lossBefore, double lossAfter) {
    if (!(lossAfter - lossBefore <= LOSS_RISE_MAX)) {
      return Optional.of(
          "the loss on held-out programs went from %.3f to %.3f; it may rise by %s"
              .formatted(lossBefore, lossAfter, LOSS_RISE_MAX));
    }
    if (legal < LEGAL_LEAST * samples) {
      return Optional.of(
          "%d of %d samples are legal; the least is %.0f %%"
              .formatted(legal, samples, 100 * LEGAL_LEAST));
    }
    if (distinct < DISTINCT_LEAST * legal) {
      return Optional.of(
          "only %d of %d programs differ; at least %.0f %% must"
              .formatted(distinct, legal, 100 * DISTINCT_LEAST));
    }
    return novel >= NOVEL_LEAST * legal
        ? Optional.empty()
        : Optional.of(
            "only %d of %d programs are new; at least %.0f %% must be"
                .formatted(novel, legal, 100 * NOVEL_LEAST));
  }
}
