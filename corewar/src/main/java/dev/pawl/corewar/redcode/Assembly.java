package dev.pawl.corewar.redcode;

import dev.pawl.corewar.Warrior;
import java.util.List;
import java.util.Objects;

/// What the assembler made of a source text.
public sealed interface Assembly {

  /// A warrior.
  ///
  /// @param strategy the texts of its `;strategy` lines, in order
  /// @param warnings what pMARS would warn of
  record Assembled(Warrior warrior, List<String> strategy, List<Diagnostic> warnings)
      implements Assembly {
    public Assembled {
      Objects.requireNonNull(warrior);
      strategy = List.copyOf(strategy);
      warnings = List.copyOf(warnings);
    }
  }

  /// No warrior.
  ///
  /// @param errors why: at least one error, and the warnings, in the order in which they were found
  record Rejected(List<Diagnostic> errors) implements Assembly {
    public Rejected {
      errors = List.copyOf(errors);
      if (errors.stream().noneMatch(e -> e.severity() == Diagnostic.Severity.ERROR)) {
        throw new IllegalArgumentException("a rejection needs at least one error; it has none");
      }
    }
  }
}
