package dev.pawl.cli.report;

import dev.pawl.Outcome;
import dev.pawl.cli.report.Run.Measure;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What one run had reached when it had spent so much.
///
/// @param rounds that it began
/// @param steps by yardstick, whenever its value changed
/// @param spent in the end
record Trace(long seed, int rounds, SequencedMap<Yardstick, List<Step>> steps, Spending spent) {

  /// What a run had spent.
  record Spending(long evaluations, double cpuSeconds, double dollars) {}

  /// From `spending` on the value was this.
  record Step(Spending spending, double value) {}

  /// Folds a journal. CPU time is that of the threads that propose and score: processes in a jail
  /// are not in it.
  ///
  /// @param bill of its remote models
  static Trace of(long seed, Journal journal, Bill bill) {
    Fold fold = new Fold(journal.timings(), bill);
    journal.read(0, entry -> fold.accept(entry.event()));
    return fold.trace(seed);
  }

  /// The value when `amount` had been spent; NaN if there was none.
  double at(Yardstick yardstick, Scale scale, double amount) {
    double value = Double.NaN;
    for (Step step : steps.getOrDefault(yardstick, List.of())) {
      if (scale.of(step.spending()) <= amount) {
        value = step.value();
      }
    }
    return value;
  }

  /// What had been spent when the value was first at least `target`; infinite if it never was.
  double until(Yardstick yardstick, Scale scale, double target) {
    return steps.getOrDefault(yardstick, List.of()).stream()
        .filter(step -> step.value() >= target)
        .mapToDouble(step -> scale.of(step.spending()))
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static final class Fold {
    private final Map<Long, Long> cpuNanos = new HashMap<>();
    private final Bill bill;
    private final SequencedMap<Yardstick, List<Step>> steps = new LinkedHashMap<>();
    private double best = Double.NEGATIVE_INFINITY;
    private long evaluations;
    private long cpu;
    private double dollars;
    private int rounds;

    Fold(List<Timing> timings, Bill bill) {
      timings.forEach(timing -> cpuNanos.put(timing.ticket(), timing.cpuNanos()));
      this.bill = bill;
    }

    void accept(Event event) {
      switch (event) {
        case Event.Proposed proposed -> {
          rounds = Math.max(rounds, proposed.round());
          dollars = Math.max(dollars, bill.until(proposed.candidate()));
        }
        case Event.Declined declined -> {
          rounds = Math.max(rounds, declined.round());
          evaluations += declined.cost().evaluations();
          cpu += cpuNanos.getOrDefault(declined.ticket(), 0L);
        }
        case Event.Scored scored -> scored(scored);
        case Event.Measured measured when measured.split().equals(Event.RACE) ->
            evaluations += measured.cost().evaluations();
        case Event.Measured measured -> {
          if (!measured.name().equals(Measures.DUELS)) {
            Measure measure = new Measure(measured.split(), measured.name());
            step(new Yardstick.Measured(measure), measured.value());
          }
        }
        case Event.Started _, Event.Forked _, Event.Finished _ -> {}
        case Event.Admitted _, Event.RoundEnded _, Event.Learned _ -> {}
        case Event.Attempted _, Event.Opened _, Event.Observed _, Event.Gated _ -> {}
        case Event.Paused _, Event.Acknowledged _, Event.RolledBack _ -> {}
        case Event.Approved _, Event.Released _ -> {}
        case Event.BudgetAsked _, Event.BudgetGranted _ -> {}
        case Event.Steered _, Event.SelfChecked _ -> {}
      }
    }

    private void scored(Event.Scored event) {
      evaluations += event.cost().evaluations();
      cpu += cpuNanos.getOrDefault(event.ticket(), 0L);
      if (event.outcome() instanceof Outcome.Finished(var score) && score.value() > best) {
        best = score.value();
        step(new Yardstick.Best(), best);
      }
    }

    private void step(Yardstick yardstick, double value) {
      steps.computeIfAbsent(yardstick, _ -> new ArrayList<>()).add(new Step(spent(), value));
    }

    private Spending spent() {
      return new Spending(evaluations, cpu / 1e9, dollars);
    }

    Trace trace(long seed) {
      dollars = Math.max(dollars, bill.total());
      return new Trace(seed, rounds, steps, spent());
    }
  }
}
