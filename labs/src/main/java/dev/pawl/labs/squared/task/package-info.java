/// What models are trained on to see how good a recipe is: generators whose entropy is known
/// exactly, so that a loss has a true zero, and texts.
@NullMarked
package dev.pawl.labs.squared.task;

import org.jspecify.annotations.NullMarked;
