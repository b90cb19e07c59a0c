/// Redcode, the language of Core War: text becomes a [dev.pawl.corewar.Warrior] and a warrior
/// becomes text, as in pMARS 0.9.2, oddities included. [Assembler] reads in two passes: [Expander]
/// replaces names and unrolls loops line by line, [Encoder] turns each line that is left into an
/// instruction. Source text is not trusted: every loop, name and line has a limit, and text that
/// breaks one is [Assembly.Rejected], never an exception. [Listing] and [LoadFile] write warriors.
@NullMarked
package dev.pawl.corewar.redcode;

import org.jspecify.annotations.NullMarked;
