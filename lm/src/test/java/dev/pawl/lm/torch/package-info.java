/// Tests of the door to libtorch.
@NullMarked
package dev.pawl.lm.torch;

import org.jspecify.annotations.NullMarked;
