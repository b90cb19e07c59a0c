package dev.pawl.labs.squared;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.Proposer;
import dev.pawl.engine.Gating;
import dev.pawl.engine.Lab;
import dev.pawl.labs.programs.writer.RemoteModels;
import dev.pawl.labs.squared.Options.Rung;
import dev.pawl.labs.squared.Sealing.Kind;
import dev.pawl.labs.squared.model.Learner;
import dev.pawl.labs.squared.model.Learning;
import dev.pawl.labs.squared.operators.Operators;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.operators.Slot;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.labs.squared.writer.RecipeWriting;
import dev.pawl.lm.formula.Formula;
import dev.pawl.propose.Proposers;
import dev.pawl.study.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the section `squared` of a study.
public final class SquaredStudy {

  private static final int TASKS = 24;
  private static final int FUTILITY = 6;
  private static final int AUDIT = 4;

  private SquaredStudy() {}

  /// The lab that the section describes. Problems are kept in the section; then the lab is of no
  /// use.
  ///
  /// @param models who write recipes, too
  public static Lab lab(
      Section section, Proposers proposers, long seed, Optional<RemoteModels> models) {
    int context = section.integer("context", 32, 8, 1024);
    List<Task> search = Tasks.of(section, "tasks", List.of("markov", "recall"), context);
    List<Task> select = Tasks.of(section, "select", List.of("markov@101", "recall@101"), context);
    if (search.isEmpty()) {
      section.problem("tasks", "are none; give at least one to score recipes on");
      search = List.of(Tasks.standard(context));
    }
    Scope scope = Scope.named(section.oneOf("search", Scope.ALL.word(), Scope.words()));
    List<Recipe> given = recipes(section);
    int sources = search.stream().mapToInt(Task::sources).max().orElseThrow();
    List<Recipe> start =
        scope.starts(given.stream().map(recipe -> mixed(recipe, sources)).toList());
    List<Rung> rungs = rungs(section);
    Optional<Sealing> sealing = sealing(section, context, rungs.getLast().flops());
    Options options =
        new Options(
            start,
            search,
            select,
            rungs,
            section.integer("brackets", 1, 1, 1000),
            section.integer("select-seeds", 2, 1, 100),
            section.flag("tuned", true),
            section.flag("reversals", true),
            sealing);
    checkInputs(section, search, select, sealing, start);
    Optional<Learning> learning = learning(section.section("model"));
    List<Proposer> all = new ArrayList<>(Operators.all(start, scope));
    learning.ifPresent(_ -> all.addAll(Learner.proposers()));
    models.ifPresent(
        remote -> all.addAll(RecipeWriting.all(remote, task(options), scope, start.getFirst())));
    List<Proposer> chosen = proposers.among(all);
    Minds minds = new Minds(scope, start, chosen, proposers.choice(chosen), learning, models);
    return new Squared(options, minds, seed);
  }

  /// With a mix of so many sources that can be changed.
  private static Recipe mixed(Recipe recipe, int sources) {
    Recipe mixed = recipe;
    List<Slot> slots = List.of(Slot.MIX, Slot.SECOND, Slot.THIRD);
    for (int i = 0; i < sources - 1; i++) {
      Formula even = Formula.of(Math.round(1000.0 / (sources - i)) / 1000.0);
      mixed = slots.get(i).with(mixed, recipe.data().mix(i).orElse(even));
    }
    return mixed;
  }

  /// What remote models are told.
  private static String task(Options options) {
    return "Models are trained with %.1e FLOPs on each of these tasks: %s. Less than %d or more than %,d steps are refused."
        .formatted(
            (double) options.rungs().getFirst().flops(),
            options.search().stream().map(Task::name).collect(Collectors.joining(", ")),
            Plan.STEPS_MIN,
            Plan.STEPS_MAX);
  }

  /// How a model learns; empty if its lessons have no FLOPs.
  private static Optional<Learning> learning(Section model) {
    long flops = model.longInteger("flops", 0, 0, 1_000_000_000_000_000_000L);
    Learning learning =
        new Learning(
            flops,
            model.integer("scale", 1, 1, 8),
            model.integer("synthetic", 512, 32, 100_000),
            model.decimal("temperature", 0.9, 0.01, 10),
            model.decimal("top-p", 0.98, 0.01, 1));
    if (flops > 0 && flops < 1_000_000_000L) {
      model.problem("flops", "must be 0, for no model, or 1e9 or more");
    }
    return flops == 0 ? Optional.empty() : Optional.of(learning);
  }

  /// What the section `gate` says, where a task is two trainings.
  public static Gating gating(Section gate, long seed) {
    return Gating.of(gate, TASKS, FUTILITY, AUDIT, seed);
  }

  /// Empty where no sealed task is named.
  private static Optional<Sealing> sealing(Section section, int context, long flops) {
    List<Kind> kinds = Tasks.sealed(section, "sealed", List.of("grammar", "hidden"));
    int scale = section.integer("sealed-scale", 2, 1, 8);
    long each =
        section.longInteger("sealed-flops", 2 * flops, 1_000_000, 1_000_000_000_000_000_000L);
    double unit = section.decimal("sealed-unit", 0.1, 1e-6, 20);
    int reachSeeds = section.integer("reach-seeds", 1, 0, 100);
    return kinds.isEmpty()
        ? Optional.empty()
        : Optional.of(new Sealing(kinds, context, scale, each, unit, reachSeeds));
  }

  private static List<Rung> rungs(Section section) {
    int count = section.integer("rungs", 2, 1, 6);
    int candidates = section.integer("candidates", 16, 1, 1_000_000);
    int keep = section.integer("keep", 4, 2, 100);
    long flops = section.longInteger("flops", 5_000_000_000L, 1_000_000, 1_000_000_000_000_000L);
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
    for (String place : section.namesOrPaths("start", References.TRAINING, References::has)) {
      if (References.has(place)) {
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
      Section section,
      List<Task> search,
      List<Task> select,
      Optional<Sealing> sealing,
      List<Recipe> start) {
    StringBuilder text = new StringBuilder();
    start.forEach(recipe -> text.append(RecipeWriter.text(recipe)));
    List<Task> sealed = new ArrayList<>();
    sealing.ifPresent(
        s -> s.kinds().forEach(kind -> sealed.add(s.task(kind, Draw.of(0, 0, "inputs")))));
    for (List<Task> tasks : List.of(search, select, sealed)) {
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
