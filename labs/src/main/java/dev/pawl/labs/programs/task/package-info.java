/// What a task is and how a candidate of it is scored: [dev.pawl.labs.programs.task.TaskFile] reads
/// a folder, [dev.pawl.labs.programs.task.OpenEvolve] and [dev.pawl.labs.programs.task.Shinka] read
/// folders that were made for those systems, and what comes out is a
/// [dev.pawl.labs.programs.task.Task]. Its [dev.pawl.labs.programs.task.Assay] puts one candidate
/// to one trial: apart from its evaluator, or, where a task of another system leaves no choice,
/// together with it in one jail.
@NullMarked
package dev.pawl.labs.programs.task;

import org.jspecify.annotations.NullMarked;
