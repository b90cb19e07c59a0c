/// Claims about numbers that are decided by exact arithmetic, never within a tolerance. The exact
/// side of a task is a [dev.pawl.labs.programs.certified.Claim]; what helps a search, in floating
/// point, is kept apart from it and decides nothing.
@NullMarked
package dev.pawl.labs.programs.certified;

import org.jspecify.annotations.NullMarked;
