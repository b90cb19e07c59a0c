package dev.pawl.labs.evidence;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a version writes when it is asked, once for each sample.
///
/// @param samples how many
/// @param legal how many of them are candidates
/// @param distinct how many different ones
/// @param novel how many different ones that were not tried before
/// @param flops spent on it
public record Evidence(int samples, int legal, int distinct, int novel, long flops) {

  /// How often a version is asked.
  public static final int SAMPLES = 48;

  /// What was written.
  ///
  /// @param candidate empty if it is none
  public record One(Optional<Candidate> candidate, long flops) {}

  /// @param isKnown whether a candidate was tried before
  public static Evidence of(List<One> samples, Predicate<Candidate> isKnown) {
    List<Candidate> legal = samples.stream().flatMap(each -> each.candidate().stream()).toList();
    Set<Hash> distinct = new HashSet<>();
    int novel = 0;
    for (Candidate each : legal) {
      if (distinct.add(each.id()) && !isKnown.test(each)) {
        novel++;
      }
    }
    long flops = samples.stream().mapToLong(One::flops).sum();
    return new Evidence(samples.size(), legal.size(), distinct.size(), novel, flops);
  }

  /// The numbers, for the journal.
  Map<String, Object> numbers() {
    return Map.of("samples", samples, "legal", legal, "distinct", distinct, "novel", novel);
  }
}
