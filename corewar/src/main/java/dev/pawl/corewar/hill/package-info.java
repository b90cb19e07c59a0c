/// Hills: named lists of warriors that others are measured against. The house hill ships with Pawl
/// in three splits; any folder of `.red` files is a hill too. [dev.pawl.corewar.hill.Standings]
/// ranks the warriors of a hill, [dev.pawl.corewar.hill.Generality] tells how much of a hill one
/// warrior beats.
@NullMarked
package dev.pawl.corewar.hill;

import org.jspecify.annotations.NullMarked;
