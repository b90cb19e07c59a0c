/// Formulas: what a training computes, written as trees of a few dozen total operations. They are
/// typed by shape and by how they scale with the gradient; they have no loops, no names outside a
/// table, and no input or output. [dev.pawl.lm.train] computes them with libtorch; here they are
/// computed in plain Java, slowly.
@NullMarked
package dev.pawl.lm.formula;

import org.jspecify.annotations.NullMarked;
