package dev.pawl.cli.report;

import dev.pawl.labs.redqueen.RedQueen;
import java.util.List;
import java.util.Optional;

/// What a lab calls its numbers. The only place of the report that knows any lab.
///
/// @param value of a score
/// @param fair the value that is neither good nor bad, if there is one
/// @param result of a single task of a measurement, such as an opponent
/// @param task what a measurement has many of
/// @param tie the result that is neither won nor lost, if there is one
/// @param axes of its grid
/// @param challenge how to try a champion that was saved as `champion.red`; empty if there is no
///   such command
record Words(
    String title,
    String value,
    Optional<Double> fair,
    String result,
    String task,
    Optional<Double> tie,
    List<AxisWords> axes,
    String challenge) {

  /// An axis of a grid: what it measures, and the edges between its cells.
  record AxisWords(String name, List<Double> edges) {

    /// What cell `i` holds, such as `10–100`.
    String cell(int i) {
      if (edges.isEmpty()) {
        return String.valueOf(i);
      }
      if (i == 0) {
        return "< " + edge(0);
      }
      return i >= edges.size() ? "≥ " + edge(edges.size() - 1) : edge(i - 1) + "–" + edge(i);
    }

    private String edge(int i) {
      double edge = edges.get(i);
      if (edge != Math.rint(edge)) {
        return Say.value(edge);
      }
      return edge >= 1000 && edge % 1000 == 0 ? (long) edge / 1000 + "k" : Say.count((long) edge);
    }
  }

  static Words of(String lab) {
    if (lab.equals("redqueen")) {
      return new Words(
          "Red Queen",
          "fitness",
          Optional.of(1.0),
          "fitness against the opponent (0 to 2)",
          "opponent",
          Optional.of(1.0),
          List.of(
              new AxisWords("spawned processes, mean per battle", RedQueen.SPAWNED.edges()),
              new AxisWords("addresses ever executed, mean per battle", RedQueen.COVERED.edges())),
          "./pawl battle champion.red house:tapper");
    }
    return new Words(
        lab.isEmpty() ? "Run" : lab,
        "value",
        Optional.empty(),
        "result",
        "task",
        Optional.empty(),
        List.of(),
        "");
  }

  /// The axis with this number, from 0.
  AxisWords axis(int number) {
    return number < axes.size()
        ? axes.get(number)
        : new AxisWords("trait %d, cell".formatted(number + 1), List.of());
  }
}
