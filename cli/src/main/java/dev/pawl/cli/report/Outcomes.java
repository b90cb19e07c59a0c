package dev.pawl.cli.report;

import dev.pawl.Outcome;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many tickets ended in which way, and the commonest reasons of those that ended badly.
/// Numbers in reasons are left out, so that "same as ticket 7" and "same as ticket 8" are one.
final class Outcomes {

  /// The ways in which a ticket can end.
  enum Kind {
    FINISHED("finished", "ran to its end and was scored"),
    ELIMINATED("eliminated", "was stopped early because it could no longer matter"),
    REFUSED("refused", "was never run: not legal, or scored before"),
    TIMED_OUT("timed out", "did not end within its time"),
    OVER_LIMIT("over limit", "wanted more of something than it may have"),
    CRASHED("crashed", "broke while it ran"),
    TRIED_TO_ESCAPE("tried to escape", "reached for what its walls keep from it"),
    DECLINED("declined", "the proposer had nothing to offer");

    final String label;
    final String means;

    Kind(String label, String means) {
      this.label = label;
      this.means = means;
    }
  }

  /// A reason and how often it was given.
  record Reason(Kind kind, String text, long count) {}

  private static final int REASONS_MAX = 500;
  private static final int REASON_LENGTH_MAX = 160;
  private static final String OTHERS = "(other reasons)";

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, Map<String, Long>> reasons = new EnumMap<>(Kind.class);

  void scored(Outcome outcome) {
    switch (outcome) {
      case Outcome.Finished _ -> count(Kind.FINISHED);
      case Outcome.Eliminated(_, var reason) -> count(Kind.ELIMINATED, reason);
      case Outcome.Refused(var reason) -> count(Kind.REFUSED, reason);
      case Outcome.TimedOut _ -> count(Kind.TIMED_OUT);
      case Outcome.OverLimit(var limit) -> count(Kind.OVER_LIMIT, limit);
      case Outcome.Crashed(var reason) -> count(Kind.CRASHED, reason);
      case Outcome.TriedToEscape(var how) -> count(Kind.TRIED_TO_ESCAPE, how);
    }
  }

  void declined(String reason) {
    count(Kind.DECLINED, reason);
  }

  private void count(Kind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  private void count(Kind kind, String reason) {
    count(kind);
    Map<String, Long> known = reasons.computeIfAbsent(kind, _ -> new HashMap<>());
    String text = general(reason);
    if (!known.containsKey(text) && known.size() >= REASONS_MAX) {
      text = OTHERS;
    }
    known.merge(text, 1L, Long::sum);
  }

  private static String general(String reason) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < reason.length() && text.length() < REASON_LENGTH_MAX; i++) {
      char c = reason.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit) {
        text.append(c);
      } else if (text.isEmpty() || text.charAt(text.length() - 1) != '…') {
        text.append('…');
      }
    }
    return text.toString();
  }

  long of(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /// All together: the number of tickets.
  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The commonest reasons, at most `most`.
  List<Reason> reasons(int most) {
    return reasons.entrySet().stream()
        .flatMap(byKind ->
            byKind.getValue().entrySet().stream()
                .map(r -> new Reason(byKind.getKey(), r.getKey(), r.getValue())))
        .sorted(
            Comparator.comparingLong(Reason::count)
                .reversed()
                .thenComparing(Reason::kind)
                .thenComparing(Reason::text))
        .limit(most)
        .toList();
  }
}
