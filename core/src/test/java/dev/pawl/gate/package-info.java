@NullMarked
package dev.pawl.gate;

import org.jspecify.annotations.NullMarked;
