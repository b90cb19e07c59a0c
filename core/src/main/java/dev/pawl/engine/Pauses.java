package dev.pawl.engine;

import dev.pawl.gate.Alarms;
import dev.pawl.gate.Alarms.Pause;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Pauses the run when a declared trigger fires, until somebody acknowledges it. What is fired by
/// numbers of the chain is decided again when the journal is read; what is fired by times, which
/// stand beside the chain, is believed.
final class Pauses {

  private final Set<String> acknowledged;
  private final Surroundings around;

  Pauses(Set<String> acknowledged, Surroundings around) {
    this.acknowledged = acknowledged;
    this.around = around;
  }

  /// Why the run has to stop for `due`, if so.
  ///
  /// @param alarms of the hold-out that they are of
  Optional<String> after(int round, List<Pause> due, Alarms alarms) {
    List<Event.Paused> pauses = new ArrayList<>();
    for (Pause pause : due) {
      if (!pause.byTime() || around.scribe().caughtUp()) {
        pauses.add(new Event.Paused(round, pause.id(), pause.reason()));
      }
    }
    List<Event.Paused> recorded = around.scribe().pauses();
    for (int i = 0; i < recorded.size() && i <= pauses.size(); i++) {
      if (recorded.get(i).id().equals(alarms.idByTime())) {
        pauses.add(i, recorded.get(i));
      }
    }
    return pause(pauses);
  }

  /// Why the run has to stop for these, if so.
  Optional<String> pause(List<Event.Paused> pauses) {
    if (pauses.isEmpty()) {
      return Optional.empty();
    }
    if (around.atTheEnd()) {
      return Optional.of("the end of the journal");
    }
    pauses.forEach(around.scribe()::record);
    around.scribe().commit();
    for (Event.Paused pause : pauses) {
      Event.Acknowledged seen = around.scribe().next(Event.Acknowledged.class);
      boolean mayGoOn = around.scribe().caughtUp() && acknowledged.contains(pause.id());
      if (seen == null && !mayGoOn) {
        return Optional.of("paused, %s: %s".formatted(pause.id(), pause.reason()));
      }
      around.durably(new Event.Acknowledged(pause.id()));
    }
    return Optional.empty();
  }
}
