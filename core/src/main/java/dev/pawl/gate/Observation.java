package dev.pawl.gate;

import java.util.List;

/// What was seen during an attempt, in the order in which it counts.
public sealed interface Observation {

  /// Champion and candidate on the same task with the same seed.
  ///
  /// @param task its number within the attempt, from 1, without gaps: no result can be left out
  record Pair(int task, Side champion, Side candidate) implements Observation {
    public Pair {
      if (task < 1) {
        throw new IllegalArgumentException(
            "task %d; tasks of an attempt are counted from 1".formatted(task));
      }
    }

    /// The candidate's score less the champion's, from −1 to 1. What is missing counts against the
    /// candidate: its own score as 0, the champion's as 1. So nothing is won by breaking the
    /// other's run, or by breaking off one's own.
    double difference() {
      double best = champion instanceof Side.Scored scored ? scored.score() : 1;
      double own = candidate instanceof Side.Scored scored ? scored.score() : 0;
      return own - best;
    }

    /// The difference on the scale of a guard; −1 if either is missing.
    double difference(Guard guard, int index) {
      return champion instanceof Side.Scored one && candidate instanceof Side.Scored other
          ? guard.difference(one.guards().get(index), other.guards().get(index))
          : -1;
    }
  }

  /// A trap that an honest candidate does not spring.
  ///
  /// @param name the impossible task or the honey file
  /// @param sprung the task was "solved", or the file was read
  record Canary(String name, boolean sprung) implements Observation {}

  /// One of the two on one task.
  sealed interface Side {

    /// It was scored.
    ///
    /// @param score from 0 to 1
    /// @param guards values of the guards that are measured on each task, in the order of the plan
    record Scored(double score, List<Double> guards) implements Side {
      public Scored {
        guards = List.copyOf(guards);
        if (!(score >= 0 && score <= 1)) {
          throw new IllegalArgumentException(
              "a score is %s; at a gate it must be from 0 to 1".formatted(score));
        }
      }
    }

    /// It has no score: it crashed, timed out, was refused, or its worker was lost.
    record Missing(String reason) implements Side {}

    /// A score and no guards.
    static Side of(double score) {
      return new Scored(score, List.of());
    }
  }
}
