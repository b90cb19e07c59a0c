package dev.pawl.labs.programs.numbers;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.labs.programs.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One hop of a basin hopping search (Wales and Doye 1997) as a proposer: leaves the local maximum
/// of the parents by a [Move] and climbs to another, a few times over until that is better, and
/// writes the best one found, refined to the last digits. What it returns differs from the parent
/// and meets the constraints of the [NonlinearProgram] with a margin for rounding.
record Hopper(Move move, NonlinearProgram program, Surface surface, Candidate template)
    implements Proposer {

  private static final long FLOPS_MAX = 20_000_000_000L;
  private static final double SAME = 1e-9;

  @Override
  public String name() {
    return move.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public int parents() {
    return move.parents();
  }

  @Override
  public Cost costMax() {
    return Cost.flops(FLOPS_MAX);
  }

  @Override
  public Proposal propose(List<Elite> elites, Draw draw) {
    List<double[]> parents = new ArrayList<>();
    Literals text = Literals.of(surface, elites.isEmpty() ? template : elites.get(0).candidate());
    for (Elite elite : elites) {
      double[] values = Literals.of(surface, elite.candidate()).values();
      if (values.length != program.numbers()) {
        return new Proposal.Declined(
            "the parent of ticket %d has %d numbers; the task has %d"
                .formatted(elite.ticket(), values.length, program.numbers()));
      }
      parents.add(values);
    }
    if (text.count() != program.numbers()) {
      return new Proposal.Declined(
          "the first candidate has %d numbers; the task has %d"
              .formatted(text.count(), program.numbers()));
    }
    LocalSearch search = new LocalSearch(program);
    double[] best = search(search, parents, draw);
    Cost cost = Cost.flops(Math.min(FLOPS_MAX, search.flops()));
    if (best == null) {
      return new Proposal.Declined("no try of %s left the parent".formatted(name()), cost);
    }
    double[] numbers = new double[program.numbers()];
    System.arraycopy(search.refine(best), 0, numbers, 0, numbers.length);
    cost = Cost.flops(Math.min(FLOPS_MAX, search.flops()));
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        return new Proposal.Declined("the local search went astray", cost);
      }
    }
    return new Proposal.Wrote(text.with(numbers), cost);
  }

  private double @Nullable [] search(LocalSearch search, List<double[]> parents, Draw draw) {
    double bar = Double.POSITIVE_INFINITY;
    if (!parents.isEmpty() && move != Move.REFINE) {
      // Climbed as the tries are, so that the two can be compared.
      double[] parent = program.variables(parents.get(0));
      search.climb(parent);
      bar = search.merit(parent);
    }
    double[] best = null;
    double bestMerit = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < move.tries() && search.flops() < FLOPS_MAX; i++) {
      double[] x = program.variables(move.apply(program, parents, draw));
      if (move != Move.REFINE) {
        search.climb(x);
      }
      double merit = search.merit(x);
      boolean left = Double.isInfinite(bar) || Math.abs(merit - bar) > SAME * Math.abs(bar);
      if (left && merit > bestMerit) {
        best = x;
        bestMerit = merit;
      }
      if (bestMerit > bar) {
        break;
      }
    }
    return best;
  }
}
