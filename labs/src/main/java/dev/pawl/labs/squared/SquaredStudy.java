package dev.pawl.labs.squared;

import dev.pawl.Hash;
import dev.pawl.Proposer;
import dev.pawl.engine.Lab;
import dev.pawl.labs.squared.Options.Rung;
import dev.pawl.labs.squared.operators.Operators;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.propose.Proposers;
import dev.pawl.study.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the section `squared` of a study.
public final class SquaredStudy {

  private SquaredStudy() {}

  /// The lab that the section describes. Problems are kept in the section; then the lab is of no
  /// use.
  public static Lab lab(Section section, Proposers proposers, long seed) {
    int context = section.integer("context", 32, 8, 1024);
    List<Task> search = Tasks.of(section, "tasks", List.of("markov", "recall"), context);
    List<Task> select = Tasks.of(section, "select", List.of("markov@101", "recall@101"), context);
    if (search.isEmpty()) {
      section.problem("tasks", "are none; give at least one to score recipes on");
      search = List.of(Tasks.standard(context));
    }
    Scope scope = Scope.named(section.oneOf("search", Scope.ALL.word(), Scope.words()));
    List<Recipe> start = scope.starts(recipes(section));
    Options options =
        new Options(
            start,
            search,
            select,
            rungs(section),
            section.integer("brackets", 1, 1, 1000),
            section.integer("select-seeds", 3, 1, 100));
    checkInputs(section, search, select, start);
    List<Proposer> chosen = proposers.among(Operators.all(start, scope));
    return new Squared(options, new Minds(scope, chosen, proposers.choice(chosen)), seed);
  }

  private static List<Rung> rungs(Section section) {
    int count = section.integer("rungs", 3, 1, 6);
    int candidates = section.integer("candidates", 32, 1, 1_000_000);
    int keep = section.integer("keep", 4, 2, 100);
    long flops = section.longInteger("flops", 10_000_000_000L, 1_000_000, 1_000_000_000_000_000L);
    int seeds = section.integer("seeds", 2, 1, 100);
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int left = Math.max(1, (int) (candidates / StrictMath.pow(keep, i)));
      long each = (long) (flops * StrictMath.pow(keep, i));
      rungs.add(new Rung(left, each, i == count - 1 ? seeds : 1));
    }
    return rungs;
  }

  private static List<Recipe> recipes(Section section) {
    List<Recipe> recipes = new ArrayList<>();
    for (String place :
        section.namesOrPaths("start", References.TRAINING, References.TRAINING::contains)) {
      if (References.TRAINING.contains(place)) {
        recipes.add(References.recipe(place));
        continue;
      }
      try {
        switch (RecipeReader.read(Files.readString(Path.of(place)))) {
          case Reading.Read(var recipe) -> recipes.add(recipe);
          case Reading.Unreadable(var errors) ->
              errors.forEach(error -> section.problem("start", place + ":" + error));
        }
      } catch (IOException e) {
        section.problem(
            "start", "names %s, which cannot be read: %s".formatted(place, e.getMessage()));
      }
    }
    return recipes.isEmpty() ? List.of(References.recipe(References.TRAINING.getFirst())) : recipes;
  }

  /// The journal keeps a hash of recipes and tasks, so that a run does not go on with others.
  private static void checkInputs(
      Section section, List<Task> search, List<Task> select, List<Recipe> start) {
    StringBuilder text = new StringBuilder();
    start.forEach(recipe -> text.append(RecipeWriter.text(recipe)));
    for (List<Task> tasks : List.of(search, select)) {
      tasks.forEach(task -> text.append(task.name()).append(task.exams()));
      text.append("--\n");
    }
    String now = Hash.of(text.toString()).toString();
    String given = section.text("inputs", now);
    if (!given.equals(now)) {
      section.problem(
          "inputs",
          "was %s, but the recipes and texts that start, tasks and select name have %s now: they were changed"
              .formatted(given, now));
    }
  }
}
