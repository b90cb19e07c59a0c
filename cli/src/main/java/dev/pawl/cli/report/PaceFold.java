package dev.pawl.cli.report;

import dev.pawl.journal.Session;
import dev.pawl.journal.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How fast a run went. Sessions are laid end to end, so that the nights between them leave no gap.
final class PaceFold {

  private static final int BINS = 80;

  private PaceFold() {}

  /// @param lastTicket later ones are left out: they came after the journal was read
  static Run.Pace of(List<Timing> timings, List<Session> sessions, long lastTicket) {
    List<Timing> byTime =
        timings.stream()
            .filter(timing -> timing.ticket() <= lastTicket)
            .sorted(Comparator.comparingLong(Timing::endedMillis))
            .toList();
    List<Session> byStart =
        sessions.stream().sorted(Comparator.comparingLong(Session::startedMillis)).toList();
    long cpuNanos = byTime.stream().mapToLong(Timing::cpuNanos).sum();
    if (byTime.isEmpty()) {
      return new Run.Pace(cpuNanos, 0, List.of(), byStart);
    }
    long[] worked = new long[byTime.size()];
    long now = 0;
    int session = 0;
    Timing first = byTime.getFirst();
    long before =
        byStart.isEmpty()
            ? first.endedMillis() - first.wallNanos() / 1_000_000
            : Math.min(byStart.getFirst().startedMillis(), first.endedMillis());
    for (int i = 0; i < worked.length; i++) {
      long ended = byTime.get(i).endedMillis();
      while (session + 1 < byStart.size() && byStart.get(session + 1).startedMillis() <= ended) {
        session++;
        before = Math.max(before, byStart.get(session).startedMillis());
      }
      now += ended - before;
      worked[i] = now;
      before = ended;
    }
    return new Run.Pace(cpuNanos, now, curve(worked), byStart);
  }

  private static List<Point> curve(long[] worked) {
    long end = worked[worked.length - 1];
    int bins = (int) Math.min(BINS, end / 1_000);
    if (bins < 2) {
      return List.of();
    }
    long[] counts = new long[bins];
    for (long millis : worked) {
      counts[(int) Math.min(bins - 1, millis * bins / end)]++;
    }
    double seconds = end / 1_000.0 / bins;
    List<Point> curve = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      curve.add(new Point((i + 0.5) * seconds / 60, counts[i] / seconds));
    }
    return curve;
  }
}
