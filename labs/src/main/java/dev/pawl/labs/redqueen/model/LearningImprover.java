package dev.pawl.labs.redqueen.model;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.archive.Axis;
import dev.pawl.corewar.Settings;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.engine.Proving;
import dev.pawl.engine.Version;
import dev.pawl.labs.redqueen.model.Learning.Arm;
import dev.pawl.labs.redqueen.model.Past.Ranked;
import dev.pawl.labs.redqueen.model.RecipeSearch.Step;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.Reversal;
import dev.pawl.lm.Model;
import dev.pawl.lm.train.Trainer;
import dev.pawl.propose.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The model among the operators, and how it learns: after each round from what the run found good,
/// the first time from weights that know nothing. Each lesson goes on from the version before it; a
/// version that a guard refuses is left behind, so the next lesson starts from the last good one
/// again. Until there is a version, only the operators propose.
public final class LearningImprover implements Improver {

  private final Learning learning;
  private final Settings settings;
  private final Exam exam;
  private final long seed;
  private final Grammars grammars;
  private final School school;
  private final Desk desk;
  private final Past past;
  private volatile @Nullable Writer current;
  private @Nullable Writer pupil;
  private @Nullable Writer before;
  private final Optional<RecipeSearch> search;
  private Syllabus syllabus;
  private Optional<Syllabus.Change> changed = Optional.empty();
  private boolean refusedLast;

  /// Measures a version on what the search never sees. A pure function.
  @FunctionalInterface
  public interface Exam {

    /// The results of `author`.
    List<Measurement> of(Author author, ExecutorService workers);

    /// How authors are proved on sealed tasks; empty if they are not.
    default Optional<Proving<Author>> proving() {
      return Optional.empty();
    }
  }

  /// @param learning any arm that has a model
  /// @param axes of the two traits
  /// @param proposers the operators, and those of [#proposers] that take part
  public LearningImprover(
      Learning learning,
      Settings settings,
      List<Axis> axes,
      List<Proposer> proposers,
      Choice choice,
      Trainer trainer,
      Exam exam,
      long seed) {
    this.learning = learning;
    this.settings = settings;
    this.exam = exam;
    this.seed = seed;
    this.grammars = new Grammars(new RedcodeTokens(learning.numbers(), settings));
    this.school = new School(learning, grammars, settings, trainer);
    this.past = new Past(axes, learning.best());
    this.syllabus = Syllabus.beginning(Drill.human(learning));
    this.search =
        learning
            .squared()
            .filter(_ -> learning.arm().improvesRecipes())
            .map(squared -> new RecipeSearch(squared, learning, syllabus.recipe(), trainer));
    this.desk = new Desk(proposers.stream().map(this::mine).toList(), choice, learning.share());
  }

  /// The same proposer, for this model.
  private Proposer mine(Proposer proposer) {
    return proposer instanceof ModelProposer(var task, var _, var _)
        ? new ModelProposer(task, settings, () -> current)
        : proposer;
  }

  /// The proposers that are the model's, without a model: what a study chooses from.
  public static List<Proposer> proposers(Settings settings) {
    return ModelProposer.all(settings, () -> null);
  }

  @Override
  public boolean canChoose(int eliteCount) {
    return desk.canChoose(eliteCount, current != null);
  }

  @Override
  public Proposer choose(Draw draw, int eliteCount) {
    return desk.choose(draw, eliteCount, current != null);
  }

  @Override
  public void learn(String proposer, boolean kept) {
    desk.learn(proposer, kept);
  }

  @Override
  public Set<String> weighable() {
    return desk.names();
  }

  @Override
  public void weigh(Map<String, Double> weights) {
    desk.weigh(weights);
  }

  @Override
  public void observe(Trial trial) {
    past.add(trial);
  }

