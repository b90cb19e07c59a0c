@NullMarked
package dev.pawl.labs.programs.evolution;

import org.jspecify.annotations.NullMarked;
