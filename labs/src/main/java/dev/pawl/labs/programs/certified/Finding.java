package dev.pawl.labs.programs.certified;

import java.math.BigDecimal;
import java.util.Optional;

/// What a table of numbers proves.
sealed interface Finding {

  /// The claim holds.
  ///
  /// @param value what is maximised, exactly or rounded down
  /// @param remark what limits it, for the next try
  record Holds(BigDecimal value, String remark) implements Finding {}

  /// It does not.
  ///
  /// @param worst the worst violation, exactly
  /// @param repaired what the numbers are worth after the least uniform repair, if there is one
  record Fails(String worst, Optional<BigDecimal> repaired) implements Finding {}
}