  @Override
  public Optional<Lesson> learn(int round, Watch watch) {
    Writer writer = pupil;
    if (past.isEmpty() || (learning.arm() == Arm.FROZEN && writer != null)) {
      return Optional.empty();
    }
    Draw draw = Draw.of(seed, round, "lesson");
    boolean sham = learning.arm() == Arm.SHAM;
    List<Ranked> ranked = sham ? past.shuffled(draw.purpose("sham")) : past.ranked();
    Model start = writer == null ? school.beginner(seed) : writer.model();
    Optional<Step> step = Optional.empty();
    if (search.isPresent()) {
      Curriculum curriculum = school.curriculum(start, ranked);
      step = search.get().step(start, curriculum, syllabus, draw.purpose("squared"), watch);
      if (step.isEmpty()) {
        return Optional.empty(); // it was told to stop
      }
    }
    Recipe recipe = step.map(s -> s.syllabus().recipe()).orElse(syllabus.recipe());
    Map<String, Object> found =
        step.<Map<String, Object>>map(s -> Map.of(Syllabus.KEY, s.found())).orElse(Map.of());
    Cost searching = Cost.flops(step.map(Step::flops).orElse(0L));
    return school
        .teach(start, ranked, learning.squared().map(_ -> recipe), found, draw, watch)
        .map(lesson ->
            new Lesson(
                lesson.version(),
                lesson.recipe(),
                past.first(),
                past.last(),
                lesson.lossBefore(),
                lesson.lossAfter(),
                lesson.cost().plus(searching),
                lesson.refused()));
  }

  @Override
  public void taught(Lesson lesson) {
    Syllabus.read(lesson.recipe()).ifPresent(read -> syllabus = read);
    Optional<Syllabus.Change> own = Syllabus.change(lesson.recipe());
    boolean waits = refusedLast && own.isEmpty(); // nothing is measured after a refused lesson
    changed = waits ? changed : own;
    refusedLast = lesson.refused().isPresent();
  }

  @Override
  public void goOnFrom(Version version) {
    before = pupil;
    pupil = writer(version);
  }

  @Override
  public void adopt(Version version) {
    current = writer(version);
  }

  @Override
  public Optional<Proving<Version>> proving() {
    return exam.proving()
        .map(authors ->
            new Proving<>() {
              @Override
              public Pairing pair(Version champion, Version contender) {
                Writer own = writer(contender);
                return authors.pair(champion.equals(contender) ? own : writer(champion), own);
              }

              @Override
              public boolean hasTraps() {
                return authors.hasTraps();
              }
            });
  }

  @Override
  public List<Measurement> measure(int round, ExecutorService workers) {
    Writer writer = pupil;
    if (writer == null) {
      return List.of();
    }
    List<Measurement> measured = new ArrayList<>(exam.of(writer, workers));
    if (search.isPresent() && changed.isPresent()) {
      measured.addAll(reversals(round, search.get(), changed.get()));
    }
    return measured;
  }

  /// What each line of a new recipe brought: the loss without it, on the lessons of this round.
  private List<Measurement> reversals(int round, RecipeSearch by, Syllabus.Change change) {
    Writer writer = before;
    Model start = writer == null ? school.beginner(seed) : writer.model();
    Curriculum curriculum = school.curriculum(start, past.ranked());
    List<Measurement> measured = new ArrayList<>();
    for (Reversal reversal : Reversal.of(change.parent(), change.child())) {
      if (reversal.recipe().isPresent()) {
        AtomicLong flops = new AtomicLong();
        List<Double> losses =
            by.losses(
                change.child(),
                reversal.recipe().get(),
                start,
                curriculum,
                Draw.of(seed, round, "reversals"),
                flops::addAndGet);
        double mean = losses.stream().mapToDouble(l -> l).average().orElse(0);
        measured.add(
            new Measurement("reversal", reversal.key(), mean, losses, Cost.flops(flops.get())));
      }
    }
    return measured;
  }

  private Writer writer(Version version) {
    return new Writer(Model.read(version.bytes()), grammars, settings, learning.sampling());
  }
}
