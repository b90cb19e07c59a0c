/// The loop. [dev.pawl.engine.Engine] issues tickets, has them evaluated on this machine's threads,
/// and settles them in order into the journal; a [dev.pawl.engine.Lab] says what each round is
/// about.
@NullMarked
package dev.pawl.engine;

import org.jspecify.annotations.NullMarked;
