package dev.pawl.engine;

import dev.pawl.Cost;
import dev.pawl.Elite;
import java.util.Optional;

/// Where a run stands: what progress displays show. Nothing is decided by it.
///
/// @param ticket the last settled
/// @param roundTicket how many of the round's tickets are settled
/// @param recorded whether the engine is still re-folding what the journal held already
/// @param archived elites in the archive
/// @param best of this round, if any
/// @param admitted candidates kept since the start
public record Status(
    long ticket,
    int round,
    int rounds,
    long roundTicket,
    long roundTickets,
    boolean recorded,
    int archived,
    long admitted,
    Optional<Elite> best,
    Cost spent) {}
