/// A small language model that proposes recipes: it is trained on what the run tried, with the best
/// recipe that the run has found, and writes under a grammar.
@NullMarked
package dev.pawl.labs.squared.model;

import org.jspecify.annotations.NullMarked;
