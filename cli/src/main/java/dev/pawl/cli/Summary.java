package dev.pawl.cli;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.cli.report.GateFold;
import dev.pawl.cli.report.SteeringFold;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where a run stands: a fold of its journal.
final class Summary {

  private final Map<Long, Hash> inFlight = new TreeMap<>();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final List<Event.RoundEnded> rounds = new ArrayList<>();
  private final Map<String, Event.Measured> measured = new LinkedHashMap<>();
  private Event.@Nullable Started started;
  private @Nullable String finished;
  private @Nullable Hash best;
  private double bestValue = Double.NEGATIVE_INFINITY;
  private long events;
  private Hash head = Hash.ZERO;
  private long tickets;
  private int round;
  private long admitted;
  private int lessons;
  private int refused;
  private Cost spent = Cost.NONE;
  private final GateFold gate = new GateFold();
  private final SteeringFold steering = new SteeringFold();
  private @Nullable PromotedLine promotedLine;

  private Summary() {}

  static Summary of(Journal journal) {
    Summary summary = new Summary();
    journal.read(0, summary::accept);
    summary.steering.descend(journal);
    if (summary.gate.champion().filter(summary::isBanned).isPresent()) {
      summary.promotedLine = PromotedLine.of(journal, Event.CHAMPIONS);
    }
    return summary;
  }

  private void accept(Journal.Entry entry) {
    events = entry.number() + 1;
    head = entry.hash();
    gate.accept(entry.event());
    steering.accept(entry.event());
    switch (entry.event()) {
      case Event.Started event -> started = event;
      case Event.Proposed event -> {
        inFlight.put(event.ticket(), event.candidate());
        round = event.round();
      }
      case Event.Declined event -> {
        round = event.round();
        tickets = Math.max(tickets, event.ticket());
        spent = spent.plus(event.cost());
        outcomes.merge("declined", 1L, Long::sum);
      }
      case Event.Scored event -> scored(event);
      case Event.Admitted _ -> admitted++;
      case Event.RoundEnded event -> {
        rounds.add(event);
        bestValue = Double.NEGATIVE_INFINITY; // the next round scores against other opponents
        best = null;
      }
      case Event.Learned event -> {
        lessons++;
        refused += event.refused().isEmpty() ? 0 : 1;
        spent = spent.plus(event.cost());
      }
      case Event.Measured event -> {
        if (!event.split().equals(Event.RACE)) {
          measured.put(event.split() + " " + event.name(), event);
        }
        spent = spent.plus(event.cost());
      }
      case Event.Attempted event -> spent = spent.plus(event.cost());
      case Event.Observed event -> spent = spent.plus(event.cost());
      case Event.SelfChecked event -> spent = spent.plus(event.cost());
      case Event.Opened _, Event.Gated _, Event.Paused _, Event.Acknowledged _ -> {}
      case Event.RolledBack _, Event.Approved _, Event.Released _ -> {}
      case Event.BudgetAsked _, Event.BudgetGranted _ -> {}
      case Event.Forked _, Event.Steered _ -> {}
      case Event.Finished event -> finished = event.reason();
    }
  }

  private void scored(Event.Scored event) {
    Hash candidate = inFlight.remove(event.ticket());
    tickets = Math.max(tickets, event.ticket());
    spent = spent.plus(event.cost());
    outcomes.merge(kind(event.outcome()), 1L, Long::sum);
    if (event.outcome() instanceof Outcome.Finished(var score) && score.value() > bestValue) {
      bestValue = score.value();
      best = candidate;
    }
  }

