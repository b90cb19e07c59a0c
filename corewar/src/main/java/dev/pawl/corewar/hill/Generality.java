package dev.pawl.corewar.hill;

import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;

/// How much of a hill one warrior beats: the measure of the Digital Red Queen (arXiv 2601.03335),
/// with an opponent counted as defeated if it wins fewer rounds than it loses.
///
/// @param results one for each warrior of the hill, in its order
public record Generality(List<Versus> results) {

  public Generality {
    results = List.copyOf(results);
  }

  /// The rounds against one opponent, as the measured warrior sees them.
  ///
  /// @param file of the opponent in its hill
  public record Versus(String file, String name, Tally tally) {}

  /// Lets the warrior fight every warrior of the hill.
  public static Generality of(Warrior warrior, Hill hill, Duels duels) {
    var pairs = new ArrayList<Duels.Pair>();
    for (Hill.Entry entry : hill.entries()) {
      pairs.add(new Duels.Pair(warrior, entry.warrior()));
    }
    List<Tally> tallies = duels.fight(pairs);
    var results = new ArrayList<Versus>();
    for (int i = 0; i < tallies.size(); i++) {
      Hill.Entry entry = hill.entries().get(i);
      results.add(new Versus(entry.file(), entry.warrior().name(), tallies.get(i)));
    }
    return new Generality(results);
  }

  /// The fraction of the hill that is defeated, from 0 to 1; 0 for an empty hill.
  public double defeated() {
    return fraction(Tally.Verdict.WIN);
  }

  /// The fraction of the hill that is defeated or tied, from 0 to 1; 0 for an empty hill.
  public double defeatedOrTied() {
    return fraction(Tally.Verdict.WIN) + fraction(Tally.Verdict.TIE);
  }

  private double fraction(Tally.Verdict verdict) {
    long count = results.stream().filter(result -> result.tally().verdict() == verdict).count();
    return results.isEmpty() ? 0 : (double) count / results.size();
  }
}
