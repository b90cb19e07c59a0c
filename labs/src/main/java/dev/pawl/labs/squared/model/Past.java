package dev.pawl.labs.squared.model;

import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a run has tried. Part of the fold: [#add] is the only change.
final class Past {

  private final Map<Integer, List<Tried>> rounds = new TreeMap<>();
  private final Set<Hash> known = new HashSet<>();
  private long first = -1;
  private long last = -1;

  /// A recipe that was tried.
  ///
  /// @param value negative infinity for one that failed
  record Tried(Recipe recipe, String proposer, double value) {}

  /// A recipe, and the class of its value within its round.
  record Ranked(Recipe recipe, int quality) {}

  void add(Trial trial) {
    known.add(trial.candidate().id());
    if (!(RecipeReader.read(trial.candidate()) instanceof Reading.Read(var recipe))) {
      return;
    }
    known.add(recipe.candidate().id()); // without its thought, if it has one
    double value =
        trial.outcome() instanceof Outcome.Finished(var score)
            ? score.value()
            : Double.NEGATIVE_INFINITY;
    rounds
        .computeIfAbsent(trial.round(), _ -> new ArrayList<>())
        .add(new Tried(recipe, trial.proposer(), value));
    first = first < 0 ? trial.ticket() : first;
    last = trial.ticket();
  }

  boolean hasRound(int round) {
    return rounds.containsKey(round);
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  /// The ids of all candidates.
  Set<Hash> known() {
    return Set.copyOf(known);
  }

  /// All recipes by the quarter of their round that they were in; failures apart.
  List<Ranked> ranked() {
    List<Ranked> ranked = new ArrayList<>();
    for (List<Tried> round : rounds.values()) {
      List<Tried> good = finished(round);
      for (int i = 0; i < good.size(); i++) {
        ranked.add(new Ranked(good.get(i).recipe, 4 * i / good.size()));
      }
      round.stream()
          .filter(each -> each.value == Double.NEGATIVE_INFINITY)
          .forEach(each -> ranked.add(new Ranked(each.recipe, Alphabet.FAILED)));
    }
    return ranked;
  }

  /// The best recipe of a round; empty if all failed.
  Optional<Recipe> best(int round) {
    return finished(rounds.getOrDefault(round, List.of())).stream().findFirst().map(Tried::recipe);
  }

  /// How many of the recipes of `round` that each proposer wrote were tried, and how many of those
  /// came to be in its best quarter.
  Map<String, int[]> inBestQuarter(int round) {
    List<Tried> all = rounds.getOrDefault(round, List.of());
    List<Tried> good = finished(all);
    Set<Tried> best = new HashSet<>(good.subList(0, Math.ceilDiv(good.size(), 4)));
    Map<String, int[]> counts = new HashMap<>();
    for (Tried each : all) {
      int[] count = counts.computeIfAbsent(each.proposer, _ -> new int[2]);
      count[0]++;
      count[1] += best.contains(each) ? 1 : 0;
    }
    return counts;
  }

  private static List<Tried> finished(List<Tried> round) {
    return round.stream()
        .filter(each -> each.value > Double.NEGATIVE_INFINITY)
        .sorted(Comparator.comparingDouble(Tried::value).reversed())
        .toList();
  }
}
