@NullMarked
package dev.pawl.corewar.hill;

import org.jspecify.annotations.NullMarked;
