@NullMarked
package dev.pawl.lm.formula;

import org.jspecify.annotations.NullMarked;
