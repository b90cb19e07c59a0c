/// Proposers of recipes that know nothing but types: they change numbers, genes of the model and
/// parts of formulas, and cross two recipes. What they write is always well typed.
@NullMarked
package dev.pawl.labs.squared.operators;

import org.jspecify.annotations.NullMarked;
