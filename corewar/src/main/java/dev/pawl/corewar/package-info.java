/// Core War: warriors are programs that fight for a shared memory. `redcode` turns text into a
/// [Warrior] and back, `mars` lets warriors fight, exactly as pMARS 0.9.2 does.
@NullMarked
package dev.pawl.corewar;

import org.jspecify.annotations.NullMarked;
