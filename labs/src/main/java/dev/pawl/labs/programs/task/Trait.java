package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.archive.Axis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What archives tell candidates apart by: measured on the files, or named by the evaluator.
///
/// @param axis its name and cells
public record Trait(Kind kind, Axis axis) {

  private static final double[] SHARES = {0.5, 0.7, 0.85, 1, 1.2, 1.5, 2, 3};

  /// Where its number comes from.
  public enum Kind {
    /// Characters of all files.
    LENGTH,
    /// Lines of all files that are not blank.
    LINES,
    /// The share of lines that differs from the seed's, from 0 to 1.
    DISTANCE,
    /// What the evaluator says.
    DECLARED
  }

  /// The trait with the cells that suit descendants of `seed`: for lengths around the seed's, for
  /// distances eight of equal width.
  static Trait automatic(Kind kind, String name, Candidate seed) {
    List<Double> edges = new ArrayList<>();
    if (kind == Kind.DISTANCE) {
      for (int i = 1; i < 8; i++) {
        edges.add(i / 8.0);
      }
    } else {
      double size = measure(kind, seed, seed);
      for (double share : SHARES) {
        double edge = Math.ceil(size * share);
        if (edges.isEmpty() || edge > edges.getLast()) {
          edges.add(edge);
        }
      }
    }
    return new Trait(kind, new Axis(name, edges));
  }

  /// Of `bins` cells of equal width between two values.
  static Axis equal(String name, double min, double max, int bins) {
    List<Double> edges = new ArrayList<>();
    for (int i = 1; i < Math.max(2, bins); i++) {
      edges.add(min + (max - min) * i / Math.max(2, bins));
    }
    return new Axis(name, edges);
  }

  /// The number of `candidate`, for all kinds but the declared one.
  public static double measure(Kind kind, Candidate candidate, Candidate seed) {
    return switch (kind) {
      case LENGTH -> candidate.files().values().stream().mapToInt(String::length).sum();
      case LINES -> lines(candidate).values().stream().mapToInt(Integer::intValue).sum();
      case DISTANCE -> distance(lines(candidate), lines(seed));
      case DECLARED -> throw new IllegalArgumentException("only the evaluator can say that");
    };
  }

  private static double distance(Map<String, Integer> lines, Map<String, Integer> others) {
    int all = 0;
    int common = 0;
    for (Map.Entry<String, Integer> line : lines.entrySet()) {
      all += line.getValue();
      common += Math.min(line.getValue(), others.getOrDefault(line.getKey(), 0));
    }
    for (int count : others.values()) {
      all += count;
    }
    return all == 0 ? 0 : 1 - 2.0 * common / all;
  }

  private static Map<String, Integer> lines(Candidate candidate) {
    Map<String, Integer> counts = new HashMap<>();
    for (String text : candidate.files().values()) {
      text.lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .forEach(l -> counts.merge(l, 1, Integer::sum));
    }
    return counts;
  }
}
