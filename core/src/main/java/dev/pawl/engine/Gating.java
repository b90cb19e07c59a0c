package dev.pawl.engine;

import dev.pawl.gate.Declared;
import dev.pawl.gate.Declared.Versions;
import dev.pawl.gate.attestation.Approvers;
import dev.pawl.gate.split.RunSecret;
import dev.pawl.study.Section;
import java.util.Optional;
import java.util.Set;

/// Whether and how results of a run are put before a gate.
///
/// @param declared what the study declares; empty for no gate
/// @param approvers who must approve a version before it writes; empty for nobody
/// @param acknowledged which pauses somebody has seen, by their ids
public record Gating(
    Optional<Declared> declared, Optional<Approvers> approvers, Set<String> acknowledged) {

  /// No gate.
  public static final Gating NONE = new Gating(Optional.empty(), Optional.empty(), Set.of());

  public Gating {
    acknowledged = Set.copyOf(acknowledged);
  }

  /// Reads the section `gate` of a study.
  ///
  /// @param seed of the study
  public static Gating of(Section gate, long seed) {
    return of(gate, Declared.of(gate, seed));
  }

  private static Gating of(Section gate, Declared declared) {
    Optional<Approvers> approvers = Approvers.of(gate);
    if (approvers.isPresent() && declared.versions() != Versions.BIND) {
      gate.problem(
          "approvers",
          "must approve a version before it writes, which needs versions: bind; found "
              + declared.versions());
    }
    return new Gating(Optional.of(declared), approvers, Set.of());
  }

  /// Reads the section `gate` of a study whose sealed tasks are dear, such as trainings of models.
  ///
  /// @param tasks the most of an attempt, where the study does not say
  /// @param futility from which on an attempt without any gain is given up
  /// @param audit tasks on which what was promoted is measured anew
  /// @param seed of the study
  public static Gating of(Section gate, int tasks, int futility, int audit, long seed) {
    Declared.Sizes sizes = new Declared.Sizes(tasks, futility, audit);
    return of(gate, Declared.of(gate, seed, sizes));
  }

  /// This with the secret that was drawn for the run.
  ///
  /// @throws IllegalArgumentException if the study was promised another one
  public Gating withSecret(RunSecret secret) {
    return new Gating(declared.map(d -> d.withSecret(secret)), approvers, acknowledged);
  }

  /// This, going on behind these pauses.
  public Gating withAcknowledged(Set<String> ids) {
    return new Gating(declared, approvers, ids);
  }
}
