package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.labs.redqueen.model.Learning.Arm;
import dev.pawl.labs.redqueen.model.Learning.Squared;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.lm.Model;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.TorchTrainer;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.Trainer;
import dev.pawl.propose.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// With real trainings of tiny models.
class RecipeSearchTest {

  private static final Trainer TRAINER = new TorchTrainer(1);

  /// So patient with chance that few pairs are enough.
  private static final Squared SQUARED = new Squared(0.9, 2, 0.5, 0.4, 2, 6, 0.001, 0, 1);

  /// For some searches and a contest.
  private static final double ENOUGH = 6e10;

  private static Learning learning(Arm arm, double rate, Squared squared) {
    return Pupils.with(Pupils.with(Pupils.learning(arm), 4_000, rate, 0), arm, squared);
  }

  private static LearningImprover improver(Learning learning) {
    List<Proposer> proposers = new ArrayList<>(Operators.all(Pupils.SETTINGS));
    proposers.addAll(LearningImprover.proposers(Pupils.SETTINGS));
    return new LearningImprover(
        learning,
        Pupils.SETTINGS,
        Pupils.AXES,
        proposers,
        Choice.adaptive(),
        TRAINER,
        (writer, workers) -> List.of(),
        1);
  }

  /// Lessons of so many rounds with the same trials, told to the improver as the engine does.
  private static List<Lesson> lessons(LearningImprover improver, int rounds, Watch watch) {
    Pupils.trials(120).forEach(improver::observe);
    List<Lesson> lessons = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      Lesson lesson = improver.learn(round, watch).orElseThrow();
      lessons.add(lesson);
      improver.taught(lesson);
      if (lesson.refused().isEmpty()) {
        improver.goOnFrom(lesson.version());
      }
    }
    return lessons;
  }

  private static JsonNode squared(Lesson lesson) {
    return JsonMapper.shared().readTree(lesson.recipe()).path(Syllabus.KEY);
  }

  private static Watch withCompute(double compute) {
    return new Watch() {
      @Override
      public void tell(String progress) {}

      @Override
      public double compute() {
        return compute;
      }

      @Override
      public boolean isStopWanted() {
        return false;
      }
    };
  }

  @Test
  void job_byPeoplesRecipe_trainsAsTheStudysChoicesDo() {
    Learning learning = learning(Arm.FULL, 0.01, SQUARED);
    Model start = Pupils.beginner(Pupils.grammars());
    Past past = new Past(Pupils.AXES, Past.BEST);
    Pupils.trials(120).forEach(past::add);
    School school = new School(learning, Pupils.grammars(), Pupils.SETTINGS, TRAINER);
    Curriculum curriculum = school.curriculum(start, past.ranked());
    Draw draw = Draw.of(1, 1, "lesson");
    List<Example> texts = curriculum.texts(4_000, draw);
    Texts heldOut = curriculum.heldOut(draw.purpose("held out"));
    Recipe human = Drill.human(learning);
    long flops = Drill.flops(human, start.shape(), texts, learning.batch());

    Job job =
        Drill.job(human, start, curriculum.texts(12_000, draw), heldOut, learning.batch(), flops)
            .orElseThrow();
    Trained drilled = TRAINER.train(job, _ -> {}, () -> false);
    Lesson plain =
        school
            .teach(start, past.ranked(), Optional.empty(), Map.of(), draw, Pupils.patient())
            .orElseThrow();

    assertThat(job.corpus()).isEqualTo(new Texts(texts));
    assertThat(drilled.curve().getLast().flops()).isEqualTo(flops);
    assertThat(drilled.lossBefore()).isEqualTo(plain.lossBefore());
    // the schedules differ by a step, and the order of texts is another one
    assertThat(drilled.lossAfter()).isCloseTo(plain.lossAfter(), within(0.15));
  }

  @Test
  void job_ofARecipeWithCheaperUpdates_hasMoreTextsAndNoMoreFlops() {
    Learning learning = learning(Arm.FULL, 0.01, SQUARED);
    Model start = Pupils.beginner(Pupils.grammars());
    Past past = new Past(Pupils.AXES, Past.BEST);
    Pupils.trials(60).forEach(past::add);
    Curriculum curriculum =
        new School(learning, Pupils.grammars(), Pupils.SETTINGS, TRAINER)
            .curriculum(start, past.ranked());
    Draw draw = Draw.of(1, 1, "lesson");
    List<Example> texts = curriculum.texts(4_000, draw);
    Recipe human = Drill.human(learning);
    Recipe lion = RecipeSearch.within(human, References.recipe("lion"));
    long flops = Drill.flops(human, start.shape(), texts, 8);

    Job job =
        Drill.job(lion, start, curriculum.texts(12_000, draw), curriculum.heldOut(draw), 8, flops)
            .orElseThrow();

    assertThat(lion.model()).isEqualTo(human.model());
    assertThat(job.corpus().size()).isGreaterThan(texts.size());
    assertThat(Drill.flops(lion, start.shape(), ((Texts) job.corpus()).examples(), 8))
        .isBetween((long) (0.95 * flops), flops);
  }

  @Test
  void learn_fromASlowRecipe_promotesABetterOneAndMeasuresEachChangedLineOnce() {
    LearningImprover improver = improver(learning(Arm.FULL, 1e-4, SQUARED));
    Pupils.trials(120).forEach(improver::observe);
    List<Lesson> lessons = new ArrayList<>();
    List<List<Measurement>> measured = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(1)) {
      for (double compute : List.of(1.0, ENOUGH, 1.0)) {
        Lesson lesson = improver.learn(lessons.size() + 1, withCompute(compute)).orElseThrow();
        lessons.add(lesson);
        improver.taught(lesson);
        improver.goOnFrom(lesson.version());
        measured.add(improver.measure(lessons.size(), workers));
      }
    }

    JsonNode decided =
        squared(lessons.get(1))
            .path("decided")
            .valueStream()
            .filter(each -> each.path("won").asBoolean())
            .findFirst()
            .orElseThrow();
    assertThat(decided.path("evidence").asDouble())
        .isGreaterThanOrEqualTo(decided.path("needed").asDouble());
    assertThat(decided.path("gain").asDouble()).isPositive();
    String inUse = squared(lessons.getLast()).path("recipe").asString();
    assertThat(inUse).isEqualTo(decided.path("recipe").asString());
    assertThat(inUse).isNotEqualTo(squared(lessons.getFirst()).path("recipe").asString());
    assertThat(RecipeReader.read(inUse))
        .isInstanceOfSatisfying(
            Reading.Read.class, read -> assertThat(read.recipe().model().isStandard()).isTrue());
    assertThat(measured.get(0)).isEmpty();
    assertThat(measured.get(2)).isEmpty();
    assertThat(measured.get(1))
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.split()).isEqualTo("reversal");
          assertThat(each.results()).hasSizeLessThanOrEqualTo(1);
          assertThat(each.cost().flops()).isPositive();
        });
  }

  @Test
  void learn_withAGainBelowTheLeast_opensNoContest() {
    // whatever a recipe gains here is more than nothing and less than a thousand bits
    Squared tooMuch = new Squared(0.9, 2, 0.5, 0.4, 2, 6, 10, 100, 1);
    LearningImprover improver = improver(learning(Arm.FULL, 1e-4, tooMuch));

    Lesson lesson = lessons(improver, 1, withCompute(6e9)).getFirst();

    assertThat(squared(lesson).path("tried").valueStream())
        .anySatisfy(each -> assertThat(each.path("gain").asDouble()).isPositive());
    assertThat(squared(lesson).path("attempts").asInt()).isZero();
    assertThat(squared(lesson).has("open")).isFalse();
    assertThat(squared(lesson).path("decided")).isEmpty();
  }

  @Test
  void isWorthAContest_byAHalfOfTheUnit_wantsHalfAUnit() {
    Squared squared = new Squared(0.3, 4, 0.25, 0.1, 3, 16, 0.02, 0.5, 2);
    Squared anything = new Squared(0.3, 4, 0.25, 0.1, 3, 16, 0.02, 0, 2);

    assertThat(squared.isWorthAContest(0.0099)).isFalse();
    assertThat(squared.isWorthAContest(0.01)).isTrue();
    assertThat(anything.isWorthAContest(0.0001)).isTrue();
    assertThat(anything.isWorthAContest(0)).isFalse();
  }

  @Test
  void least_byDefault_isAboutTheLeastThatAFirstContestCanBeWonWith() {
    Squared squared = new Squared(0.3, 4, 0.25, 0.1, 3, 16, 0.02, 0.5, 2);

    assertThat(isWonBy(squared, 0.5)).isTrue();
    assertThat(isWonBy(squared, 0.4)).isFalse();
  }

  /// Whether a first contest in which every pair has this difference is won.
  private static boolean isWonBy(Squared squared, double difference) {
    Syllabus syllabus =
        Syllabus.beginning(References.recipe("muon")).opening(References.recipe("lion"));
    do {
      syllabus = syllabus.seeing(difference);
    } while (syllabus.contest(squared).isOpen());
    return syllabus.contest(squared).isWon();
  }

  @Test
  void learn_afterAResume_isTheSameLesson() {
    Learning learning = learning(Arm.FULL, 0.01, SQUARED);
    List<Lesson> straight = lessons(improver(learning), 2, withCompute(3e9));

    LearningImprover resumed = improver(learning);
    Pupils.trials(120).forEach(resumed::observe);
    resumed.taught(straight.getFirst());
    if (straight.getFirst().refused().isEmpty()) {
      resumed.goOnFrom(straight.getFirst().version());
    }
    Lesson second = resumed.learn(2, withCompute(3e9)).orElseThrow();

    assertThat(squared(straight.getFirst()).path("flops").asLong()).isPositive();
    assertThat(second.recipe()).isEqualTo(straight.getLast().recipe());
    assertThat(second.version()).isEqualTo(straight.getLast().version());
    assertThat(second.cost()).isEqualTo(straight.getLast().cost());
  }

  @Test
  void learn_whateverTheShare_neverCostsMoreThanIt() {
    for (double compute : List.of(1e8, 3e9)) {
      LearningImprover improver = improver(learning(Arm.FULL, 0.01, SQUARED));

      Lesson lesson = lessons(improver, 1, withCompute(compute)).getFirst();

      long flops = squared(lesson).path("flops").asLong();
      assertThat((double) flops).isLessThanOrEqualTo(0.9 * (compute + flops));
      assertThat(lesson.cost().flops()).isGreaterThan(flops);
      assertThat(squared(lesson).path("tried").isEmpty()).isEqualTo(flops == 0);
    }
  }

  @Test
  void learn_withoutSquared_keepsTheRecipeOfPeople() {
    LearningImprover improver = improver(learning(Arm.NO_SQUARED, 0.01, SQUARED));

    Lesson lesson = lessons(improver, 1, Pupils.patient()).getFirst();

    assertThat(squared(lesson).isMissingNode()).isTrue();
    assertThat(lesson.lossAfter()).isLessThan(lesson.lossBefore());
  }

  @Test
  void heldOut_itsTwoParts_haveNoWarriorInCommon() {
    Past past = new Past(Pupils.AXES, Past.BEST);
    Pupils.trials(400).forEach(past::add);
    Curriculum curriculum =
        new School(learning(Arm.FULL, 0.01, SQUARED), Pupils.grammars(), Pupils.SETTINGS, TRAINER)
            .curriculum(Pupils.beginner(Pupils.grammars()), past.ranked());
    Draw draw = Draw.of(1, 1, "held out");

    List<Example> one = curriculum.heldOut(0, draw).orElseThrow().examples();
    List<Example> other = curriculum.heldOut(1, draw).orElseThrow().examples();

    assertThat(one).isNotEmpty().doesNotContainAnyElementsOf(other);
    assertThat(curriculum.heldOut(draw).examples()).containsAll(one).containsAll(other);
  }
}
