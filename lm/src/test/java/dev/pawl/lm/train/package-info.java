/// Tests of training.
@NullMarked
package dev.pawl.lm.train;

import org.jspecify.annotations.NullMarked;
