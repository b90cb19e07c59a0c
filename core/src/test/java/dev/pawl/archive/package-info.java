/// One contract suite for all archives, and what each promises beyond it.
@NullMarked
package dev.pawl.archive;

import org.jspecify.annotations.NullMarked;
