/// What a candidate is measured on, and who may see it. *Search* tasks are open to the proposer;
/// *select* tasks give scores only; [dev.pawl.gate.split.Sealed] tasks do not exist until a
/// candidate is [dev.pawl.gate.split.Frozen], every opening of them is counted and recorded with
/// its purpose, and one bit comes back.
@NullMarked
package dev.pawl.gate.split;

import org.jspecify.annotations.NullMarked;
