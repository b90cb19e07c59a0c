/// Whether an improvement counts. A [dev.pawl.gate.GatePlan] says beforehand what will be believed;
/// an [dev.pawl.gate.Attempt] sets a candidate against the champion on the same sealed tasks; the
/// [dev.pawl.gate.Verdict] is a pure function of the plan, the attempt and the list of what was
/// observed, so anyone who has the record can decide again. The evidence is a bet against "no
/// better than the champion" ([dev.pawl.gate.Trial]) that may be looked at after every task.
@NullMarked
package dev.pawl.gate;

import org.jspecify.annotations.NullMarked;
