/// CMA-ES as a value: asked for points by whoever proposes, told results in the order of tickets.
/// Used where a candidate has numbers, whatever it is else.
@NullMarked
package dev.pawl.labs.cma;

import org.jspecify.annotations.NullMarked;
