/// Open program evolution: anyone's program, with anyone's evaluator. This package holds what those
/// who write evaluators and proposers need: the two moments of an
/// [dev.pawl.labs.programs.Evaluator] and the edit surface of a program. How tasks are read is in
/// `task`, how they run in `evolution`.
@NullMarked
package dev.pawl.labs.programs;

import org.jspecify.annotations.NullMarked;
