/// Proposers that need no model: typed mutation and crossover of Redcode. Each operator is a
/// [dev.pawl.Proposer] with a name of its own, so that the journal shows what it is worth. Edits
/// that shift instructions are label-aware: an operand that pointed to an instruction keeps
/// pointing to it.
@NullMarked
package dev.pawl.labs.redqueen.operators;

import org.jspecify.annotations.NullMarked;
