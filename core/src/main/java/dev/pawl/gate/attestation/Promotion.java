package dev.pawl.gate.attestation;

import dev.pawl.Hash;
import dev.pawl.gate.Attempt;
import dev.pawl.gate.Gain;
import dev.pawl.gate.Gate;
import dev.pawl.gate.GatePlan;
import dev.pawl.gate.Observation;
import dev.pawl.gate.Verdict;
import java.util.List;

/// What the record holds about the promotion of a champion: everything that a card and a provenance
/// statement say, and nothing else.
///
/// @param run names the run
/// @param lab which lab
/// @param pawl the version
/// @param study hash of the study in canonical form
/// @param proposer who wrote the candidate
/// @param parents its parents' ids
/// @param approvedBy who approved; empty where no approval is needed
/// @param head the journal when the gate had decided
public record Promotion(
    String run,
    String lab,
    String pawl,
    Hash study,
    String proposer,
    List<Hash> parents,
    GatePlan plan,
    Attempt attempt,
    List<Observation> observations,
    List<String> approvedBy,
    Checkpoint head) {

  public Promotion {
    parents = List.copyOf(parents);
    observations = List.copyOf(observations);
    approvedBy = List.copyOf(approvedBy);
    Verdict verdict = Gate.decide(plan, attempt, observations);
    if (!(verdict instanceof Verdict.Promoted)) {
      throw new IllegalArgumentException(
          "the record of attempt %d does not promote %s: %s"
              .formatted(attempt.number(), attempt.candidate().brief(), verdict));
    }
  }

  Verdict verdict() {
    return Gate.decide(plan, attempt, observations);
  }

  Gain gain() {
    return Gate.gain(plan, attempt, observations);
  }

  Hash evidence() {
    return Gate.evidence(plan, attempt, observations);
  }
}
