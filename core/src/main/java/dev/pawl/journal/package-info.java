/// The only state of a run: an append-only, hash-chained record of events, durable before it is
/// acted on. Everything else is a fold over it.
@NullMarked
package dev.pawl.journal;

import org.jspecify.annotations.NullMarked;
