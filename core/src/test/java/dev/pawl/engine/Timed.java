package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Order;
import dev.pawl.journal.Event.Steered;
import dev.pawl.journal.Orders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Orders that are given behind a ticket each, in tests. They are never forgotten, as if every
/// process had died before it could.
///
/// @param refused why, by id
record Timed(List<At> all, ConcurrentMap<String, String> refused) implements Orders {

  /// An order behind a ticket.
  record At(long ticket, Orders.Waiting waiting) {}

  static Timed of(At... all) {
    return new Timed(List.of(all), new ConcurrentHashMap<>());
  }

  static At at(long ticket, String id, Order order) {
    return new At(ticket, new Orders.Waiting(new Steered(id, "ada", "", order), Optional.empty()));
  }

  static At inject(long ticket, String id, Candidate candidate, Candidate... parents) {
    Order order =
        new Order.Inject(candidate.id(), List.of(parents).stream().map(Candidate::id).toList());
    return new At(
        ticket,
        new Orders.Waiting(new Steered(id, "ada", "", order), Optional.of(candidate.canonical())));
  }

  @Override
  public List<Orders.Waiting> waiting(long settled) {
    return all.stream()
        .filter(at -> at.ticket() <= settled)
        .map(At::waiting)
        .filter(order -> !refused.containsKey(order.steered().id()))
        .toList();
  }

  @Override
  public void taken(String id) {}

  @Override
  public void refused(String id, String why) {
    refused.put(id, why);
  }

  /// Weights of some proposers.
  static Order.Weigh weigh(String name, double weight) {
    return new Order.Weigh(new TreeMap<>(Map.of(name, weight)));
  }
}
