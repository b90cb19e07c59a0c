/// The nouns of Pawl. A [dev.pawl.Candidate] is an immutable program; a [dev.pawl.Problem] scores
/// it; a [dev.pawl.Proposer] writes the next one; an [dev.pawl.Outcome] is what became of it; a
/// [dev.pawl.Draw] is the only source of chance. The loop that joins them is
/// [dev.pawl.engine.Engine].
@NullMarked
package dev.pawl;

import org.jspecify.annotations.NullMarked;
