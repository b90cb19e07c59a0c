/// The simulator. A [Mars] is a core in which warriors fight one round at a time; a [Placement]
/// says where they lie and who starts; a [Battle] plays many rounds and counts as pMARS does.
@NullMarked
package dev.pawl.corewar.mars;

import org.jspecify.annotations.NullMarked;
