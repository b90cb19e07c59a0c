package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Elite;
import dev.pawl.archive.Archive;
import dev.pawl.journal.Event.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The best of a round. Where there is noise, who seems best is also who was lucky, so they race.
///
/// @param elites best first
record Leaders(List<Elite> elites) {

  /// @param best of the round; the archive may have dropped it since
  static Leaders of(Elite best, Archive archive, int most) {
    Map<Candidate, Elite> distinct = new LinkedHashMap<>();
    Stream.concat(Stream.of(best), archive.elites().stream().sorted(Archive.BEST_FIRST))
        .forEach(elite -> distinct.putIfAbsent(elite.candidate(), elite));
    return new Leaders(distinct.values().stream().limit(most).toList());
  }

  List<Candidate> candidates() {
    return elites.stream().map(Elite::candidate).toList();
  }

  /// Who won.
  ///
  /// @param race results in the order of the elites
  Elite winner(List<Measured> race) {
    int first = 0;
    for (int i = 1; i < elites.size(); i++) {
      if (isAhead(race.get(i), race.get(first))) {
        first = i;
      }
    }
    return elites.get(first);
  }

  private static boolean isAhead(Measured one, Measured other) {
    int trials = one.results().size();
    int others = other.results().size();
    return trials > others || (trials == others && one.value() > other.value());
  }
}
