package dev.pawl.labs.redqueen.model;

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
import dev.pawl.lm.Model;
import dev.pawl.lm.train.Trainer;
import dev.pawl.propose.Choice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
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
    return school
        .teach(start, ranked, draw, watch)
        .map(lesson ->
            new Lesson(
                lesson.version(),
                lesson.recipe(),
                past.first(),
                past.last(),
                lesson.lossBefore(),
                lesson.lossAfter(),
                lesson.cost(),
                lesson.refused()));
  }

  @Override
  public void goOnFrom(Version version) {
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
    return writer == null ? List.of() : exam.of(writer, workers);
  }

  private Writer writer(Version version) {
    return new Writer(Model.read(version.bytes()), grammars, settings, learning.sampling());
  }
}
