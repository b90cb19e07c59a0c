package dev.pawl.cli.report;

import java.util.ArrayList;
import java.util.List;

/// A bounded sample of a stream: every k-th point, where k doubles whenever the sample is full. No
/// chance is involved, so the same stream always leaves the same sample.
final class Thinned {

  private final int most;
  private final List<Point> points = new ArrayList<>();
  private long every = 1;
  private long seen;

  Thinned(int most) {
    this.most = most;
  }

  void add(double x, double y) {
    if (seen++ % every != 0) {
      return;
    }
    points.add(new Point(x, y));
    if (points.size() == most) {
      List<Point> half = new ArrayList<>();
      for (int i = 0; i < points.size(); i += 2) {
        half.add(points.get(i));
      }
      points.clear();
      points.addAll(half);
      every *= 2;
    }
  }

  /// The sample; one in [#every()].
  List<Point> points() {
    return List.copyOf(points);
  }

  long every() {
    return every;
  }

  /// At most `most` of `points`, spread evenly, both ends included.
  static <T> List<T> evenly(List<T> points, int most) {
    if (points.size() <= most) {
      return points;
    }
    List<T> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(points.get((int) ((long) i * (points.size() - 1) / (most - 1))));
    }
    return some;
  }
}
