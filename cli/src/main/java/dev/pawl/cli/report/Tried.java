package dev.pawl.cli.report;

import dev.pawl.gate.Alarm;
import dev.pawl.gate.Attempt;
import dev.pawl.gate.GatePlan;
import dev.pawl.gate.Observation;
import dev.pawl.gate.Observation.Canary;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Observation.Side;
import dev.pawl.gate.SealedGap;
import dev.pawl.gate.Trial;
import dev.pawl.gate.Verdict;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One attempt at a gate, as a journal tells it.
final class Tried {

  /// The chance of a false alarm about the gap, ever.
  private static final double ALARM_LEVEL = 0.01;

  private final Event.Attempted attempted;
  private final Trial trial;
  private final @Nullable SealedGap gap;
  private final List<Point> wealth = new ArrayList<>();
  private double sealedSum;
  private int canaries;
  private Event.@Nullable Gated gated;

  /// @param gapMax how much less than reported is no surprise
  Tried(Event.Attempted attempted, GatePlan plan, double gapMax) {
    this.attempted = attempted;
    trial = new Trial(plan, attempted.attempt());
    OptionalDouble reported = attempted.reported();
    gap =
        reported.isPresent() && reported.getAsDouble() >= 0 && reported.getAsDouble() <= 1
            ? new SealedGap(reported.getAsDouble(), gapMax, ALARM_LEVEL)
            : null;
    wealth.add(new Point(0, Math.max(share(), 1e-4)));
  }

  void observed(Event.Observed event) {
    for (Observation observation : event.observations()) {
      if (!(trial.verdict() instanceof Verdict.Undecided)) {
        return;
      }
      trial.observe(observation);
      switch (observation) {
        case Canary _ -> canaries++;
        case Pair pair -> {
          double score = pair.candidate() instanceof Side.Scored scored ? scored.score() : 0;
          sealedSum += score;
          if (gap != null) {
            gap.observe(score);
          }
          wealth.add(new Point(pair.task(), Math.max(share(), 1e-4)));
        }
      }
    }
  }

  void gated(Event.Gated event) {
    gated = event;
  }

  /// How much of the evidence that it needs it has: the e-value times the level.
  private double share() {
    var evidence = trial.verdict().evidence();
    return StrictMath.exp(Math.min(50, evidence.logWealth())) * evidence.level();
  }

  Attempt attempt() {
    return attempted.attempt();
  }

  int round() {
    return attempted.round();
  }

  String holdOut() {
    return attempted.holdOut();
  }

  /// The verdict; empty while there is none.
  Optional<Event.Gated> verdict() {
    return Optional.ofNullable(gated);
  }

  boolean promoted() {
    return gated != null && gated.promotes();
  }

  List<Point> wealth() {
    return wealth;
  }

  int canaries() {
    return canaries;
  }

  OptionalDouble reported() {
    return attempted.reported();
  }

  int tasks() {
    return trial.verdict().evidence().tasks();
  }

  double level() {
    return trial.verdict().evidence().level();
  }

  double gain() {
    return trial.verdict().evidence().differenceMean();
  }

  /// The mean score on the sealed tasks that decided.
  OptionalDouble sealedScore() {
    return tasks() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sealedSum / tasks());
  }

  /// Whether the sealed score is less than the reported one by more than the study expects.
  Optional<Alarm> alarm() {
    return Optional.ofNullable(gap).filter(_ -> tasks() > 0).map(SealedGap::alarm);
  }

  /// The verdict in words.
  String words() {
    if (gated == null) {
      return "not decided yet";
    }
    String shown = String.format(Locale.ROOT, "gain %+.3f", gain());
    return switch (gated.verdict()) {
      case Event.Gated.PROMOTED -> "promoted: %s in %d tasks".formatted(shown, tasks());
      case "FUTILE" -> "refused: no gain in %d tasks (%s)".formatted(tasks(), shown);
      case "NOT_SHOWN" -> "refused: no evidence in %d tasks (%s)".formatted(tasks(), shown);
      case "GUARD_WORSE" -> "refused: its %s is worse".formatted(gated.about());
      case "GUARD_NOT_SHOWN" ->
          "refused: a gain, but not that its %s is no worse".formatted(gated.about());
      case "CANARY_SPRUNG" -> "refused: it solved the impossible %s".formatted(gated.about());
      case "ALPHA_SPENT" -> "refused: no error probability is left";
      default -> "refused: " + gated.verdict();
    };
  }

  /// The reason of a refusal in two words.
  String brief() {
    return gated == null ? "undecided" : gated.verdict().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
