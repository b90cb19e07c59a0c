package dev.pawl.labs.programs.model;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.engine.ForwardingImprover;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Version;
import dev.pawl.labs.programs.Surface;
import dev.pawl.lm.train.Trainer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/// An improver with a model among those that it asks, and how that learns: after each round from
/// everything that the run tried, going on from the last version that no guard refused. Until there
/// is a version, the others propose.
///
/// [#proposer()] must be among the proposers of the improver behind it, which divides the tickets
/// and has no versions of its own.
public final class Learner extends ForwardingImprover {

  /// The name of the proposer.
  public static final String NAME = ModelProposer.NAME;

  private final School school;
  private final Past past;
  private final long seed;
  private Optional<Infiller> current = Optional.empty();
  private Optional<Infiller> pupil = Optional.empty();
  private double weight = 1;

  /// @param behind whom it stands before
  /// @param program that the search starts from
  /// @param fits whether a child, the second, may take the place of its parent
  public Learner(
      Improver behind,
      Learning learning,
      Surface surface,
      Candidate program,
      BiPredicate<Candidate, Candidate> fits,
      Trainer trainer,
      long seed) {
    super(behind);
    this.school = new School(learning, surface, fits, trainer);
    this.past = new Past(program);
    this.seed = seed;
    super.weigh(Map.of(NAME, 0.0)); // it cannot write yet
  }

  /// The proposer as it stands in lists, without a model.
  public static Proposer proposer() {
    return new ModelProposer(Optional.empty(), new Known(), 0);
  }

  @Override
  public Proposer choose(Draw draw, int eliteCount) {
    Proposer chosen = super.choose(draw, eliteCount);
    return chosen.name().equals(NAME)
        ? new ModelProposer(current, past.known(), past.last())
        : chosen;
  }

  @Override
  public void weigh(Map<String, Double> weights) {
    Map<String, Double> now = new TreeMap<>(weights);
    weight = weights.getOrDefault(NAME, weight);
    if (current.isEmpty()) {
      now.remove(NAME);
    }
    super.weigh(now);
  }

  @Override
  public void observe(Trial trial) {
    super.observe(trial);
    past.add(trial);
  }

  @Override
  public Optional<Lesson> learn(int round, Watch watch) {
    return school.teach(pupil, past, Draw.of(seed, round, "program model"), watch);
  }

  @Override
  public void taught(Lesson lesson) {
    school.taught(lesson);
  }

  @Override
  public void goOnFrom(Version version) {
    pupil = Optional.of(school.infiller(version));
  }

  @Override
  public void adopt(Version version) {
    current = Optional.of(school.infiller(version));
    super.weigh(Map.of(NAME, weight));
  }
}
