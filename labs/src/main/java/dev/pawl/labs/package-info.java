/// The labs, one package each. [dev.pawl.labs.Study] turns a study file into a lab and the terms of
/// its run.
@NullMarked
package dev.pawl.labs;

import org.jspecify.annotations.NullMarked;
