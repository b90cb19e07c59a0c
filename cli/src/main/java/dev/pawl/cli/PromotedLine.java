package dev.pawl.cli;

import dev.pawl.Hash;
import dev.pawl.cli.report.GateFold;
import dev.pawl.gate.attestation.Approvers;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The champions, or the versions of the improver, that a journal promoted, in their order, and
/// which of them counts now.
final class PromotedLine {

  /// One of them.
  ///
  /// @param attempt that promoted it; 0 for the first, which needed none
  /// @param before what it was put against; [Hash#ZERO] for the first
  record Step(Hash champion, int round, int attempt, Hash before) {

    String words() {
      return attempt == 0
          ? "%s, the first (--to %d)".formatted(champion.brief(), round)
          : "%s, round %d, attempt %d (--to %d)".formatted(champion.brief(), round, attempt, round);
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, Event.Attempted> attempts = new HashMap<>();
  private @Nullable Event last;

  private final String holdOut;
  private boolean waitsForPeople;
  private @Nullable Step waiting;

  private PromotedLine(String holdOut) {
    this.holdOut = holdOut;
  }

  static PromotedLine of(Journal journal, String holdOut) {
    PromotedLine line = new PromotedLine(holdOut);
    journal.read(0, entry -> line.accept(entry.event()));
    return line;
  }

  private void accept(Event event) {
    last = event;
    switch (event) {
      case Event.Started e ->
          waitsForPeople =
              holdOut.equals(Event.VERSIONS) && Approvers.ofStudy(e.study()).isPresent();
      case Event.RoundEnded e when steps.isEmpty() && holdOut.equals(Event.CHAMPIONS) ->
          passed(new Step(e.champion(), e.round(), 0, Hash.ZERO));
      case Event.Learned e
          when steps.isEmpty() && holdOut.equals(Event.VERSIONS) && e.refused().isEmpty() ->
          passed(new Step(e.version(), e.round(), 0, Hash.ZERO));
      case Event.Attempted e when e.holdOut().equals(holdOut) ->
          attempts.put(e.attempt().number(), e);
      case Event.Released _ when waiting != null -> {
        steps.add(waiting);
        waiting = null;
      }
      case Event.Gated e when e.holdOut().equals(holdOut) && e.promotes() -> {
        Event.Attempted attempted = attempts.get(e.attempt());
        if (attempted != null) {
          passed(
              new Step(
                  attempted.attempt().candidate(),
                  e.round(),
                  e.attempt(),
                  attempted.attempt().champion()));
        }
      }
      default -> {}
    }
  }

  private void passed(Step step) {
    if (waitsForPeople) {
      waiting = step;
    } else {
      steps.add(step);
    }
  }

  /// The one that counts now; empty if none of them is put before a gate.
  Optional<Step> now(GateFold gate) {
    return (holdOut.equals(Event.VERSIONS) ? gate.version() : gate.champion()).flatMap(this::find);
  }

  Optional<Step> find(Hash champion) {
    return steps.stream().filter(step -> step.champion().equals(champion)).findFirst();
  }

  /// The champion of this round, if it was promoted.
  Optional<Step> ofRound(int round) {
    return steps.stream().filter(step -> step.round() == round).findFirst();
  }

  /// What this attempt promoted, if it did.
  Optional<Step> ofAttempt(int attempt) {
    return steps.stream().filter(step -> step.attempt() == attempt).findFirst();
  }

  /// Whether the journal ends between two things, and not in the middle of an attempt or of what
  /// belongs to a promotion.
  boolean isAtRest() {
    return last instanceof Event.Scored
        || last instanceof Event.Declined
        || last instanceof Event.Admitted
        || last instanceof Event.Paused
        || last instanceof Event.RolledBack
        || last instanceof Event.Approved
        || last instanceof Event.BudgetAsked
        || last instanceof Event.BudgetGranted
        || last instanceof Event.Steered
        || last instanceof Event.Finished;
  }

  String words() {
    return steps.stream().map(Step::words).collect(Collectors.joining("; "));
  }
}