  static String kind(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Finished _ -> "finished";
      case Outcome.Eliminated _ -> "eliminated";
      case Outcome.TimedOut _ -> "timed out";
      case Outcome.OverLimit _ -> "over limit";
      case Outcome.Refused _ -> "refused";
      case Outcome.Crashed _ -> "crashed";
      case Outcome.TriedToEscape _ -> "tried to escape";
    };
  }

  String lab() {
    return started == null ? "?" : started.lab();
  }

  long tickets() {
    return tickets;
  }

  int roundsEnded() {
    return rounds.size();
  }

  Cost spent() {
    return spent;
  }

  String state(boolean running) {
    boolean paused = !gate.pauses().isEmpty() && !running;
    return finished != null ? "finished" : running ? "running" : paused ? "paused" : "stopped";
  }

  boolean isFinished() {
    return finished != null;
  }

  /// The champion that was promoted last; without a gate that of the last round that ended, or else
  /// the best so far. Never one that is banned, but the one before it.
  Optional<Hash> champion() {
    if (gate.champion().isPresent()) {
      Optional<Hash> promoted = gate.champion();
      while (promoted.isPresent() && isBanned(promoted.get())) {
        Hash last = promoted.get();
        promoted =
            Optional.ofNullable(promotedLine)
                .flatMap(line -> line.find(last))
                .map(PromotedLine.Step::before)
                .filter(before -> !before.equals(Hash.ZERO));
      }
      return promoted;
    }
    return crowned()
        .map(Event.RoundEnded::champion)
        .or(() -> Optional.ofNullable(best).filter(hash -> !isBanned(hash)));
  }

  private Optional<Event.RoundEnded> crowned() {
    return rounds.reversed().stream().filter(ended -> !isBanned(ended.champion())).findFirst();
  }

  private boolean isBanned(Hash candidate) {
    return steering.isBanned(candidate);
  }

  /// The value of [#champion], in the round that it won.
  Optional<Double> championValue() {
    Optional<Hash> promoted = champion();
    if (gate.champion().isPresent() && promoted.isPresent()) {
      return rounds.stream()
          .filter(ended -> ended.champion().equals(promoted.get()))
          .map(Event.RoundEnded::value)
          .findFirst();
    }
    if (crowned().isPresent()) {
      return crowned().map(Event.RoundEnded::value);
    }
    return best == null ? Optional.empty() : Optional.of(bestValue);
  }

  /// The last value of each measure, such as `select generality`.
  Map<String, Double> measures() {
    Map<String, Double> values = new LinkedHashMap<>();
    measured.forEach((name, event) -> values.put(name, event.value()));
    return values;
  }

  Map<String, Object> json(String name, boolean running) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", name);
    json.put("state", state(running));
    if (started != null) {
      json.put("lab", started.lab());
      json.put("seed", started.seed());
      json.put("pawl", started.pawl());
    }
    json.put("round", round);
    json.put("roundsEnded", rounds.size());
    json.put("tickets", tickets);
    json.put("admitted", admitted);
    json.put("lessons", lessons);
    json.put("lessonsRefused", refused);
    json.put("outcomes", outcomes);
    json.put("evaluations", spent.evaluations());
    json.put("instructions", spent.instructions());
    json.put("flops", spent.flops());
    champion().ifPresent(hash -> json.put("champion", hash.toString()));
    championValue().ifPresent(value -> json.put("championValue", value));
    json.put("measures", measures());
    json.put("gate", gate.lines().stream().map(String::strip).toList());
    json.put("steered", steering.all().stream().map(Summary::steered).toList());
    json.put("notes", steering.notes(Hash.ZERO));
    json.put("events", events);
    json.put("head", head.toString());
    if (finished != null) {
      json.put("finished", finished);
    }
    return json;
  }

  String text(String name, boolean running) {
    StringBuilder text = new StringBuilder();
    line(text, "run", name);
    line(text, "state", finished == null ? state(running) : "finished: " + finished);
    if (started != null) {
      line(
          text,
          "lab",
          "%s, seed %d, pawl %s".formatted(started.lab(), started.seed(), started.pawl()));
    }
    line(text, "rounds", "%d ended; now in %d".formatted(rounds.size(), round));
    line(text, "tickets", "%,d, %,d admitted".formatted(tickets, admitted));
    outcomes.forEach((kind, count) -> line(text, "", "%,d %s".formatted(count, kind)));
    line(text, "spent", "%,d evaluations".formatted(spent.evaluations()));
    line(text, "", "%,d instructions".formatted(spent.instructions()));
    if (lessons > 0) {
      line(text, "", "%.4g FLOPs of models".formatted((double) spent.flops()));
      line(text, "lessons", "%d, %d of them refused".formatted(lessons, refused));
    }
    champion()
        .ifPresent(hash ->
            line(
                text, "champion", "%s, value %s".formatted(hash.brief(), number(championValue()))));
    gate.lines().forEach(each -> text.append(Table.printable(each)).append(System.lineSeparator()));
    measures().forEach((measure, value) -> line(text, measure, "%.4g".formatted(value)));
    if (!steering.all().isEmpty()) {
      line(text, "steered", "%d times".formatted(steering.all().size()));
      steering.all().reversed().stream().limit(5).toList().reversed().stream()
          .map(given ->
              "behind ticket %d: %s (%s)"
                  .formatted(
                      given.ticket(),
                      SteeringFold.words(given.steered().order()),
                      given.steered().by()))
          .forEach(words -> line(text, "", words));
    }
    line(text, "events", "%,d, head %s".formatted(events, head));
    return text.toString();
  }

  private static Map<String, Object> steered(SteeringFold.Given given) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ticket", given.ticket());
    json.put("order", SteeringFold.words(given.steered().order()));
    json.put("by", given.steered().by());
    json.put("reason", given.steered().reason());
    return json;
  }

  static String number(Optional<Double> value) {
    return value.map("%.4g"::formatted).orElse("-");
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("%-10s  %s%n".formatted(key, Table.printable(value)));
  }
}
