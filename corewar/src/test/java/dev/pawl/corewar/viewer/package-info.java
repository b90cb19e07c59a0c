@NullMarked
package dev.pawl.corewar.viewer;

import org.jspecify.annotations.NullMarked;
