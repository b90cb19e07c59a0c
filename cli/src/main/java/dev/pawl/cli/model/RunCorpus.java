package dev.pawl.cli.model;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.corewar.Settings;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.labs.redqueen.RedQueen;
import dev.pawl.labs.redqueen.model.WarriorModel;
import dev.pawl.labs.redqueen.model.WarriorModel.Lessons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the Digital Red Queen found in a run, as a corpus for a model of warriors.
///
/// @param run its name
/// @param head of its journal when it was read
/// @param settings of its core
/// @param trials candidates of proposers and what came of them, by ticket; seeds are none
public record RunCorpus(String run, Hash head, Settings settings, List<Trial> trials) {

  public RunCorpus {
    trials = List.copyOf(trials);
  }

  /// @throws ModelException if it holds nothing to learn from
  public static RunCorpus read(String run, Journal journal) {
    Reading reading = new Reading(run, journal);
    journal.read(0, entry -> reading.take(entry.event()));
    if (reading.trials.isEmpty()) {
      throw new ModelException(
          "%s has tried nothing yet; `pawl resume %s` goes on with it".formatted(run, run));
    }
    return new RunCorpus(run, journal.head(), reading.settings, reading.trials);
  }

  /// Texts of about `tokens` tokens in all.
  ///
  /// @throws ModelException if nothing fought
  public Lessons lessons(WarriorModel kind, int context, double replay, int tokens, long seed) {
    return kind.lessons(
            trials, List.of(RedQueen.SPAWNED, RedQueen.COVERED), context, replay, tokens, seed)
        .orElseThrow(() ->
            new ModelException(
                "none of the %,d candidates of %s fought; there is nothing to learn from"
                    .formatted(trials.size(), run)));
  }

  /// For the lineage of a model.
  public Map<String, Object> json(Lessons lessons, double replay) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run);
    json.put("head", head.toString());
    json.put("fromTicket", lessons.firstTicket());
    json.put("toTicket", lessons.lastTicket());
    json.put("warriors", lessons.warriors());
    json.put("texts", lessons.trained().size());
    json.put("replay", replay);
    return json;
  }

  private static final class Reading {

    private final String run;
    private final Journal journal;
    private final List<Trial> trials = new ArrayList<>();
    private final Map<Long, Event.Proposed> proposed = new HashMap<>();
    private Settings settings = Settings.STANDARD;

    Reading(String run, Journal journal) {
      this.run = run;
      this.journal = journal;
    }

    void take(Event event) {
      switch (event) {
        case Event.Started e -> settings = settings(e);
        case Event.Proposed e -> proposed.put(e.ticket(), e);
        case Event.Scored e -> trial(e);
        default -> {} // the rest says nothing about candidates
      }
    }

    private void trial(Event.Scored e) {
      Event.Proposed from = proposed.remove(e.ticket());
      if (from == null || from.proposer().equals("seed")) {
        return;
      }
      Candidate candidate =
          journal
              .blob(from.candidate())
              .map(Candidate::ofCanonical)
              .orElseThrow(() ->
                  new ModelException(
                      "the journal of %s lacks candidate %s; `pawl verify %s` tells what else"
                          .formatted(run, from.candidate(), run)));
      trials.add(
          new Trial(
              e.ticket(),
              from.round(),
              from.proposer(),
              from.parents(),
              candidate,
              e.outcome(),
              false)); // whether the archive kept it is of no account to the corpus
    }

    private Settings settings(Event.Started started) {
      if (!started.lab().equals("redqueen")) {
        throw new ModelException(
            "%s is a run of %s; only runs of redqueen hold warriors to learn from"
                .formatted(run, started.lab()));
      }
      JsonNode core = JsonMapper.shared().readTree(started.study()).path("redqueen").path("core");
      Settings standard = Settings.STANDARD;
      return Settings.of(
          core.path("size").intValue(standard.coreSize()),
          core.path("cycles").intValue(standard.cycles()),
          core.path("processes").intValue(standard.processes()),
          core.path("length").intValue(standard.length()),
          core.path("distance").intValue(standard.distance()));
    }
  }
}
