package dev.pawl.archive;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Score;
import java.util.List;
import java.util.stream.LongStream;

/// Elites to admit.
final class Elites {

  private static final Bounds BOUNDS = new Bounds(-10, 10);

  private Elites() {}

  /// An elite without traits or tasks.
  static Elite of(long ticket, double value) {
    return of(ticket, value, List.of(), List.of());
  }

  static Elite of(long ticket, double value, List<Double> traits, List<Double> tasks) {
    return new Elite(
        Candidate.of("a.txt", "candidate " + ticket),
        new Score(value, BOUNDS, tasks, traits, ""),
        ticket);
  }

  /// Random elites of tickets `from` to `to` - 1: values in hundredths, so that there are ties, two
  /// traits from 0 to 1 and three tasks.
  static List<Elite> random(long from, long to) {
    return LongStream.range(from, to).mapToObj(Elites::random).toList();
  }

  private static Elite random(long ticket) {
    Draw draw = Draw.of(7, ticket, "elite");
    return of(
        ticket,
        draw.nextInt(101) / 100.0,
        List.of(draw.nextDouble(), draw.nextDouble()),
        List.of(draw.nextInt(11) / 10.0, draw.nextInt(11) / 10.0, draw.nextInt(11) / 10.0));
  }
}
