package dev.pawl.labs.redqueen.model;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.corewar.Settings;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.engine.Version;
import dev.pawl.labs.redqueen.model.Past.Ranked;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.train.Corpus;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pair;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.Fresh;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Objective;
import dev.pawl.lm.train.Recipe;
import dev.pawl.lm.train.Recipe.Schedule;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Gives lessons: a phase of next-token learning, then perhaps one of preferences, then the guards.
final class School {

  static final double WEIGHT_DECAY = 0.01;
  static final double WARMUP = 0.05;
  static final double CLIP = 1;
  private static final double PREFERENCE_RATE = 0.1;
  private static final int HELD_OUT_PAIRS = 16;

  private final Learning learning;
  private final Grammars grammars;
  private final Settings settings;
  private final Trainer trainer;

  School(Learning learning, Grammars grammars, Settings settings, Trainer trainer) {
    this.learning = learning;
    this.grammars = grammars;
    this.settings = settings;
    this.trainer = trainer;
  }

  /// A model that knows nothing.
  Model beginner(long seed) {
    RedcodeTokens alphabet = grammars.alphabet();
    Shape shape = Shape.of(learning.parameters(), alphabet.vocabulary(), learning.context());
    return Fresh.model(shape, alphabet.name(), seed);
  }

  /// What is learned from, for a model that can read so far.
  ///
  /// @param past at least one
  Curriculum curriculum(Model model, List<Ranked> past) {
    Prompts prompts = new Prompts(grammars.alphabet(), model.shape().context());
    return new Curriculum(past, prompts, settings.coreSize(), learning.replay(), learning.best());
  }

  /// A lesson; empty if it was told to stop. Its tickets are left 0.
  ///
  /// @param past at least one
  /// @param written the recipe that it is given by; empty for the study's choices
  /// @param found what else there is to tell, for the lesson's description
  Optional<Lesson> teach(
      Model start,
      List<Ranked> past,
      Optional<dev.pawl.labs.squared.recipe.Recipe> written,
      Map<String, Object> found,
      Draw draw,
      Watch watch) {
    Curriculum curriculum = curriculum(start, past);
    List<Example> texts = curriculum.texts(learning.tokens(), draw);
    Corpus.Texts heldOut = curriculum.heldOut(draw.purpose("held out"));
    Recipe recipe = recipe(new Objective.NextToken(), learning.learningRate(), texts.size(), draw);
    Job plain = new Job(start, recipe, new Corpus.Texts(texts), heldOut);
    Job first = written.flatMap(w -> drill(w, start, curriculum, heldOut, draw)).orElse(plain);
    Trained trained = train(first, "texts", watch);
    if (trained.ending() instanceof Ending.Stopped) {
      return Optional.empty();
    }
    List<Recipe> recipes = new ArrayList<>(List.of(first.recipe()));
    long flops = trained.flops();
    Model model = trained.model();
    Optional<String> failure = trained.ending().failure();
    List<Pair> preferences = failure.isEmpty() ? curriculum.pairs(learning.pairs()) : List.of();
    if (preferences.size() > HELD_OUT_PAIRS) {
      Job job = preferring(model, preferences, draw);
      Trained preferring = train(job, "pairs", watch);
      if (preferring.ending() instanceof Ending.Stopped) {
        return Optional.empty();
      }
      recipes.add(job.recipe());
      flops += preferring.flops();
      model = preferring.model();
      failure = preferring.ending().failure();
    }
    Map<String, Object> how =
        describe(recipes, texts(first.corpus()), preferences, past, curriculum);
    how.putAll(found);
    return Optional.of(judged(model, curriculum, trained, failure, how, flops, draw));
  }

  /// With as many FLOPs as people's recipe needs for the texts of a lesson.
  private Optional<Job> drill(
      dev.pawl.labs.squared.recipe.Recipe written,
      Model start,
      Curriculum curriculum,
      Corpus.Texts heldOut,
      Draw draw) {
    List<Example> plain = curriculum.texts(learning.tokens(), draw);
    long flops = Drill.flops(Drill.human(learning), start.shape(), plain, learning.batch());
    List<Example> enough = curriculum.texts(RecipeSearch.TEXTS_FACTOR * learning.tokens(), draw);
    return Drill.job(written, start, enough, heldOut, learning.batch(), flops);
  }

