package dev.pawl.labs.squared.model;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.labs.squared.model.Author.One;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a version writes, once each.
///
/// @param samples how many
/// @param valid how many are recipes
/// @param distinct how many different ones
/// @param novel how many different ones that were not tried before
record Evidence(int samples, int valid, int distinct, int novel, long flops) {

  private static final int SAMPLES = 48;
  private static final double VALID_LEAST = 0.2;
  private static final double DISTINCT_LEAST = 0.25;
  private static final double NOVEL_LEAST = 0.2;
  private static final double LOSS_RISE_MAX = 0.5;

  static Evidence of(Author author, Set<Hash> known, Draw draw) {
    List<One> samples = author.samples(SAMPLES, draw);
    Set<Hash> distinct = new HashSet<>();
    int valid = 0;
    long flops = 0;
    for (One each : samples) {
      flops += each.flops();
      if (each.recipe().isPresent()) {
        valid++;
        distinct.add(each.recipe().get().candidate().id());
      }
    }
    int novel = (int) distinct.stream().filter(id -> !known.contains(id)).count();
    return new Evidence(SAMPLES, valid, distinct.size(), novel, flops);
  }

  /// Why the version may not propose; empty if it may.
  Optional<String> refusal(double lossBefore, double lossAfter) {
    if (!(lossAfter - lossBefore <= LOSS_RISE_MAX)) {
      return Optional.of(
          "the loss on held-out recipes went from %.3f to %.3f; it may rise by %s"
              .formatted(lossBefore, lossAfter, LOSS_RISE_MAX));
    }
    if (valid < VALID_LEAST * samples) {
      return Optional.of(
          "%d of %d samples are recipes; the least is %.0f %%"
              .formatted(valid, samples, 100 * VALID_LEAST));
    }
    if (distinct < DISTINCT_LEAST * valid) {
      return Optional.of(
          "only %d of %d recipes differ; at least %.0f %% must"
              .formatted(distinct, valid, 100 * DISTINCT_LEAST));
    }
    return novel >= NOVEL_LEAST * valid
        ? Optional.empty()
        : Optional.of(
            "only %d of %d recipes are new; at least %.0f %% must be"
                .formatted(novel, valid, 100 * NOVEL_LEAST));
  }
}
