package dev.pawl.cli.report;

import dev.pawl.cli.report.Stats.Mean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// A quantity by round over the runs of an arm: means and intervals at each round, over the runs
/// that reached it.
///
/// @param xs where each round lies on the axis, as a mean over the runs
record Curve(List<Integer> rounds, List<Double> xs, List<Mean> means) {

  /// A value of one run at one round.
  record At(int round, double x, double y) {}

  /// @param values of a run, any number of rounds
  static Curve of(List<Run> runs, Function<Run, List<At>> values) {
    Map<Integer, List<At>> byRound = new TreeMap<>();
    for (Run run : runs) {
      for (At at : values.apply(run)) {
        byRound.computeIfAbsent(at.round(), _ -> new ArrayList<>()).add(at);
      }
    }
    List<Double> xs = new ArrayList<>();
    List<Mean> means = new ArrayList<>();
    for (List<At> ats : byRound.values()) {
      xs.add(Stats.mean(ats.stream().map(At::x).toList()).mean());
      means.add(Stats.mean(ats.stream().map(At::y).toList()));
    }
    return new Curve(List.copyOf(byRound.keySet()), xs, means);
  }

  List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      points.add(new Point(xs.get(i), means.get(i).mean()));
    }
    return points;
  }

  /// The means against ln(round).
  List<Point> againstLnRound() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      points.add(new Point(Math.log(rounds.get(i)), means.get(i).mean()));
    }
    return points;
  }
}
