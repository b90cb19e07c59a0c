package dev.pawl.engine;

import dev.pawl.gate.Generation;
import dev.pawl.gate.Triggers;
import dev.pawl.gate.Triggers.Fired;
import dev.pawl.gate.Triggers.Trigger;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Pauses the run when a declared trigger fires, until somebody acknowledges it. What is fired by
/// numbers of the chain is decided again when the journal is read; what is fired by times, which
/// stand beside the chain, is believed.
final class Pauses {

  private final Triggers triggers;
  private final Set<String> acknowledged;
  private final Surroundings around;
  private final Map<String, Integer> told = new HashMap<>();

  Pauses(Triggers triggers, Set<String> acknowledged, Surroundings around) {
    this.triggers = triggers;
    this.acknowledged = acknowledged;
    this.around = around;
  }

  /// Why the run has to stop after the last of `generations` of a hold-out, if so.
  Optional<String> after(int round, String holdOut, List<Generation> generations) {
    if (generations.size() <= told.getOrDefault(holdOut, 0)) {
      return Optional.empty();
    }
    told.put(holdOut, generations.size());
    List<Event.Paused> pauses = pauses(round, holdOut, generations);
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

  private List<Event.Paused> pauses(int round, String holdOut, List<Generation> generations) {
    List<Fired> fired = triggers.fired(generations);
    List<Event.Paused> pauses = new ArrayList<>();
    for (Trigger trigger : Trigger.values()) {
      String id = id(holdOut, trigger, generations.size());
      Optional<Event.Paused> recorded =
          around.scribe().pauses().stream().filter(pause -> pause.id().equals(id)).findFirst();
      boolean believed = trigger == Trigger.SHRINKING_TIME && !around.scribe().caughtUp();
      if (believed) {
        recorded.ifPresent(pauses::add);
      } else {
        fired.stream()
            .filter(each -> each.trigger() == trigger)
            .forEach(each -> pauses.add(new Event.Paused(round, id, each.why())));
      }
    }
    return pauses;
  }

  private static String id(String holdOut, Trigger trigger, int generation) {
    String name = trigger.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "%s-%s-%d".formatted(holdOut, name, generation);
  }
}
