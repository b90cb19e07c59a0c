package dev.pawl.cli.report;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A training recipe that was set against another one.
///
/// @param round in which it was decided
/// @param pairs of trainings, or sealed tasks
/// @param gain mean, in what the gate compares
/// @param taken whether it is used from then on
/// @param brought what is lost, in bits a token, where one changed line alone is put back
record RecipeChange(
    int round,
    Candidate parent,
    Candidate child,
    int pairs,
    double gain,
    boolean taken,
    List<Event.Measured> brought) {

  private static final String FILE = "recipe.txt";

  /// The split of what lines brought.
  static final String REVERSAL = "reversal";

  /// Those that the lessons of a run tell of.
  static List<RecipeChange> ofLessons(Run run) {
    List<RecipeChange> changes = new ArrayList<>();
    for (Event.Learned lesson : run.lessons()) {
      for (JsonNode each : squared(lesson).path("decided")) {
        boolean taken = each.path("won").asBoolean(false);
        changes.add(
            new RecipeChange(
                lesson.round(),
                Candidate.of(FILE, each.path("parent").asString("")),
                Candidate.of(FILE, each.path("recipe").asString("")),
                each.path("pairs").asInt(0),
                each.path("gain").asDouble(0),
                taken,
                taken ? brought(run, lesson.round()) : List.of()));
      }
    }
    return changes;
  }

  /// The part of a lesson that tells of recipes; missing if there is none.
  static JsonNode squared(Event.Learned lesson) {
    try {
      return JsonMapper.shared().readTree(lesson.recipe()).path("squared");
    } catch (JacksonException e) {
      return JsonMapper.shared().missingNode();
    }
  }

  /// A lesson that was refused has no measurements; then they come with the next.
  private static List<Event.Measured> brought(Run run, int from) {
    Optional<Integer> round =
        run.measured().stream()
            .filter(m -> m.split().equals(REVERSAL) && m.round() >= from)
            .map(Event.Measured::round)
            .findFirst();
    return run.measured().stream()
        .filter(m -> m.split().equals(REVERSAL) && round.equals(Optional.of(m.round())))
        .toList();
  }

  /// Those that a run in search of recipes put before the gate.
  static List<RecipeChange> ofChampions(Run run, Journal journal) {
    List<RecipeChange> changes = new ArrayList<>();
    if (!run.lab().equals("squared")) {
      return changes;
    }
    for (Tried tried : run.gate().of(Event.CHAMPIONS)) {
      Hash own = tried.attempt().candidate();
      Optional<Candidate> parent = text(tried.attempt().champion(), journal);
      Optional<Candidate> child = text(own, journal);
      if (parent.isPresent() && child.isPresent()) {
        changes.add(
            new RecipeChange(
                tried.round(),
                parent.get(),
                child.get(),
                tried.tasks(),
                tried.gain(),
                tried.promoted(),
                run.measured().stream()
                    .filter(m -> m.split().equals(REVERSAL) && m.candidate().equals(own))
                    .toList()));
      }
    }
    return changes;
  }

  private static Optional<Candidate> text(Hash id, Journal journal) {
    try {
      return journal.blob(id).map(Candidate::ofCanonical);
    } catch (RuntimeException e) {
      return Optional.empty(); // a damaged blob: `pawl verify` names it
    }
  }
}
