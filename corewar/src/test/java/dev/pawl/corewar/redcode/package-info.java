/// Tests of the assembler; pMARS 0.9.2 is the oracle, recorded or live.
@NullMarked
package dev.pawl.corewar.redcode;

import org.jspecify.annotations.NullMarked;
