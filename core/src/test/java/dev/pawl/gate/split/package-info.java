@NullMarked
package dev.pawl.gate.split;

import org.jspecify.annotations.NullMarked;
