package dev.pawl.corewar.hill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The table of a round robin, in which every warrior of a hill fights every other.
///
/// @param rows best score first; equals in the order of the hill
public record Standings(List<Row> rows) {

  public Standings {
    rows = List.copyOf(rows);
  }

  /// One warrior's rounds against all others.
  ///
  /// @param file of the warrior in its hill
  public record Row(String file, String name, Tally tally) {}

  /// Lets all warriors of the hill fight each other.
  public static Standings of(Hill hill, Duels duels) {
    List<Hill.Entry> entries = hill.entries();
    var pairs = new ArrayList<Duels.Pair>();
    for (int i = 0; i < entries.size(); i++) {
      for (int j = i + 1; j < entries.size(); j++) {
        pairs.add(new Duels.Pair(entries.get(i).warrior(), entries.get(j).warrior()));
      }
    }
    List<Tally> tallies = duels.fight(pairs);
    var totals = new Tally[entries.size()];
    Arrays.fill(totals, Tally.NONE);
    int pair = 0;
    for (int i = 0; i < totals.length; i++) {
      for (int j = i + 1; j < totals.length; j++) {
        Tally tally = tallies.get(pair++);
        totals[i] = totals[i].plus(tally);
        totals[j] = totals[j].plus(tally.reversed());
      }
    }
    var rows = new ArrayList<Row>();
    for (int i = 0; i < totals.length; i++) {
      Hill.Entry entry = entries.get(i);
      rows.add(new Row(entry.file(), entry.warrior().name(), totals[i]));
    }
    rows.sort(Comparator.comparingInt((Row row) -> row.tally().score()).reversed());
    return new Standings(rows);
  }
}
