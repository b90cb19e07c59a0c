package dev.pawl.labs.squared.model;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.engine.Version;
import dev.pawl.labs.evidence.Demand;
import dev.pawl.labs.evidence.Evidence;
import dev.pawl.labs.squared.model.Teacher.Course;
import dev.pawl.labs.squared.operators.Operators;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.lm.Model;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.Trained;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Gives lessons: a new model, trained with the best recipe that the run has found; with the
/// reference, where that cannot be carried out, diverges, or gives a version that may not propose.
final class School {

  /// The most tokens of a recipe; longer ones are not learned from.
  static final int CONTEXT = 384;

  private static final Demand DEMAND = new Demand("recipes", 0.2, 0.2);
  private static final String REFERENCE = References.TRAINING.getFirst();

  private final Learning learning;
  private final RecipeTokens tokens;
  private final Scope scope;
  private final List<Recipe> start;
  private final Teacher teacher;

  School(Learning learning, RecipeTokens tokens, Scope scope, List<Recipe> start, Teacher teacher) {
    this.learning = learning;
    this.tokens = tokens;
    this.scope = scope;
    this.start = List.copyOf(start);
    this.teacher = teacher;
  }

  Author author(Version version) {
    return author(Model.read(version.bytes()));
  }

  private Author author(Model model) {
    return new Author(model, tokens, learning);
  }

  /// A lesson after `round`; empty if it was told to stop.
  Optional<Lesson> teach(Past past, int round, Draw draw, Watch watch) {
    Curriculum curriculum =
        new Curriculum(
            past.ranked(),
            start,
            Operators.random(start, scope),
            learning.synthetic(),
            tokens,
            CONTEXT,
            draw);
    Course course =
        new Course(
            tokens.name(),
            Alphabet.size(),
            CONTEXT,
            learning.scale(),
            i -> curriculum.lesson(draw.purpose("lesson " + i)),
            curriculum.length(),
            curriculum.heldOut(),
            learning.flops(),
            draw.purpose("weights").nextLong() >>> 1);
    Recipe reference = References.recipe(REFERENCE);
    Optional<Recipe> best = past.best(round).map(School::standard);
    if (best.isPresent()) {
      Optional<Trained> trained = teacher.train(best.get(), course, watch);
      if (trained.isPresent() && trained.get().ending() instanceof Ending.Stopped) {
        return Optional.empty();
      }
      Optional<Lesson> lesson =
          trained.map(t -> judged(t, "the best of round " + round, best.get(), past, draw));
      if (lesson.filter(each -> each.refused().isEmpty()).isPresent()) {
        return lesson;
      }
      long lost = lesson.map(each -> each.cost().flops()).orElse(0L);
      return byReference(reference, course, past, lost, draw, watch);
    }
    return byReference(reference, course, past, 0, draw, watch);
  }

  /// @param lost what was spent before
  private Optional<Lesson> byReference(
      Recipe reference, Course course, Past past, long lost, Draw draw, Watch watch) {
    Trained trained =
        teacher
            .train(reference, course, watch)
            .orElseThrow(() ->
                new IllegalStateException(
                    "a lesson of %,d FLOPs is too short for %s; give squared.model.flops more"
                        .formatted(learning.flops(), REFERENCE)));
    if (trained.ending() instanceof Ending.Stopped) {
      return Optional.empty();
    }
    Lesson lesson = judged(trained, REFERENCE, reference, past, draw);
    return Optional.of(
        new Lesson(
            lesson.version(),
            lesson.recipe(),
            lesson.fromTicket(),
            lesson.toTicket(),
            lesson.lossBefore(),
            lesson.lossAfter(),
            lesson.cost().plus(Cost.flops(lost)),
            lesson.refused()));
  }

  private Lesson judged(Trained trained, String by, Recipe recipe, Past past, Draw draw) {
    Map<String, Object> how = new TreeMap<>();
    how.put("by", by);
    how.put("recipe", recipe.candidate().id().toString());
    how.put("tried", past.known().size());
    how.put("synthetic", learning.synthetic());
    return DEMAND.lesson(
        trained,
        how,
        () -> ask(author(trained.model()), past, draw.purpose("evidence")),
        past.first(),
        past.last());
  }

  /// What it writes, once each.
  Evidence ask(Author author, Past past, Draw draw) {
    Set<Hash> known = past.known();
    return Evidence.of(author.samples(Evidence.SAMPLES, draw), each -> known.contains(each.id()));
  }

  /// With a model that can be decoded: the reference's, where the recipe's own is of no standard
  /// architecture.
  private static Recipe standard(Recipe recipe) {
    return new Recipe(
        recipe.model().isStandard() ? recipe.model() : References.recipe(REFERENCE).model(),
        recipe.data(),
        recipe.token(),
        recipe.pair(),
        recipe.rule(),
        recipe.schedule());
  }
}
