package dev.pawl.labs.redqueen.model;

import dev.pawl.engine.Contest;
import dev.pawl.labs.redqueen.model.Learning.Squared;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// By which recipe lessons are given, and how far the search for a better one has come. Each lesson
/// in the journal holds it.
///
/// @param recipe in use
/// @param open the recipe that is set against it now
/// @param attempts that there were, with the open one
/// @param flops of the whole search so far
record Syllabus(Recipe recipe, Optional<Open> open, int attempts, long flops) {

  /// What a lesson calls it.
  static final String KEY = "squared";

  /// A recipe that is set against the one in use.
  ///
  /// @param differences what was seen so far, from −1 to 1
  record Open(Recipe recipe, List<Double> differences) {
    Open {
      differences = List.copyOf(differences);
    }

    Open with(double difference) {
      List<Double> more = new ArrayList<>(differences);
      more.add(difference);
      return new Open(recipe, more);
    }
  }

  /// The recipe that people wrote.
  static Syllabus beginning(Recipe recipe) {
    return new Syllabus(recipe, Optional.empty(), 0, 0);
  }

  Syllabus spending(long more) {
    return new Syllabus(recipe, open, attempts, flops + more);
  }

  Syllabus opening(Recipe contender) {
    return new Syllabus(recipe, Optional.of(new Open(contender, List.of())), attempts + 1, flops);
  }

  Syllabus seeing(double difference) {
    return new Syllabus(recipe, open.map(o -> o.with(difference)), attempts, flops);
  }

  /// After a contest, with the recipe that won it.
  Syllabus decided(Recipe winner) {
    return new Syllabus(winner, Optional.empty(), attempts, flops);
  }

  /// How the open contest stands.
  Contest contest(Squared squared) {
    Open now = open.orElseThrow();
    Contest contest =
        new Contest(
            squared.alpha(),
            attempts,
            squared.futility(),
            squared.pairs(),
            recipe.candidate().id(),
            now.recipe().candidate().id());
    now.differences().forEach(contest::observe);
    return contest;
  }

  /// As a lesson holds it.
  Map<String, Object> describe() {
    Map<String, Object> how = new TreeMap<>();
    how.put("recipe", RecipeWriter.text(recipe));
    how.put("attempts", attempts);
    how.put("flops", flops);
    open.ifPresent(o ->
        how.put(
            "open",
            new TreeMap<>(
                Map.of("recipe", RecipeWriter.text(o.recipe()), "differences", o.differences()))));
    return how;
  }

  /// What a lesson holds; empty if it holds none.
  ///
  /// @param lesson as canonical JSON
  static Optional<Syllabus> read(String lesson) {
    JsonNode how = JsonMapper.shared().readTree(lesson).path(KEY);
    if (how.isMissingNode()) {
      return Optional.empty();
    }
    Optional<Open> open = Optional.empty();
    if (how.has("open")) {
      List<Double> differences = new ArrayList<>();
      how.path("open").path("differences").forEach(each -> differences.add(each.asDouble()));
      open = Optional.of(new Open(recipe(how.path("open")), differences));
    }
    return Optional.of(
        new Syllabus(recipe(how), open, how.path("attempts").asInt(), how.path("flops").asLong()));
  }

  /// A recipe that was taken into use by a lesson.
  record Change(Recipe parent, Recipe child) {}

  /// The one that `lesson` took into use; empty if it went on with the one before.
  static Optional<Change> change(String lesson) {
    for (JsonNode each : JsonMapper.shared().readTree(lesson).path(KEY).path("decided")) {
      if (each.path("won").asBoolean()) {
        return Optional.of(new Change(recipe(each.path("parent")), recipe(each)));
      }
    }
    return Optional.empty();
  }

  private static Recipe recipe(JsonNode node) {
    JsonNode text = node.isString() ? node : node.path("recipe");
    return switch (RecipeReader.read(text.asString(""))) {
      case Reading.Read(var recipe) -> recipe;
      case Reading.Unreadable unreadable ->
          throw new IllegalStateException("a lesson holds no recipe: " + unreadable.reason());
    };
  }
}
