/// How programs evolve: [dev.pawl.labs.programs.evolution.ProgramsLab] poses a task as a problem,
/// [dev.pawl.labs.programs.evolution.ProgramsStudy] reads it from a study.
@NullMarked
package dev.pawl.labs.programs.evolution;

import org.jspecify.annotations.NullMarked;
