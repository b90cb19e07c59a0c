package dev.pawl.archive;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Problem.Incumbents;
import dev.pawl.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The elites that no other elite beats in everything (Pareto). Parents are drawn uniformly.
///
/// **Idea.** What is compared is the value and, after it, the tasks or the traits of the score, as
/// declared by [By]; more is better in all of them. A candidate is kept if no elite is at least as
/// good everywhere, and removes the elites that it is at least as good as everywhere. By tasks,
/// that keeps a specialist of each (as GEPA does; Agrawal et al., arXiv 2507.19457); by traits, it
/// trades the value against, say, the negative length.
///
/// Fronts grow quickly with the number of objectives. Above `capacity` the elite with the least
/// crowding distance goes, of equals the latest: the distance is the sum, over the objectives, of
/// the gap between its two neighbours in that objective as a share of the front's range, and
/// infinite at both ends (NSGA-II; Deb, Pratap, Agarwal, Meyarivan, IEEE TEC 2002). That may be the
/// newcomer, but never the best.
///
/// **Cost.** Admission and [#incumbents]' answers are linear in the elites (times objectives);
/// crowding sorts them by each objective. A capacity of some hundreds is meant, not a million.
///
/// **Holds.** The best is never lost: the value is an objective. A candidate at or below
/// [#incumbents] is never kept. Above it, by traits, it is kept unless it is crowded out; by tasks
/// nothing is known beforehand. Elites are listed in the order of admission.
public final class ParetoFront implements Archive {

  private final By by;
  private final int capacity;
  private List<Point> front = List.of();

  /// What is compared besides the value.
  public enum By {
    /// The result of each task.
    TASKS,
    /// Each trait.
    TRAITS
  }

  /// An empty front.
  ///
  /// @param capacity how many elites it may have; at least 2
  public ParetoFront(By by, int capacity) {
    if (capacity < 2) {
      throw new IllegalArgumentException("capacity is %d; the least is 2".formatted(capacity));
    }
    this.by = by;
    this.capacity = capacity;
  }

  @Override
  public Admission admit(Elite elite) {
    Point point = new Point(elite, objectives(elite.score()));
    List<Point> next = new ArrayList<>(front.size() + 1);
    for (Point other : front) {
      if (other.covers(point)) {
        return new Admission.NotKept();
      }
      if (!point.covers(other)) {
        next.add(other);
      }
    }
    next.add(point);
    if (next.size() > capacity && next.remove(mostCrowded(next)).equals(point)) {
      return new Admission.NotKept();
    }
    front = List.copyOf(next);
    return new Admission.Kept("front of " + front.size());
  }

  @Override
  public void clear() {
    front = List.of();
  }

  @Override
  public Elite select(long ticket, Draw draw) {
    Draws.requireElites(front.size());
    return front.get(draw.nextInt(front.size())).elite();
  }

  @Override
  public Incumbents incumbents(long ticket) {
    List<Point> then = front;
    return switch (by) {
      case TASKS -> Incumbents.NONE;
      case TRAITS ->
          traits -> {
            double toBeat = Double.NEGATIVE_INFINITY;
            for (Point point : then) {
              requireCount(point.elite().score().traits(), traits.size());
              if (point.coversTraits(traits)) {
                toBeat = Math.max(toBeat, point.objectives()[0]);
              }
            }
            return toBeat;
          };
    };
  }

  @Override
  public List<Elite> elites() {
    return front.stream().map(Point::elite).toList();
  }

  @Override
  public int size() {
    return front.size();
  }

  /// An elite and its objectives, the value first.
  // A class of its own kind and not a record, since equality is identity.
  private static final class Point {
    private final Elite elite;
    private final double[] objectives;

    private Point(Elite elite, double[] objectives) {
      this.elite = elite;
      this.objectives = objectives;
    }

    private Elite elite() {
      return elite;
    }

    private double[] objectives() {
      return objectives;
    }

    /// Whether this is at least as good everywhere.
    private boolean covers(Point other) {
      for (int i = 0; i < objectives.length; i++) {
        if (objectives[i] < other.objectives[i]) {
          return false;
        }
      }
      return true;
    }

    private boolean coversTraits(List<Double> traits) {
      for (int i = 0; i < traits.size(); i++) {
        if (objectives[i + 1] < traits.get(i)) {
          return false;
        }
      }
      return true;
    }
  }

  private double[] objectives(Score score) {
    List<Double> rest = rest(score);
    if (!front.isEmpty()) {
      requireCount(rest(front.getFirst().elite().score()), rest.size());
    }
    double[] objectives = new double[rest.size() + 1];
    objectives[0] = score.value();
    for (int i = 0; i < rest.size(); i++) {
      objectives[i + 1] = rest.get(i);
    }
    return objectives;
  }

  private List<Double> rest(Score score) {
    return switch (by) {
      case TASKS -> score.tasks();
      case TRAITS -> score.traits();
    };
  }

  private void requireCount(List<Double> expected, int found) {
    if (expected.size() != found) {
      throw new IllegalArgumentException(
          "the front compares %d %s but was given %d; every score must have as many"
              .formatted(expected.size(), by == By.TASKS ? "tasks" : "traits", found));
    }
  }

  private static int mostCrowded(List<Point> points) {
    double[] distances = crowding(points);
    int best =
        IntStream.range(0, distances.length)
            .boxed()
            .min(Comparator.comparing(at -> points.get(at).elite, BEST_FIRST))
            .orElseThrow();
    int most = -1;
    for (int i = 0; i < distances.length; i++) {
      if (i != best && (most < 0 || distances[i] <= distances[most])) {
        most = i;
      }
    }
    return most;
  }

  private static double[] crowding(List<Point> points) {
    double[] distances = new double[points.size()];
    for (int i = 0; i < points.getFirst().objectives.length; i++) {
      int objective = i;
      Integer[] order = IntStream.range(0, points.size()).boxed().toArray(Integer[]::new);
      Arrays.sort(order, Comparator.comparingDouble(at -> points.get(at).objectives[objective]));
      double least = points.get(order[0]).objectives[i];
      double range = points.get(order[order.length - 1]).objectives[i] - least;
      if (range > 0) {
        distances[order[0]] = Double.POSITIVE_INFINITY;
        distances[order[order.length - 1]] = Double.POSITIVE_INFINITY;
        for (int k = 1; k < order.length - 1; k++) {
          double before = points.get(order[k - 1]).objectives[i];
          double after = points.get(order[k + 1]).objectives[i];
          distances[order[k]] += (after - before) / range;
        }
      }
    }
    return distances;
  }
}
