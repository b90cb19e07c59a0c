/// Programs written by remote models: how a model is asked, how its answer becomes a candidate, and
/// who decides whom to ask. An [dev.pawl.labs.programs.writer.Arm] is a way to ask;
/// [dev.pawl.labs.programs.writer.Writer] asks in one of them, and is pure given a broker that has
/// the answers; [dev.pawl.labs.programs.writer.Authors] is the improver that chooses among them and
/// learns.
@NullMarked
package dev.pawl.labs.programs.writer;

import org.jspecify.annotations.NullMarked;
