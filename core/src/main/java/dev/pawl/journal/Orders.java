package dev.pawl.journal;

import java.util.List;
import java.util.Optional;

/// Orders from outside that wait to be taken in by the run.
public interface Orders {

  /// There never are any.
  Orders NONE =
      new Orders() {
        @Override
        public List<Waiting> waiting(long settled) {
          return List.of();
        }

        @Override
        public void taken(String id) {}

        @Override
        public void refused(String id, String why) {}
      };

  /// What may be taken in behind ticket `settled`, in the order in which it was given.
  List<Waiting> waiting(long settled);

  /// Forgets the order with this id: it is in the journal, and durable.
  void taken(String id);

  /// Forgets the order with this id, and keeps why it was not taken in.
  void refused(String id, String why);

  /// An order that waits.
  ///
  /// @param steered the event that it becomes
  /// @param blob canonical bytes of the candidate that it brings
  record Waiting(Event.Steered steered, Optional<byte[]> blob) {}
}
