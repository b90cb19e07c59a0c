package dev.pawl.propose;

import dev.pawl.Draw;
import dev.pawl.Proposer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Divides tickets among proposers. Part of the fold of the journal: [#learn] and [#weigh] are the
/// only changes, [#choose] changes nothing, and two portfolios that learned the same choose the same. Used by one
/// thread.
///
/// **Idea.** Which operator helps changes as a search goes on, and so does how often any of them
/// helps: one success in ten tickets at first, one in ten thousand at the end. So what is compared
/// is ratios of success rates, and the clock of forgetting is the success and not the ticket.
///
/// **Formula.** Each proposer i has discounted counts of tickets Nᵢ and successes Sᵢ. A ticket adds
/// to them; a success of any proposer first multiplies all of them by 1 − 1/memory. So the counts
/// always speak of the last `memory` successes or so, whether those took a thousand tickets or a
/// million, and their relative error stays about the same. With r = (ΣS + 1) / (ΣN + 2), the pooled
/// rate, the estimate is shrunk to it by two pseudo-successes:
///
///     qᵢ = (Sᵢ + 2) / (Nᵢ + 2/r)
///
/// - [Choice.Adaptive]: pᵢ = floor + (1 − K·floor) · qᵢ^power / Σq^power over the K proposers that
///   may propose. With power 1 this is probability matching (Goldberg 1990; in this form Thierens,
///   "An adaptive pursuit strategy for allocating operator probabilities", GECCO 2005).
/// - [Choice.Thompson]: with probability K·floor any of the K; else the greatest of one draw each
///   from Beta(Sᵢ + 2, Nᵢ − Sᵢ + 2/r − 2) (Thompson 1933; with discounted counts: Raj and Kalyani,
///   arXiv 1707.09727).
///
/// A proposer that wants more parents than there are elites may not propose; its chance is divided
/// among the others.
///
/// **Cost.** Linear in the number of proposers. Logarithms and powers are those of [StrictMath], so
/// that a choice does not depend on the machine.
public final class Portfolio {

  /// Pseudo-successes that pull each rate to the pooled one.
  private static final double PRIOR_SUCCESSES = 2;

  private static final int THOMPSON_DRAWS = 4_096;

  private final List<Proposer> proposers;
  private final Choice choice;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Map<String, Double> weights = new HashMap<>();

  /// @param proposers at least one, with different names
  public Portfolio(List<Proposer> proposers, Choice choice) {
    this.proposers = List.copyOf(proposers);
    this.choice = choice;
    if (proposers.isEmpty()) {
      throw new IllegalArgumentException("a portfolio has no proposer; it needs at least one");
    }
    for (Proposer proposer : proposers) {
      if (tallies.put(proposer.name(), new Tally()) != null) {
        throw new IllegalArgumentException(
            "two proposers are named '%s'; names must differ".formatted(proposer.name()));
      }
    }
    switch (choice) {
      case Choice.Uniform() -> {}
      case Choice.Frozen(Map<String, Double> weights) -> {
        if (!weights.keySet().equals(tallies.keySet())) {
          throw new IllegalArgumentException(
              "frozen weights are for %s but the proposers are %s; they must be the same"
                  .formatted(weights.keySet(), new TreeSet<>(tallies.keySet())));
        }
      }
      case Choice.Adaptive(double floor, double _, double _) -> checkFloor(floor);
      case Choice.Thompson(double floor, double _) -> checkFloor(floor);
    }
  }

  /// Whether some proposer can work with so many elites.
  public boolean canChoose(int eliteCount) {
    return proposers.stream().anyMatch(each -> isAble(each, eliteCount));
  }

  /// The proposer of a ticket, given how many elites there are.
  public Proposer choose(Draw draw, int eliteCount) {
    List<Proposer> able = able(eliteCount);
    if (choice instanceof Choice.Thompson(double floor, double _)) {
      return able.get(thompson(able, floor, draw));
    }
    double[] weights = weights(able);
    return able.get(pick(weights, draw.nextDouble()));
  }

  /// Tells what became of a ticket of `proposer`.
  ///
  /// @param success whether the archive kept its candidate, or whatever else the engine calls so
  public void learn(String proposer, boolean success) {
    Tally tally = tallies.get(proposer);
    if (tally == null) {
      throw new IllegalArgumentException(
          "learned about '%s'; the proposers are %s".formatted(proposer, tallies.keySet()));
    }
    if (success) {
      double keep = 1 - 1 / memorySuccesses();
      for (Tally each : tallies.values()) {
        each.recentTickets *= keep;
        each.recentSuccesses *= keep;
      }
    }
    tally.add(success);
  }

  /// The names of the proposers.
  public Set<String> names() {
    return Set.copyOf(tallies.keySet());
  }

  /// Multiplies the chance of each of these by its weight from now on; for Thompson sampling what
  /// is drawn for it. A weight that was given to the same name before no longer counts. Who has
  /// weight 0 is chosen only where nobody else can work.
  ///
  /// @param given by name; not negative
  public void weigh(Map<String, Double> given) {
    if (!tallies.keySet().containsAll(given.keySet())) {
      throw new IllegalArgumentException(
          "weights for %s; the proposers are %s".formatted(given.keySet(), tallies.keySet()));
    }
    weights.putAll(given);
  }

  private double weight(Proposer proposer) {
    return weights.getOrDefault(proposer.name(), 1.0);
  }

  /// The weight of each; 1 for all where nobody has any.
  private double[] given(List<Proposer> able) {
    double[] given = able.stream().mapToDouble(this::weight).toArray();
    if (sum(given) == 0) {
      Arrays.fill(given, 1);
    }
    return given;
  }

  /// What every proposer did so far, in the order of the proposers.
  public List<Count> counts() {
    List<Count> counts = new ArrayList<>();
    tallies.forEach((name, tally) -> counts.add(new Count(name, tally.tickets, tally.successes)));
    return List.copyOf(counts);
  }

  /// The chance that each proposer is chosen next; 0 for one that may not propose. For Thompson
  /// sampling the share of 4,096 choices that are always drawn alike.
  public Map<String, Double> chances(int eliteCount) {
    List<Proposer> able = able(eliteCount);
    double[] weights;
    if (choice instanceof Choice.Thompson(double floor, double _)) {
      weights = new double[able.size()];
      for (int i = 0; i < THOMPSON_DRAWS; i++) {
        weights[thompson(able, floor, Draw.of(0, i, "chances"))]++;
      }
    } else {
      weights = weights(able);
    }
    double sum = sum(weights);
    Map<String, Double> chances = new LinkedHashMap<>();
    tallies.keySet().forEach(name -> chances.put(name, 0.0));
    for (int i = 0; i < weights.length; i++) {
      chances.put(able.get(i).name(), weights[i] / sum);
    }
    return Collections.unmodifiableMap(chances);
  }

  /// The chances of now, for a portfolio that no longer learns: the frozen control of an
  /// experiment.
  public Choice.Frozen freeze() {
    return new Choice.Frozen(chances(Integer.MAX_VALUE));
  }

  /// What one proposer did.
  ///
  /// @param tickets that were learned about
  public record Count(String proposer, long tickets, long successes) {}

  private static final class Tally {
    private long tickets;
    private long successes;
    private double recentTickets;
    private double recentSuccesses;

    private void add(boolean success) {
      tickets++;
      recentTickets++;
      if (success) {
        successes++;
        recentSuccesses++;
      }
    }
  }

  private List<Proposer> able(int eliteCount) {
    List<Proposer> able = new ArrayList<>();
    for (Proposer proposer : proposers) {
      if (isAble(proposer, eliteCount)) {
        able.add(proposer);
      }
    }
    if (able.isEmpty()) {
      throw new IllegalStateException(
          "no proposer of %s can work with %d elites; add one that needs fewer parents, or seeds"
              .formatted(tallies.keySet(), eliteCount));
    }
    List<Proposer> wanted = able.stream().filter(each -> weight(each) > 0).toList();
    return wanted.isEmpty() ? able : wanted;
  }

  private boolean isAble(Proposer proposer, int eliteCount) {
    boolean chosenAtAll =
        !(choice instanceof Choice.Frozen(Map<String, Double> weights))
            || weights.getOrDefault(proposer.name(), 0.0) > 0;
    return chosenAtAll && proposer.parents() <= eliteCount;
  }

  private double[] weights(List<Proposer> able) {
    double[] weights = new double[able.size()];
    switch (choice) {
      case Choice.Uniform() -> Arrays.fill(weights, 1);
      case Choice.Frozen(Map<String, Double> fixed) -> {
        for (int i = 0; i < weights.length; i++) {
          weights[i] = fixed.getOrDefault(able.get(i).name(), 0.0);
        }
      }
      case Choice.Adaptive(double floor, double _, double power) -> {
        double pooled = pooledRate();
        for (int i = 0; i < weights.length; i++) {
          // Relative to the pooled rate: a power of a tiny rate would underflow.
          weights[i] = StrictMath.pow(rate(able.get(i), pooled) / pooled, power);
        }
        double sum = sum(weights);
        for (int i = 0; i < weights.length; i++) {
          weights[i] = floor + (1 - weights.length * floor) * weights[i] / sum;
        }
      }
      case Choice.Thompson _ -> throw new AssertionError("Thompson sampling has no weights");
    }
    double[] given = given(able);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= given[i];
    }
    return weights;
  }

  private int thompson(List<Proposer> able, double floor, Draw draw) {
    if (draw.nextDouble() < able.size() * floor) {
      return draw.nextInt(able.size());
    }
    double pooled = pooledRate();
    double[] given = given(able);
    int best = 0;
    double bestRate = -1;
    for (int i = 0; i < able.size(); i++) {
      Tally tally = tally(able.get(i));
      double rate =
          Beta.draw(
                  tally.recentSuccesses + PRIOR_SUCCESSES,
                  tally.recentTickets - tally.recentSuccesses + PRIOR_SUCCESSES * (1 / pooled - 1),
                  draw)
              * given[i];
      if (rate > bestRate) {
        best = i;
        bestRate = rate;
      }
    }
    return best;
  }

  private double pooledRate() {
    double tickets = 2;
    double successes = 1;
    for (Tally tally : tallies.values()) {
      tickets += tally.recentTickets;
      successes += tally.recentSuccesses;
    }
    return successes / tickets;
  }

  private double rate(Proposer proposer, double pooled) {
    Tally tally = tally(proposer);
    return (tally.recentSuccesses + PRIOR_SUCCESSES)
        / (tally.recentTickets + PRIOR_SUCCESSES / pooled);
  }

  private Tally tally(Proposer proposer) {
    return Objects.requireNonNull(tallies.get(proposer.name()));
  }

  private double memorySuccesses() {
    return switch (choice) {
      case Choice.Adaptive(double _, double memory, double _) -> memory;
      case Choice.Thompson(double _, double memory) -> memory;
      case Choice.Uniform(), Choice.Frozen _ -> Choice.MEMORY_SUCCESSES;
    };
  }

  private void checkFloor(double floor) {
    if (floor * proposers.size() > 1) {
      throw new IllegalArgumentException(
          "floor %s for each of %d proposers is more than 1 in all; the most is %s"
              .formatted(floor, proposers.size(), 1.0 / proposers.size()));
    }
  }

  private static int pick(double[] weights, double unit) {
    double left = unit * sum(weights);
    int last = weights.length - 1;
    for (int i = 0; i < last; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return last;
  }

  private static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
