/// Who proposes next. A [dev.pawl.propose.Portfolio] divides tickets among proposers, by fixed
/// chances or by what became of their candidates; it is part of the fold of the journal, so what it
/// learned can be replayed, and frozen as a control.
@NullMarked
package dev.pawl.propose;

import org.jspecify.annotations.NullMarked;
