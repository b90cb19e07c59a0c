@NullMarked
package dev.pawl.labs.cma;

import org.jspecify.annotations.NullMarked;
