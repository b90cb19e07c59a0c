package dev.pawl.labs.redqueen.model;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Writer.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Looks at what a version does and says why it may not propose. What is refused is not adopted:
/// the run goes on with the last good version.
///
/// | pathology | sign |
/// |---|---|
/// | divergence | the loss on held-out texts rose by more than 0.5 nats, or is no number |
/// | collapse | fewer than half of the samples differ, or they differ in a tenth of their code |
/// | memory | more than half of the samples are warriors that it was trained on |
/// | copies | more than three in four edits give the parent again |
/// | degeneracy | more than half of the samples are meant to stay where they are |
/// | endlessness | over half of the samples run into the limit, and a quarter more than of its lessons |
final class Guards {

  private static final double LOSS_RISE_MAX = 0.5;
  private static final double DISTINCT_LEAST = 0.5;
  private static final double DISTANCE_LEAST = 0.1;
  private static final double KNOWN_MAX = 0.5;
  private static final double COPIES_MAX = 0.75;
  private static final double DEGENERATE_MAX = 0.5;
  private static final double ENDLESS_MAX = 0.5;
  private static final double ENDLESS_MORE_MAX = 0.25;

  private Guards() {}

  /// Why the version is refused, with all reasons; empty if it is not.
  static Optional<String> refusal(Evidence evidence) {
    List<String> reasons = new ArrayList<>();
    loss(evidence).ifPresent(reasons::add);
    int samples = evidence.warriors().size();
    if (samples == 0) {
      reasons.add("none of %d samples is a warrior".formatted(evidence.samples().size()));
    } else {
      diversity(evidence, samples).ifPresent(reasons::add);
      long known = evidence.texts().stream().filter(evidence.known()::contains).count();
      atMost(KNOWN_MAX, known, samples, "samples are warriors that it was trained on")
          .ifPresent(reasons::add);
    }
    atMost(COPIES_MAX, evidence.copies(), evidence.edits(), "edits give the parent again")
        .ifPresent(reasons::add);
    List<Written> all = evidence.samples();
    long degenerate = all.stream().filter(Guards::isDegenerate).count();
    atMost(DEGENERATE_MAX, degenerate, all.size(), "samples are meant to stay where they are")
        .ifPresent(reasons::add);
    long endless = all.stream().filter(sample -> !sample.ended()).count();
    double endlessMax = Math.clamp(evidence.tooLong() + ENDLESS_MORE_MAX, ENDLESS_MAX, 1);
    atMost(endlessMax, endless, all.size(), "samples run into the limit").ifPresent(reasons::add);
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
  }

  private static boolean isDegenerate(Written sample) {
    return sample.cell().size() == 2 && Curriculum.isDegenerate(sample.cell());
  }

  private static Optional<String> loss(Evidence evidence) {
    double rise = evidence.lossAfter() - evidence.lossBefore();
    return rise <= LOSS_RISE_MAX
        ? Optional.empty()
        : Optional.of(
            "the loss on held-out texts went from %s to %s; it may rise by %s"
                .formatted(
                    number(evidence.lossBefore()),
                    number(evidence.lossAfter()),
                    number(LOSS_RISE_MAX)));
  }

  private static Optional<String> diversity(Evidence evidence, int samples) {
    int distinct = new HashSet<>(evidence.texts()).size();
    if (distinct < DISTINCT_LEAST * samples) {
      return Optional.of(
          "only %d of %d samples differ; at least %.0f %% must"
              .formatted(distinct, samples, 100 * DISTINCT_LEAST));
    }
    double distance = meanDistance(evidence.warriors());
    return distance >= DISTANCE_LEAST || samples < 2
        ? Optional.empty()
        : Optional.of(
            "two samples differ in %s of their code on average; it must be %s at least"
                .formatted(number(distance), number(DISTANCE_LEAST)));
  }

  private static Optional<String> atMost(double share, long count, int of, String what) {
    return count <= share * of
        ? Optional.empty()
        : Optional.of("%d of %d %s; the most is %.0f %%".formatted(count, of, what, 100 * share));
  }

  /// Mean over all pairs of the instructions to insert, delete or replace, as a fraction of the
  /// longer one's.
  static double meanDistance(List<Warrior> warriors) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < warriors.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += distance(warriors.get(i).code(), warriors.get(j).code());
        pairs++;
      }
    }
    return pairs == 0 ? 0 : sum / pairs;
  }

  private static double distance(List<Instruction> one, List<Instruction> other) {
    int[] row = new int[other.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return (double) row[other.size()] / Math.max(one.size(), other.size());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
