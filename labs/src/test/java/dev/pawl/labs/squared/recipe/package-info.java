@NullMarked
package dev.pawl.labs.squared.recipe;

import org.jspecify.annotations.NullMarked;
