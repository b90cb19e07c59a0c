/// Open program evolution: anyone's program, with anyone's evaluator.
@NullMarked
package dev.pawl.labs.programs;

import org.jspecify.annotations.NullMarked;
