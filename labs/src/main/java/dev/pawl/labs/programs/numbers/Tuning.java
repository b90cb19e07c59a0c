package dev.pawl.labs.programs.numbers;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Outcome;
import dev.pawl.Proposer;
import dev.pawl.engine.ForwardingImprover;
import dev.pawl.engine.Improver;
import dev.pawl.labs.cma.Evolution;
import dev.pawl.labs.cma.Evolution.Tried;
import dev.pawl.labs.programs.Surface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An improver with one more skill than the one that it stands before: it tunes the numbers of
/// candidates by CMA-ES. One strategy is kept for each shape, which is a program without its
/// numbers; it begins at the first candidate of that shape that was scored, and learns from every
/// candidate of that shape that [#NAME] wrote, in the order of tickets. So it is part of the fold:
/// who observes the same has the same strategies.
///
/// [#proposer(Surface)] must be among the proposers of the improver behind it. A ticket that goes
/// to it gets the strategies as they are then.
public final class Tuning extends ForwardingImprover {

  /// The name of the proposer.
  public static final String NAME = "cma-es";

  /// The most shapes; the one that was used least recently goes.
  static final int SHAPES_MAX = 64;

  private final Surface surface;
  private final Map<String, Strategy> strategies = new LinkedHashMap<>();

  /// @param behind whom it stands before
  /// @param seeds the candidates that the search starts from
  public Tuning(Improver behind, Surface surface, List<Candidate> seeds) {
    super(behind);
    this.surface = surface;
    for (Candidate seed : seeds) {
      begin(Literals.of(surface, seed));
    }
  }

  /// A strategy, what each number is divided by, and what came since the last generation. Never
  /// changed.
  private static final class Strategy {

    private final Evolution evolution;
    private final double[] scales;
    private final List<Tried> told;

    Strategy(Evolution evolution, double[] scales, List<Tried> told) {
      this.evolution = evolution;
      this.scales = scales;
      this.told = told;
    }

    static Strategy around(double[] values) {
      double[] scales = new double[values.length];
      double[] mean = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        scales[i] = values[i] == 0 ? 1 : Math.abs(values[i]);
        mean[i] = values[i] / scales[i];
      }
      return new Strategy(Evolution.around(mean), scales, List.of());
    }

    Strategy tell(double[] values, double value) {
      double[] x = new double[values.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = values[i] / scales[i];
      }
      List<Tried> all = new ArrayList<>(told);
      all.add(new Tried(x, value));
      if (all.size() < evolution.lambda()) {
        return new Strategy(evolution, scales, List.copyOf(all));
      }
      Evolution next = evolution.tell(all);
      return new Strategy(next.isDone() ? next.restart(next.mean()) : next, scales, List.of());
    }

    double[] sample(Draw draw) {
      double[] values = evolution.sample(draw);
      for (int i = 0; i < values.length; i++) {
        values[i] *= scales[i];
      }
      return values;
    }
  }

  /// The proposer as it stands in lists: its name, and what it wants. It tunes around its parent.
  public static Proposer proposer(Surface surface) {
    return new Tuner(surface, Map.of());
  }

  @Override
  public Proposer choose(Draw draw, int eliteCount) {
    Proposer chosen = super.choose(draw, eliteCount);
    return chosen.name().equals(NAME) ? new Tuner(surface, Map.copyOf(strategies)) : chosen;
  }

  @Override
  public void observe(Trial trial) {
    super.observe(trial);
    boolean scored = trial.outcome() instanceof Outcome.Finished;
    if (!scored && !trial.proposer().equals(NAME)) {
      return;
    }
    Literals literals = Literals.of(surface, trial.candidate());
    Strategy strategy = strategies.get(literals.shape());
    if (strategy == null) {
      if (scored) {
        begin(literals);
      }
    } else if (trial.proposer().equals(NAME)) {
      double value =
          trial.outcome() instanceof Outcome.Finished(var score)
              ? score.value()
              : Double.NEGATIVE_INFINITY;
      strategies.remove(literals.shape());
      strategies.put(literals.shape(), strategy.tell(literals.values(), value));
    }
  }

  private void begin(Literals literals) {
    if (literals.count() > 0 && literals.count() <= Evolution.VARIABLES_MAX) {
      strategies.put(literals.shape(), Strategy.around(literals.values()));
      if (strategies.size() > SHAPES_MAX) {
        strategies.remove(strategies.keySet().iterator().next());
      }
    }
  }

  /// Samples from the strategy of its parent's shape, as it was when the ticket was issued.
  private record Tuner(Surface surface, Map<String, Strategy> strategies) implements Proposer {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public int parents() {
      return 1;
    }

    @Override
    public Proposal propose(List<Elite> parents, Draw draw) {
      Literals literals = Literals.of(surface, parents.getFirst().candidate());
      if (literals.count() == 0 || literals.count() > Evolution.VARIABLES_MAX) {
        return new Proposal.Declined(
            "the parent has %d numbers; tuning is for 1 to %d"
                .formatted(literals.count(), Evolution.VARIABLES_MAX));
      }
      @Nullable Strategy known = strategies.get(literals.shape());
      Strategy strategy = known == null ? Strategy.around(literals.values()) : known;
      Candidate child = literals.with(strategy.sample(draw));
      return child.equals(parents.getFirst().candidate())
          ? new Proposal.Declined("no number changed")
          : new Proposal.Wrote(child);
    }
  }
}
