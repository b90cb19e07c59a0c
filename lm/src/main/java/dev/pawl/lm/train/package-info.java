/// Training: a [dev.pawl.lm.train.Recipe] says how, [dev.pawl.lm.train.Corpus] on what. It happens
/// in a process of its own, so that a crash of native code costs a training and not the run.
@NullMarked
package dev.pawl.lm.train;

import org.jspecify.annotations.NullMarked;
