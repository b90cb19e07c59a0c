package dev.pawl.labs.programs.model;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which programs were tried up to a ticket. It grows while proposals are being written, but what
/// is asked of it is what was known when a ticket was issued.
final class Known {

  private final Map<Hash, Long> tickets = new ConcurrentHashMap<>();

  /// Tells that `id` was tried by `ticket`.
  void add(Hash id, long ticket) {
    tickets.putIfAbsent(id, ticket);
  }

  /// Whether `program` was tried up to `ticket`.
  boolean has(Candidate program, long ticket) {
    return tickets.getOrDefault(program.id(), Long.MAX_VALUE) <= ticket;
  }
}
