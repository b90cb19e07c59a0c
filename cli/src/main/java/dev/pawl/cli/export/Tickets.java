package dev.pawl.cli.export;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The journal as one row for each ticket, in order.
final class Tickets {

  /// @param candidate null if the proposer declined
  /// @param outcome such as `Finished`, `Refused`, `Declined`
  /// @param score null if it has none
  /// @param reason why there is no score
  /// @param place in the archive; null if not admitted
  record Row(
      long ticket,
      int round,
      String proposer,
      List<Hash> parents,
      @Nullable Hash candidate,
      String outcome,
      @Nullable Score score,
      String reason,
      Cost cost,
      @Nullable String place) {

    Row admitted(String place) {
      return new Row(
          ticket, round, proposer, parents, candidate, outcome, score, reason, cost, place);
    }
  }

  private final Consumer<Row> rows;
  private Event.@Nullable Proposed proposed;
  private @Nullable Row last;
  private long count;

  private Tickets(Consumer<Row> rows) {
    this.rows = rows;
  }

  /// Hands over the rows of `journal`, and says how many there were.
  static long of(Journal journal, Consumer<Row> rows) {
    Tickets tickets = new Tickets(rows);
    journal.read(0, entry -> tickets.accept(entry.event()));
    tickets.flush();
    return tickets.count;
  }

  private void accept(Event event) {
    switch (event) {
      case Event.Proposed e -> {
        flush();
        proposed = e;
      }
      case Event.Declined e -> {
        flush();
        last =
            new Row(
                e.ticket(),
                e.round(),
                e.proposer(),
                e.parents(),
                null,
                "Declined",
                null,
                e.reason(),
                e.cost(),
                null);
      }
      case Event.Scored e -> last = proposed == null ? null : scored(proposed, e);
      case Event.Admitted e -> last = last == null ? null : last.admitted(e.place());
      case Event.Started _, Event.RoundEnded _, Event.Learned _, Event.Measured _ -> {}
      case Event.Attempted _, Event.Opened _, Event.Observed _, Event.Gated _ -> {}
      case Event.Paused _, Event.Acknowledged _, Event.RolledBack _ -> {}
      case Event.Approved _, Event.Released _ -> {}
      case Event.BudgetAsked _, Event.BudgetGranted _ -> {}
      case Event.Steered _, Event.SelfChecked _ -> {}
      case Event.Forked _, Event.Finished _ -> {}
    }
  }

  private static Row scored(Event.Proposed p, Event.Scored scored) {
    Outcome outcome = scored.outcome();
    return new Row(
        p.ticket(),
        p.round(),
        p.proposer(),
        p.parents(),
        p.candidate(),
        outcome.getClass().getSimpleName(),
        score(outcome).orElse(null),
        reason(outcome),
        scored.cost(),
        null);
  }

  private static Optional<Score> score(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Finished(var score) -> Optional.of(score);
      case Outcome.Eliminated(var score, var _) -> Optional.of(score);
      case Outcome.TimedOut _,
          Outcome.OverLimit _,
          Outcome.Refused _,
          Outcome.Crashed _,
          Outcome.TriedToEscape _ ->
          Optional.empty();
    };
  }

  private static String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Finished _ -> "";
      case Outcome.Eliminated(var _, var reason) -> reason;
      case Outcome.TimedOut(var limitMillis) -> limitMillis + " ms";
      case Outcome.OverLimit(var limit) -> limit;
      case Outcome.Refused(var reason) -> reason;
      case Outcome.Crashed(var reason) -> reason;
      case Outcome.TriedToEscape(var how) -> how;
    };
  }

  private void flush() {
    if (last != null) {
      rows.accept(last);
      count++;
    }
    last = null;
    proposed = null;
  }
}
