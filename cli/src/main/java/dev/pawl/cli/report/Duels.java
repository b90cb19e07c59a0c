package dev.pawl.cli.report;

import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who beats whom among the champions of a run, and how many triples go round in a circle: a beats b, b beats c, and c
/// beats a, as in rock-paper-scissors.
///
/// @param rounds of the champions, ascending
/// @param results `results[i][j]` is the fitness of champion i against the earlier champion j; 1 is a tie
@SuppressWarnings("ArrayRecordComponent")
record Duels(List<Integer> rounds, double[][] results) {

  private static final double TIE = 1;
  private static final double SLACK = 1e-12;

  /// The duels of a run: the measurement of round t holds a result for each of the champions of rounds 1 to t - 1. Empty
  /// if there are fewer than three champions, or if measurements are missing.
  static Optional<Duels> of(Run run) {
    List<Integer> rounds = new ArrayList<>();
    List<double[]> results = new ArrayList<>();
    for (Event.Measured event : run.measured()) {
      if (!event.name().equals(Measures.DUELS)) {
        continue;
      }
      if (rounds.isEmpty() && event.round() == 2) {
        rounds.add(1);
        results.add(new double[0]);
      }
      if (event.round() == rounds.size() + 1 && event.results().size() == rounds.size()) {
        rounds.add(event.round());
        results.add(event.results().stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    return rounds.size() < 3
        ? Optional.empty()
        : Optional.of(new Duels(List.copyOf(rounds), results.toArray(double[][]::new)));
  }

  int size() {
    return results.length;
  }

  /// The fitness of champion `i` against champion `j`: the two of a duel sum to 2.
  double result(int i, int j) {
    return i == j ? TIE : i > j ? results[i][j] : 2 * TIE - results[j][i];
  }

  boolean beats(int i, int j) {
    return result(i, j) > TIE + SLACK;
  }

  /// How many triples there are.
  long triples() {
    long n = size();
    return n * (n - 1) * (n - 2) / 6;
  }

  /// How many of them are cycles.
  long cycles() {
    long cycles = 0;
    for (int a = 0; a < size(); a++) {
      for (int b = a + 1; b < size(); b++) {
        for (int c = b + 1; c < size(); c++) {
          boolean forth = beats(a, b) && beats(b, c) && beats(c, a);
          boolean back = beats(b, a) && beats(c, b) && beats(a, c);
          cycles += forth || back ? 1 : 0;
        }
      }
    }
    return cycles;
  }

  /// The share of duels that the later champion wins, and that it wins or ties.
  double laterWins() {
    long wins = 0;
    long duels = 0;
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < i; j++) {
        wins += beats(i, j) ? 1 : 0;
        duels++;
      }
    }
    return (double) wins / duels;
  }
}
