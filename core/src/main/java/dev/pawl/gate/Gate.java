package dev.pawl.gate;

import dev.pawl.Hash;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Verdict.Undecided;
import java.util.List;

/// Decides from the record alone: the same plan, attempt and observations give the same verdict,
/// today and in an audit.
public final class Gate {

  private Gate() {}

  /// The verdict on `attempt` after `observations`.
  ///
  /// @throws IllegalArgumentException if the record cannot be of this attempt: a pair is out of
  ///   turn, guards are not the plan's, or something was observed after the decision
  public static Verdict decide(GatePlan plan, Attempt attempt, List<Observation> observations) {
    Trial trial = new Trial(plan, attempt);
    for (Observation observation : observations) {
      if (!(trial.verdict() instanceof Undecided)) {
        throw new IllegalArgumentException(
            "attempt %d was decided before the last of its %d observations (%s)"
                .formatted(attempt.number(), observations.size(), trial.verdict()));
      }
      trial.observe(observation);
    }
    return trial.verdict();
  }

  /// The gain over the champion with an interval, each end of which holds with all that this
  /// hold-out ever reports, but for a chance of alpha.
  public static Gain gain(GatePlan plan, Attempt attempt, List<Observation> observations) {
    GainSequence sequence = new GainSequence(plan.level(attempt.number()));
    for (Observation observation : observations) {
      if (observation instanceof Pair pair) {
        sequence.observe(pair.difference());
      }
    }
    return sequence.gain();
  }

  /// One hash of all that the verdict is a function of: what an approval of it is bound to.
  public static Hash evidence(GatePlan plan, Attempt attempt, List<Observation> observations) {
    return Fingerprint.of(plan, attempt, observations);
  }
}
