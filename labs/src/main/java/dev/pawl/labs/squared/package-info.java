/// LLM-Squared: the candidate is a recipe for training language models. A recipe is scored by
/// training small models with it at a fixed number of FLOPs, on tasks whose entropy is known; the
/// best of short trainings are trained longer (successive halving).
@NullMarked
package dev.pawl.labs.squared;

import org.jspecify.annotations.NullMarked;
