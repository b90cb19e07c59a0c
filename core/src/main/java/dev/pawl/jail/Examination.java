package dev.pawl.jail;

import java.util.List;

/// What [Doctor] found on this machine.
///
/// @param jail what was attacked
/// @param findings one for each control
/// @param startMillis the least time that a program took from start to end in five attempts
public record Examination(String jail, List<Finding> findings, long startMillis) {

  public Examination {
    findings = List.copyOf(findings);
  }

  /// Whether every control holds.
  public boolean sound() {
    return findings.stream().allMatch(Finding::holds);
  }

  /// Those that do not.
  public List<Finding> missing() {
    return findings.stream().filter(finding -> !finding.holds()).toList();
  }
}
