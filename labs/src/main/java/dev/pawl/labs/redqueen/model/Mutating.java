package dev.pawl.labs.redqueen.model;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Outcome;
import dev.pawl.Proposer;
import dev.pawl.archive.Axis;
import dev.pawl.archive.MapElites;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.labs.redqueen.model.LearningImprover.Exam;
import dev.pawl.labs.redqueen.model.Writer.Written;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.propose.Portfolio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// The operators without a model: the control `random`. It is examined as models are, on what it
/// would propose next: operators cannot write from nothing, so they change the elites of the last
/// round. That is help that the models do not have.
public final class Mutating implements Improver {

  private final Portfolio operators;
  private final List<Axis> axes;
  private final Exam exam;
  private MapElites elites;
  private int round;

  /// @param axes of the two traits
  public Mutating(Portfolio operators, List<Axis> axes, Exam exam) {
    this.operators = operators;
    this.axes = List.copyOf(axes);
    this.exam = exam;
    this.elites = new MapElites(axes);
  }

  @Override
  public boolean canChoose(int eliteCount) {
    return operators.canChoose(eliteCount);
  }

  @Override
  public Proposer choose(Draw draw, int eliteCount) {
    return operators.choose(draw, eliteCount);
  }

  @Override
  public void learn(String proposer, boolean kept) {
    operators.learn(proposer, kept);
  }

  @Override
  public Set<String> weighable() {
    return operators.names();
  }

  @Override
  public void weigh(Map<String, Double> weights) {
    operators.weigh(weights);
  }

  @Override
  public void observe(Trial trial) {
    if (trial.round() != round) {
      round = trial.round();
      elites = new MapElites(axes);
    }
    if (trial.admitted() && trial.outcome() instanceof Outcome.Finished(var score)) {
      elites.admit(new Elite(trial.candidate(), score, trial.ticket()));
    }
  }

  @Override
  public List<Measurement> measure(int round, ExecutorService workers) {
    return operators.canChoose(elites.size()) ? exam.of(this::write, workers) : List.of();
  }

  private List<Written> write(int count, Draw draw) {
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      written.add(write(draw.purpose("mutant " + i)));
    }
    return written;
  }

  private Written write(Draw draw) {
    Proposer proposer = operators.choose(draw.purpose("choose"), elites.size());
    List<Elite> parents = new ArrayList<>();
    for (int i = 0; i < proposer.parents(); i++) {
      parents.add(elites.select(0, draw.purpose("parent " + i)));
    }
    Optional<Warrior> warrior =
        proposer.propose(parents, draw.purpose("propose"))
                    instanceof Proposer.Proposal.Wrote(var candidate, var _)
                && RedcodeText.read(candidate) instanceof RedcodeText.Reading.Read(var read)
            ? Optional.of(read)
            : Optional.empty();
    return new Written(warrior, List.of(), true, 0, 0);
  }
}
