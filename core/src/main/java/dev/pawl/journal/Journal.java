package dev.pawl.journal;

import dev.pawl.Hash;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// An append-only, hash-chained record. The hash of an event is SHA-256(0x00 ‖ hash before it ‖
/// UTF-8 of its type ‖ 0x0A ‖ UTF-8 of its canonical JSON); before the first stands [Hash#ZERO].
///
/// One writer; any number of readers, in other processes too.
public interface Journal extends AutoCloseable {

  /// Appends a batch as one transaction, and returns when all of it is durable.
  void commit(Batch batch);

  /// How many events there are.
  long size();

  /// The hash of the last event.
  Hash head();

  /// Hands over the entries from number `from` (the first is 0) in order.
  void read(long from, Consumer<Entry> reader);

  /// The bytes with this hash.
  Optional<byte[]> blob(Hash hash);

  /// The timings, by ticket.
  List<Timing> timings();

  /// The sessions, by number.
  List<Session> sessions();

  /// Writes or overwrites the session with that number.
  void session(Session session);

  @Override
  void close();

  /// One event in its place.
  ///
  /// @param number from 0
  /// @param hash of the chain up to and with this event
  record Entry(long number, Hash hash, Event event) {}

  /// What is made durable together.
  ///
  /// @param blobs stored under their hash; the same bytes twice are stored once
  record Batch(List<Event> events, List<byte[]> blobs, List<Timing> timings) {}
}
