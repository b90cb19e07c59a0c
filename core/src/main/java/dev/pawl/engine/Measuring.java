package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Elite;
import dev.pawl.Hash;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.journal.Event.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Measures what a search has found and records that, or takes what the journal holds of it.
final class Measuring {

  private final Scribe scribe;
  private final Budget budget;
  private final Mode mode;

  Measuring(Scribe scribe, Budget budget, Mode mode) {
    this.scribe = scribe;
    this.budget = budget;
    this.mode = mode;
  }

  /// @param subject what is measured
  void measure(int round, Hash subject, Supplier<List<Measurement>> measurements) {
    List<Measured> measured = recorded(subject);
    if (measured.isEmpty()) {
      measured = measurements.get().stream().map(m -> event(round, subject, m)).toList();
    }
    for (Measured event : measured) {
      scribe.record(event);
      budget.measured(event.cost());
    }
    scribe.commit();
  }

  /// Who wins the race of a round's best; where there is one only, or the journal that is replayed
  /// ends here, the favourite.
  Elite winner(int round, Leaders leaders, Function<List<Candidate>, List<Measurement>> race) {
    if (leaders.elites().size() == 1 || (mode != Mode.RUN && scribe.caughtUp())) {
      return leaders.elites().getFirst();
    }
    List<Measurement> ran = new ArrayList<>();
    List<Measured> results = new ArrayList<>();
    for (Candidate candidate : leaders.candidates()) {
      List<Measured> result = recorded(candidate.id());
      if (result.isEmpty()) {
        if (ran.isEmpty()) {
          ran.addAll(race.apply(leaders.candidates()));
        }
        result = List.of(event(round, candidate.id(), ran.get(results.size())));
      }
      for (Measured event : result) {
        scribe.record(event);
        budget.charge(event.cost()); // it decides what the search finds
      }
      results.addAll(result);
    }
    scribe.commit();
    return leaders.winner(results);
  }

  /// The measurements of `subject` that stand next in the journal and count.
  private List<Measured> recorded(Hash subject) {
    return mode == Mode.RERUN ? List.of() : scribe.measured(subject);
  }

  private static Measured event(int round, Hash subject, Measurement m) {
    return new Measured(round, subject, m.split(), m.name(), m.value(), m.results(), m.cost());
  }
}
