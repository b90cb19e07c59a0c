package dev.pawl.labs.squared;

import dev.pawl.Hash;
import dev.pawl.Proposer;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Split;
import dev.pawl.engine.Lab;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.labs.squared.Options.Rung;
import dev.pawl.labs.squared.operators.Operators;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.task.Grammar;
import dev.pawl.labs.squared.task.Hidden;
import dev.pawl.labs.squared.task.Markov;
import dev.pawl.labs.squared.task.Modular;
import dev.pawl.labs.squared.task.Recall;
import dev.pawl.labs.squared.task.Source;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.labs.squared.task.Text;
import dev.pawl.propose.Proposers;
import dev.pawl.study.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the section `squared` of a study.
///
/// A task is `markov`, `hidden`, `grammar`, `recall`, `modular`, `redcode`, or the path of a text
/// file. Behind a name may stand `@` and a number, which makes it another source of that kind, and
/// `x2`, which makes its models twice as wide and as deep: `grammar@7x2`.
public final class SquaredStudy {

  private static final List<String> KINDS =
      List.of("markov", "hidden", "grammar", "recall", "modular", "redcode");

  private static final Pattern NAME = Pattern.compile("([a-z]+)(?:@([0-9]{1,9}))?(?:x([1-8]))?");

  private SquaredStudy() {}

  /// The lab that the section describes. Problems are kept in the section; then the lab is of no
  /// use.
  public static Lab lab(Section section, Proposers proposers, long seed) {
    int context = section.integer("context", 32, 8, 1024);
    List<Task> search = tasks(section, "tasks", List.of("markov", "recall"), context);
    List<Task> select = tasks(section, "select", List.of("markov@101", "recall@101"), context);
    List<Recipe> start = recipes(section);
    Options options =
        new Options(
            start,
            search,
            select,
            rungs(section),
            section.integer("brackets", 1, 1, 1000),
            section.integer("select-seeds", 3, 1, 100));
    checkInputs(section, search, select, start);
    List<Proposer> chosen = proposers.among(Operators.all(start));
    return new Squared(options, chosen, proposers.choice(chosen), seed);
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

  private static List<Task> tasks(Section section, String key, List<String> fallback, int context) {
    List<Task> tasks = new ArrayList<>();
    for (String name : section.namesOrPaths(key, fallback, SquaredStudy::isKind)) {
      task(section, key, name, context).ifPresent(tasks::add);
    }
    return tasks.isEmpty()
        ? List.of(Task.of(new Markov(2, 16, 1), context, 1, 1))
        : tasks.stream().distinct().toList();
  }

  private static boolean isKind(String text) {
    Matcher name = NAME.matcher(text);
    return name.matches() && KINDS.contains(name.group(1));
  }

  private static Optional<Task> task(Section section, String key, String name, int context) {
    if (!isKind(name)) {
      try {
        Path path = Path.of(name);
        return Optional.of(
            checked(
                section,
                key,
                Text.of(String.valueOf(path.getFileName()), Files.readString(path)),
                context,
                1,
                1));
      } catch (IOException e) {
        section.problem(
            key,
            "names %s, which is none of %s, and cannot be read as a text: %s"
                .formatted(name, KINDS, e.getMessage()));
        return Optional.empty();
      }
    }
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new AssertionError("every kind matches");
    }
    int scale = parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3));
    long number = parts.group(2) == null ? 1 : Long.parseLong(parts.group(2));
    String kind = parts.group(1);
    return Optional.of(checked(section, key, source(kind, number), context, scale, number));
  }

  private static Task checked(
      Section section, String key, Source source, int context, int scale, long number) {
    Task task = Task.of(source, context, scale, number);
    try {
      task.exams();
    } catch (IllegalArgumentException e) {
      section.problem(key, String.valueOf(e.getMessage()));
    }
    return task;
  }

  private static Source source(String kind, long seed) {
    return switch (kind) {
      case "markov" -> new Markov(2, 16, seed);
      case "hidden" -> new Hidden(8, 16, seed);
      case "grammar" -> new Grammar(6, 16, seed);
      case "recall" -> new Recall(6, 12, 12);
      case "modular" -> new Modular(13);
      case "redcode" ->
          Text.of(
              "redcode",
              Hill.house(Split.SEARCH).warriors().stream()
                  .map(w -> RedcodeText.write(w, Settings.STANDARD))
                  .collect(Collectors.joining("\n")));
      default -> throw new IllegalArgumentException("there is no task " + kind);
    };
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