  private static List<Example> texts(Corpus corpus) {
    return switch (corpus) {
      case Corpus.Texts(var examples) -> examples;
      case Corpus.Pairs _ -> List.of();
    };
  }

  private Lesson judged(
      Model model,
      Curriculum curriculum,
      Trained trained,
      Optional<String> failure,
      Map<String, Object> how,
      long flops,
      Draw draw) {
    Optional<String> refused = failure;
    long spent = flops;
    if (failure.isEmpty()) {
      Writer writer = new Writer(model, grammars, settings, learning.sampling());
      Evidence evidence =
          Evidence.of(
              writer,
              curriculum.warriors(),
              curriculum.tooLong(),
              trained.lossBefore(),
              trained.lossAfter(),
              settings,
              draw.purpose("guards"));
      refused = Guards.refusal(evidence);
      spent += evidence.flops();
    }
    return new Lesson(
        new Version(model.bytes()),
        JsonMapper.shared().writeValueAsString(how),
        0,
        0,
        trained.lossBefore(),
        trained.lossAfter(),
        Cost.flops(spent),
        refused);
  }

  private Job preferring(Model model, List<Pair> pairs, Draw draw) {
    Recipe recipe =
        recipe(
            new Objective.Preference(Objective.Loss.DPO, learning.beta()),
            learning.learningRate() * PREFERENCE_RATE,
            pairs.size() - HELD_OUT_PAIRS,
            draw.purpose("pairs"));
    return new Job(
        model,
        recipe,
        new Corpus.Pairs(pairs.subList(HELD_OUT_PAIRS, pairs.size())),
        new Corpus.Pairs(pairs.subList(0, HELD_OUT_PAIRS)));
  }

  private Trained train(Job job, String phase, Watch watch) {
    return trainer.train(
        job,
        progress ->
            watch.tell(
                String.format(
                    Locale.ROOT,
                    "learning %s: step %d of %d, loss %.3f",
                    phase,
                    progress.step(),
                    progress.steps(),
                    progress.loss())),
        watch::isStopWanted);
  }

  private Recipe recipe(Objective objective, double learningRate, int examples, Draw draw) {
    return new Recipe(
        objective,
        learning.optimizer(),
        Schedule.WSD,
        learningRate,
        WEIGHT_DECAY,
        WARMUP,
        CLIP,
        Math.min(learning.batch(), examples),
        Math.ceilDiv(examples, learning.batch()),
        draw.purpose("recipe").nextLong() >>> 1);
  }

  private Map<String, Object> describe(
      List<Recipe> recipes,
      List<Example> texts,
      List<Pair> pairs,
      List<Ranked> past,
      Curriculum curriculum) {
    Map<String, Object> how = new TreeMap<>();
    how.put("arm", learning.arm().toString());
    how.put("warriors", past.size());
    how.put("trained", curriculum.warriors().size());
    how.put("texts", texts.size());
    how.put("tokens", texts.stream().mapToLong(text -> text.tokens().size()).sum());
    how.put("pairs", pairs.size());
    how.put("replay", learning.replay());
    how.put("best", learning.best());
    how.put("phases", recipes.stream().map(School::describe).toList());
    return how;
  }

  private static Map<String, Object> describe(Recipe recipe) {
    Map<String, Object> how = new TreeMap<>();
    how.put("objective", recipe.objective().toString());
    how.put("optimizer", recipe.optimizer().toString());
    how.put("schedule", recipe.schedule().toString());
    how.put("learningRate", recipe.learningRate());
    how.put("weightDecay", recipe.weightDecay());
    how.put("warmup", recipe.warmup());
    how.put("clip", recipe.clip());
    how.put("batch", recipe.batch());
    how.put("steps", recipe.steps());
    how.put("seed", recipe.seed());
    return how;
  }
}
