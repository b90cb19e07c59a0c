/// Candidates that are numbers: constants in marked regions of a file, a search by CMA-ES where
/// nothing more is known, and a local search with constraints where a task declares them.
@NullMarked
package dev.pawl.labs.programs.numbers;

import org.jspecify.annotations.NullMarked;
