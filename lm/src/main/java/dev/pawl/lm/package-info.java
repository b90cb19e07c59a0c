/// Small language models: their [dev.pawl.lm.Shape], their weights ([dev.pawl.lm.Model]), and the
/// grammar that what they write must follow ([dev.pawl.lm.Automaton]). Training is in
/// [dev.pawl.lm.train], writing in [dev.pawl.lm.decode].
@NullMarked
package dev.pawl.lm;

import org.jspecify.annotations.NullMarked;
