package dev.pawl.cli.model;

import dev.pawl.Hash;
import dev.pawl.cli.model.Version.Measured;
import dev.pawl.cli.report.Stats;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.lm.Model;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The versions that a run learned, from its journal alone.
public final class JournalModels {

  private final String run;
  private final List<Event.Learned> learned = new ArrayList<>();
  private final Map<Hash, List<Event.Measured>> measured = new HashMap<>();

  private JournalModels(String run) {
    this.run = run;
  }

  /// The version that `run` learned after `round`, or the last that it uses.
  ///
  /// @param name what the user called it
  /// @throws ModelException if there is none
  public static Known read(String name, String run, Journal journal, OptionalInt round) {
    JournalModels models = new JournalModels(run);
    journal.read(0, entry -> models.take(entry.event()));
    Event.Learned wanted = models.wanted(round);
    byte[] bytes =
        journal
            .blob(wanted.version())
            .orElseThrow(() ->
                new ModelException(
                    "the journal of %s lacks version %s; `pawl verify %s` tells what else"
                        .formatted(run, wanted.version(), run)));
    try {
      return new Known(name, Model.read(bytes), models.lineage(wanted));
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "version %s of %s is no model: %s; only improvers with a model can be used here"
              .formatted(wanted.version().brief(), run, e.getMessage()));
    }
  }

  private void take(Event event) {
    switch (event) {
      case Event.Learned e -> learned.add(e);
      case Event.Measured e ->
          measured.computeIfAbsent(e.candidate(), _ -> new ArrayList<>()).add(e);
      default -> {} // the rest is not of models
    }
  }

  private Event.Learned wanted(OptionalInt round) {
    if (learned.isEmpty()) {
      throw new ModelException(
          "%s has learned no model; a study does with `redqueen.model.arm: full`".formatted(run));
    }
    if (round.isEmpty()) {
      return learned.reversed().stream()
          .filter(e -> e.refused().isEmpty())
          .findFirst()
          .orElseThrow(() ->
              new ModelException(
                  "%s has refused all %d versions that it learned; %s:%d is the last of them"
                      .formatted(run, learned.size(), run, learned.getLast().round())));
    }
    return learned.stream()
        .filter(e -> e.round() == round.getAsInt())
        .findFirst()
        .orElseThrow(() ->
            new ModelException(
                "%s learned nothing after round %d; it did after %s"
                    .formatted(
                        run,
                        round.getAsInt(),
                        learned.stream().map(Event.Learned::round).toList())));
  }

  private List<Version> lineage(Event.Learned last) {
    Deque<Version> lineage = new ArrayDeque<>();
    Hash next = last.version();
    for (Event.Learned e : learned.subList(0, learned.indexOf(last) + 1).reversed()) {
      if (e.version().equals(next)) {
        lineage.addFirst(version(e));
        next = e.parent();
      }
    }
    return List.copyOf(lineage);
  }

  private Version version(Event.Learned e) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("run", run);
    data.put("round", e.round());
    data.put("fromTicket", e.fromTicket());
    data.put("toTicket", e.toTicket());
    return new Version(
        e.version(),
        e.parent(),
        recipe(e.recipe()),
        data,
        e.lossBefore(),
        e.lossAfter(),
        e.cost().flops(),
        e.refused().isEmpty() ? Optional.empty() : Optional.of(e.refused()),
        measured.getOrDefault(e.version(), List.of()).stream().map(JournalModels::of).toList());
  }

  private static Map<String, Object> recipe(String json) {
    try {
      JsonNode recipe = JsonMapper.shared().readTree(json);
      return recipe.isObject() ? Lineages.object(recipe) : Map.of("recipe", json);
    } catch (JacksonException e) {
      return Map.of("recipe", json);
    }
  }

  private static Measured of(Event.Measured e) {
    double half = Stats.mean(e.results()).half();
    return new Measured(e.split(), e.name(), e.value(), half, e.results().size());
  }
}
