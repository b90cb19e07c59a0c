@NullMarked
package dev.pawl.corewar.mars;

import org.jspecify.annotations.NullMarked;
