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
/// @param learning how far the improver is with what it learns; empty while it learns nothing
/// @param gate what the gate is busy with, or what it said so far; empty without one
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
    Optional<String> learning,
    Optional<String> gate,
    Cost spent) {

  /// This, while something is learned.
  Status whileLearning(String words) {
    return new Status(
        ticket,
        round,
        rounds,
        roundTicket,
        roundTickets,
        recorded,
        archived,
        admitted,
        best,
        Optional.of(words),
        gate,
        spent);
  }

  /// This, while something is before the gate.
  Status whileProving(String words) {
    return new Status(
        ticket,
        round,
        rounds,
        roundTicket,
        roundTickets,
        recorded,
        archived,
        admitted,
        best,
        learning,
        Optional.of(words),
        spent);
  }
}
