/// Recipes written by remote models, as in DiscoPOP (Lu et al. 2024): a talk in which a model gives
/// a thought, a name and a recipe, and is told what became of it. What it writes is parsed as any
/// recipe is, and nothing of it is ever executed. Thought and name are kept with the recipe and
/// shown, as data, to that model again and to no other.
@NullMarked
package dev.pawl.labs.squared.writer;

import org.jspecify.annotations.NullMarked;
