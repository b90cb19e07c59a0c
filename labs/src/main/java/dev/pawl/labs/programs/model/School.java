package dev.pawl.labs.programs.model;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.engine.Version;
import dev.pawl.labs.evidence.Demand;
import dev.pawl.labs.evidence.Evidence;
import dev.pawl.labs.evidence.Evidence.One;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.model.Past.Ranked;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.Fresh;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Objective;
import dev.pawl.lm.train.Progress;
import dev.pawl.lm.train.Recipe;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.Trainer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import tools.jackson.databind.json.JsonMapper;

/// Gives lessons: next token on gaps in programs that were tried, and then the guards.
final class School {

  private static final Demand DEMAND = new Demand("programs", 0.1, 0.25);
  private static final String WORDS = "words";
  private static final double WEIGHT_DECAY = 0.01;
  private static final double WARMUP = 0.05;
  private static final double CLIP = 1;
  private static final int BATCH = 8;

  private final Learning learning;
  private final Surface surface;
  private final BiPredicate<Candidate, Candidate> fits;
  private final Trainer trainer;
  private final Map<String, Vocabulary> vocabularies = new HashMap<>();

  School(
      Learning learning, Surface surface, BiPredicate<Candidate, Candidate> fits, Trainer trainer) {
    this.learning = learning;
    this.surface = surface;
    this.fits = fits;
    this.trainer = trainer;
  }

  /// Takes note of the words of a lesson, without which its version cannot be read.
  void taught(Lesson lesson) {
    List<String> words = new ArrayList<>();
    JsonMapper.shared()
        .readTree(lesson.recipe())
        .path(WORDS)
        .forEach(word -> words.add(word.asString()));
    Vocabulary vocabulary = Vocabulary.ofWords(words);
    vocabularies.put(vocabulary.name(), vocabulary);
  }

  /// The version of a lesson that it was told of.
  Infiller infiller(Version version) {
    Model model = Model.read(version.bytes());
    Vocabulary vocabulary = vocabularies.get(model.tokenizer());
    if (vocabulary == null) {
      throw new IllegalStateException(
          "the model writes %s; the lessons of this run had %s"
              .formatted(model.tokenizer(), vocabularies.keySet()));
    }
    return new Infiller(model, vocabulary, surface, fits, learning);
  }

  /// A model that knows nothing.
  private Model beginner(Vocabulary vocabulary, Draw draw) {
    Shape shape = Shape.of(learning.parameters(), vocabulary.size(), learning.context());
    return Fresh.model(shape, vocabulary.name(), draw.purpose("weights").nextLong() >>> 1);
  }

  /// A lesson that goes on from `before`, or begins; empty if there is too little to learn from, or
  /// if it was told to stop.
  Optional<Lesson> teach(Optional<Infiller> before, Past past, Draw draw, Watch watch) {
    Vocabulary vocabulary =
        before.map(Infiller::vocabulary).orElseGet(() -> Vocabulary.of(past.programs()));
    Model start = before.map(Infiller::model).orElseGet(() -> beginner(vocabulary, draw));
    Shape shape = start.shape();
    List<Ranked> ranked = past.ranked();
    Curriculum curriculum =
        new Curriculum(ranked, surface, new Prompts(vocabulary, shape.context()));
    List<Example> lessons =
        curriculum.lessons(learning.flops(), tokens -> 3 * shape.flops(tokens - 1), draw);
    Texts heldOut = curriculum.heldOut(draw);
    List<Candidate> best =
        ranked.stream()
            .filter(each -> each.quality() == Vocabulary.BEST)
            .map(Ranked::program)
            .toList();
    if (lessons.size() < BATCH || heldOut.size() == 0 || best.isEmpty()) {
      return Optional.empty();
    }
    Job job = new Job(start, recipe(lessons.size(), draw), new Texts(lessons), heldOut);
    Trained trained = trainer.train(job, progress -> tell(watch, progress), watch::isStopWanted);
    return trained.ending() instanceof Ending.Stopped
        ? Optional.empty()
        : Optional.of(judged(trained, vocabulary, ranked.size(), lessons.size(), best, past, draw));
  }

  private Recipe recipe(int lessons, Draw draw) {
    return new Recipe(
        new Objective.NextToken(),
        Recipe.Optimizer.MUON,
        Recipe.Schedule.WSD,
        learning.learningRate(),
        WEIGHT_DECAY,
        WARMUP,
        CLIP,
        BATCH,
        Math.ceilDiv(lessons, BATCH),
        draw.purpose("recipe").nextLong() >>> 1);
  }

  private static void tell(Watch watch, Progress progress) {
    watch.tell(
        String.format(
            Locale.ROOT,
            "a model of programs learns: step %d of %d, loss %.3f",
            progress.step(),
            progress.steps(),
            progress.loss()));
  }

  private Lesson judged(
      Trained trained,
      Vocabulary vocabulary,
      int programs,
      int lessons,
      List<Candidate> best,
      Past past,
      Draw draw) {
    Map<String, Object> how = new TreeMap<>();
    how.put(WORDS, vocabulary.words());
    how.put("texts", lessons);
    how.put("programs", programs);
    how.put("learningRate", learning.learningRate());
    return DEMAND.lesson(
        trained,
        how,
        () -> ask(trained.model(), vocabulary, best, past, draw.purpose("evidence")),
        past.first(),
        past.last());
  }

  /// What it does with the best programs, in one try each.
  ///
  /// @param best at least one
  private Evidence ask(
      Model model, Vocabulary vocabulary, List<Candidate> best, Past past, Draw draw) {
    Infiller infiller = new Infiller(model, vocabulary, surface, fits, learning);
    List<One> samples = new ArrayList<>();
    for (int i = 0; i < Evidence.SAMPLES; i++) {
      samples.add(infiller.attempt(best.get(i % best.size()), draw.purpose("sample " + i)));
    }
    return Evidence.of(samples, child -> past.known().has(child, past.last()));
  }
}
