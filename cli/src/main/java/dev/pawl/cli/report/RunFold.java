package dev.pawl.cli.report;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Folds a journal into the facts of a run: one pass, memory in proportion to what was admitted and
/// not to the number of tickets. An entry that makes no sense where it stands changes nothing;
/// `pawl verify` is what complains.
final class RunFold {

  private static final int SCORES_MAX = 3_000;

  private final String name;
  private long entries;
  private Hash head = Hash.ZERO;
  private Event.@Nullable Started started;
  private Event.@Nullable Forked forked;
  private @Nullable String finished;
  private long tickets;
  private Cost search = Cost.NONE;
  private Cost measuring = Cost.NONE;
  private final List<RoundFold> rounds = new ArrayList<>();
  private final List<Event.Learned> lessons = new ArrayList<>();
  private final List<Event.Measured> measured = new ArrayList<>();
  private final Thinned scores = new Thinned(SCORES_MAX);
  private final OperatorFold operators = new OperatorFold();
  private final Outcomes outcomes = new Outcomes();
  private final Map<Hash, Ancestor> ancestors = new HashMap<>();
  private final GateFold gate = new GateFold();

  // The ticket that is being told of.
  private Event.@Nullable Proposed proposed;
  private Event.@Nullable Scored scored;

  private RunFold(String name) {
    this.name = name;
  }

  /// Reads all that `input` holds now.
  static Run of(RunInput input) {
    RunFold fold = new RunFold(input.name());
    Journal journal = input.journal();
    journal.read(0, fold::accept);
    return fold.run(PaceFold.of(journal.timings(), journal.sessions(), fold.tickets));
  }

  private void accept(Journal.Entry entry) {
    entries = entry.number() + 1;
    head = entry.hash();
    gate.accept(entry.event());
    switch (entry.event()) {
      case Event.Started event -> started = event;
      case Event.Proposed event -> {
        proposed = event;
        scored = null;
      }
      case Event.Declined event -> declined(event);
      case Event.Scored event -> scored(event);
      case Event.Admitted event -> admitted(event);
      case Event.RoundEnded(int round, long ticket, Hash champion, double value) ->
          round(round, ticket).ended(ticket, champion, value);
      case Event.Learned event -> {
        lessons.add(event);
        search = search.plus(event.cost());
      }
      case Event.Measured event when event.split().equals(Event.RACE) ->
          search = search.plus(event.cost());
      case Event.Measured event -> {
        measured.add(event);
        measuring = measuring.plus(event.cost());
      }
      case Event.Attempted _, Event.Opened _, Event.Observed _, Event.Gated _ -> {}
      case Event.Paused _, Event.Acknowledged _, Event.RolledBack _ -> {}
      case Event.Approved _, Event.Released _ -> {}
      case Event.BudgetAsked _, Event.BudgetGranted _ -> {}
      case Event.Steered _, Event.SelfChecked _ -> {}
      case Event.Forked event -> forked = event;
      case Event.Finished(String reason) -> finished = reason;
    }
  }

  private void declined(Event.Declined event) {
    tickets = event.ticket();
    search = search.plus(event.cost());
    outcomes.declined(event.reason());
    operators.declined(event.proposer(), event.ticket());
    round(event.round(), event.ticket()).ticket(event.ticket(), search);
  }

  private void scored(Event.Scored event) {
    if (proposed == null || proposed.ticket() != event.ticket()) {
      return;
    }
    scored = event;
    tickets = event.ticket();
    search = search.plus(event.cost());
    outcomes.scored(event.outcome());
    operators.scored(proposed.proposer(), event.ticket(), event.outcome());
    round(proposed.round(), event.ticket()).ticket(event.ticket(), search);
    if (event.outcome() instanceof Outcome.Finished(var score)) {
      scores.add((double) event.ticket(), score.value());
    }
  }

  private void admitted(Event.Admitted event) {
    if (proposed == null
        || scored == null
        || scored.ticket() != event.ticket()
        || !(scored.outcome() instanceof Outcome.Finished(var score))) {
      return;
    }
    operators.admitted(proposed.proposer());
    round(proposed.round(), event.ticket())
        .admitted(event.ticket(), event.place(), proposed.candidate(), score);
    ancestors.putIfAbsent(
        proposed.candidate(),
        new Ancestor(
            proposed.candidate(),
            event.ticket(),
            proposed.round(),
            proposed.proposer(),
            proposed.parents(),
            score.value()));
  }

  private RoundFold round(int number, long ticket) {
    if (rounds.isEmpty() || rounds.getLast().number() < number) {
      rounds.add(new RoundFold(number, ticket));
    }
    return rounds.getLast();
  }

  private Run run(Run.Pace pace) {
    measuring = measuring.plus(gate.reports());
    search = search.plus(gate.decides());
    return new Run(
        name,
        entries,
        head,
        Optional.ofNullable(started),
        Optional.ofNullable(forked),
        Optional.ofNullable(finished),
        tickets,
        search,
        measuring,
        rounds.stream().map(RoundFold::round).toList(),
        List.copyOf(lessons),
        List.copyOf(measured),
        scores.points(),
        scores.every(),
        operators.operators(tickets),
        operators.width(),
        outcomes,
        ancestors,
        gate,
        pace);
  }
}
