package dev.pawl.engine;

import dev.pawl.Cost;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Event;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What goes on around an attempt.
///
/// @param stop why to stop, if so
/// @param tell how far an attempt is
/// @param reports charges what only reports
/// @param workers idle while the gate is at work
record Surroundings(
    Scribe scribe,
    Mode mode,
    Clock clock,
    Supplier<Optional<String>> stop,
    Consumer<String> tell,
    Consumer<Cost> reports,
    ExecutorService workers) {

  /// Whether nothing more can come out: what is only checked ends with the journal.
  boolean atTheEnd() {
    return mode != Mode.RUN && scribe.caughtUp();
  }

  /// Whether to begin nothing new.
  boolean mayNotGoOn() {
    return atTheEnd() || (scribe.caughtUp() && stop.get().isPresent());
  }

  /// What the journal says, if it says it next and it is to be believed; null if it has to come out
  /// of the work itself.
  <E extends Event> @Nullable E known(Class<E> type) {
    return mode == Mode.RERUN ? null : scribe.next(type);
  }

  /// Records `event` and makes it durable.
  ///
  /// @return its number
  long durably(Event event) {
    long number = scribe.record(event);
    scribe.commit();
    return number;
  }
}
