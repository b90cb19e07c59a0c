package dev.pawl.cli.report;

import dev.pawl.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts per proposer. The run is cut into at most [#BINS_MAX] stretches of equal length, which
/// double when it outgrows them, so that a million tickets need no more room than a hundred.
final class OperatorFold {

  static final int BINS_MAX = 60;

  /// More proposers than this are counted together under [#OTHERS].
  private static final int NAMES_MAX = 100;

  private static final String OTHERS = "(others)";

  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private long width = 1;

  private static final class Tally {
    private long tickets;
    private long declined;
    private long refused;
    private long eliminated;
    private long failed;
    private long finished;
    private long admitted;
    private final long[] bins = new long[BINS_MAX];
  }

  void declined(String proposer, long ticket) {
    issued(proposer, ticket).declined++;
  }

  void scored(String proposer, long ticket, Outcome outcome) {
    Tally tally = issued(proposer, ticket);
    switch (outcome) {
      case Outcome.Finished _ -> tally.finished++;
      case Outcome.Eliminated _ -> tally.eliminated++;
      case Outcome.Refused _ -> tally.refused++;
      case Outcome.TimedOut _, Outcome.OverLimit _, Outcome.Crashed _ -> tally.failed++;
      case Outcome.TriedToEscape _ -> tally.failed++;
    }
  }

  void admitted(String proposer) {
    tally(proposer).admitted++;
  }

  private Tally issued(String proposer, long ticket) {
    Tally tally = tally(proposer);
    tally.tickets++;
    while (ticket > width * BINS_MAX) {
      tallies.values().forEach(each -> halve(each.bins));
      width *= 2;
    }
    tally.bins[(int) (Math.max(0, ticket - 1) / width)]++;
    return tally;
  }

  private Tally tally(String proposer) {
    Tally tally = tallies.get(proposer);
    if (tally != null) {
      return tally;
    }
    String name = tallies.size() < NAMES_MAX ? proposer : OTHERS;
    return tallies.computeIfAbsent(name, _ -> new Tally());
  }

  private static void halve(long[] bins) {
    for (int i = 0; i < BINS_MAX; i++) {
      bins[i] = 2 * i < BINS_MAX ? bins[2 * i] + bins[2 * i + 1] : 0;
    }
  }

  /// How many tickets a stretch has.
  long width() {
    return width;
  }

  /// The operators, those with the most tickets first.
  ///
  /// @param lastTicket of the run: it decides how many stretches there are
  List<Operator> operators(long lastTicket) {
    int used = (int) Math.min(BINS_MAX, (lastTicket + width - 1) / width);
    List<Operator> operators = new ArrayList<>();
    tallies.forEach((name, t) -> {
      List<Long> bins = new ArrayList<>();
      for (int i = 0; i < used; i++) {
        bins.add(t.bins[i]);
      }
      operators.add(
          new Operator(
              name,
              t.tickets,
              t.declined,
              t.refused,
              t.eliminated,
              t.failed,
              t.finished,
              t.admitted,
              bins));
    });
    operators.sort(
        Comparator.comparingLong(Operator::tickets).reversed().thenComparing(Operator::name));
    return operators;
  }
}
