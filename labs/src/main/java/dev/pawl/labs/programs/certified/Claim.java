package dev.pawl.labs.programs.certified;

import dev.pawl.labs.programs.numbers.NonlinearProgram;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// A mathematical claim that a table of decimal numbers proves, or not. A pure function, called
/// from many threads. [BigDecimal] sums, differences and products are exact, and nothing else is
/// used; only the value that is printed is rounded, always to the side on which the claim stays
/// true.
interface Claim {

  /// How many rows and columns the table has.
  Decimals.Shape shape();

  /// What the numbers prove.
  Finding check(List<BigDecimal> numbers);

  /// The same in floating point, for a local search; empty where none is offered.
  Optional<NonlinearProgram> program();
}
